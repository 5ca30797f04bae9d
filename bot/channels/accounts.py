"""Whose Skype account a conference is made on, and the rooms of that account."""

from dataclasses import dataclass

from domain.conference import OnlineMeetings, OnlineMeetingsError, Trouble
from domain.person import Person


@dataclass
class Accounts:
    """`bots` are the rooms of the bot's own account, `domain` the SIP domain of that; None when the settings name no
    server (any more)."""

    bots: OnlineMeetings | None
    domain: str = ""

    async def whose(self, _organizer: Person) -> int | None:
        """The person on whose account new conferences of this organizer are made; None: the bot's."""
        return None

    async def meetings(self, _account: int | None) -> OnlineMeetings:
        """The rooms of that account. Raises OnlineMeetingsError (MISCONFIGURED or NO_ACCOUNT)."""
        if self.bots is None:
            raise OnlineMeetingsError(Trouble.MISCONFIGURED, "no Skype server is set up", again=False)
        return self.bots
