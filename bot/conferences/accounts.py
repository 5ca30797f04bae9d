"""The account on which an event's room is: the bot's, or the organizer's own."""

from dataclasses import dataclass

from bot.conferences.personal_accounts import PersonalAccounts
from domain.conference import Trouble
from domain.conference_server import ConferenceError, Conferences
from domain.person import Person


@dataclass
class Accounts:
    """`bot` holds the rooms of the bot's own account; None when the settings name no server (any more). `personal` are
    the accounts that people connected."""

    bot: Conferences | None
    personal: PersonalAccounts | None = None

    async def account_for(self, organizer: Person) -> int | None:
        """The person (id) on whose account new conferences of this organizer are made; None: the bot's."""
        is_own = self.personal is not None and await self.personal.is_connected(organizer.id)
        return organizer.id if is_own else None

    async def conferences(self, account: int | None) -> Conferences:
        """The rooms of that account. Raises ConferenceError (MISCONFIGURED or NO_ACCOUNT)."""
        if self.bot is None:
            raise ConferenceError(Trouble.MISCONFIGURED, "no conference server is set up", again=False)
        if account is None:
            return self.bot
        if self.personal is None:
            raise ConferenceError(Trouble.NO_ACCOUNT, f"person {account} has no account here", again=False)
        return await self.personal.client(account)
