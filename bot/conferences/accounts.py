"""Whose Skype account a conference is made on, and the rooms of that account."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from bot.conferences.own_accounts import OwnAccounts
from bot.conferences.refused_passwords import StoredRefusals
from bot.conferences.skype.client import UcwaMeetings
from bot.conferences.skype.config import SkypeConfig
from bot.conferences.skype.http import Wire
from bot.settings.vault import Vault
from domain.conference import OnlineMeetings, OnlineMeetingsError, Trouble
from domain.person import Person
from domain.road import Units


@dataclass
class Accounts:
    """`bots` are the rooms of the bot's own account; None when the settings name no server (any more). `own` are the
    accounts that people connected."""

    bots: OnlineMeetings | None
    own: OwnAccounts | None = None

    async def whose(self, organizer: Person) -> int | None:
        """The person on whose account new conferences of this organizer are made; None: the bot's."""
        is_own = self.own is not None and await self.own.is_connected(organizer.id)
        return organizer.id if is_own else None

    async def meetings(self, account: int | None) -> OnlineMeetings:
        """The rooms of that account. Raises OnlineMeetingsError (MISCONFIGURED or NO_ACCOUNT)."""
        if self.bots is None:
            raise OnlineMeetingsError(Trouble.MISCONFIGURED, "no Skype server is set up", again=False)
        if account is None:
            return self.bots
        if self.own is None:
            raise OnlineMeetingsError(Trouble.NO_ACCOUNT, f"person {account} has no account here", again=False)
        return await self.own.meetings(account)


@asynccontextmanager
async def opened(
    config: SkypeConfig | None, units: Units, vault: Vault, *, clock: Callable[[], datetime], guard: Callable[[], None]
) -> AsyncIterator[Accounts]:
    """The bot's account and those that people connected, all on one set of connections; closed at the end.

    `guard` is called before each request. Raises OnlineMeetingsError (MISCONFIGURED) for a root address that is none.
    """
    if config is None:
        yield Accounts(None)
        return
    async with AsyncExitStack() as stack:
        wire, refused = Wire(config.ca_file, config.timeout, guard), StoredRefusals(units, clock)
        stack.push_async_callback(wire.close)
        bots = await stack.enter_async_context(UcwaMeetings(config, wire=wire, refused=refused))
        own = OwnAccounts(units, vault, config, wire=wire, refused=refused)
        stack.push_async_callback(own.close)
        yield Accounts(bots, own)
