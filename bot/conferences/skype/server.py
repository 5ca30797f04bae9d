"""The Skype for Business server that the settings name, with the bot's account and people's accounts on it."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import datetime

from pydantic import SecretStr

from bot.conferences.accounts import Accounts
from bot.conferences.personal_accounts import PersonalAccounts
from bot.conferences.skype.client import SkypeConferences
from bot.conferences.skype.config import SkypeConfig
from bot.conferences.skype.http import Wire
from bot.conferences.skype.refused_passwords import StoredRefusals
from bot.settings.vault import Vault
from domain.road import Units


@asynccontextmanager
async def open_accounts(
    config: SkypeConfig | None, units: Units, vault: Vault, *, clock: Callable[[], datetime], guard: Callable[[], None]
) -> AsyncIterator[Accounts]:
    """All accounts share the server's options and connections; only name and password are their own.

    They are closed at the end. `guard` is called before each request. Raises ConferenceError (MISCONFIGURED) if the
    root address of the configuration is malformed.
    """
    if config is None:
        yield Accounts(None)
        return
    async with AsyncExitStack() as stack:
        wire, refused = Wire(config.ca_file, config.timeout, guard), StoredRefusals(units, clock)
        stack.push_async_callback(wire.close)

        def client(user: str, password: SecretStr) -> SkypeConferences:
            return SkypeConferences(replace(config, user=user, password=password), wire=wire, refused=refused)

        bot = await stack.enter_async_context(client(config.user, config.password))
        personal = PersonalAccounts(units, vault, client)
        stack.push_async_callback(personal.close)
        yield Accounts(bot, personal)
