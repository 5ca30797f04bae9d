"""Sets up what the demo runs on: both servers, and the bot between them."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet
from pydantic import SecretStr

from bot.settings.model import Settings
from demo.browser.scene import Scene
from demo.clock import StoryClock
from demo.skype.server import SkypeServer
from demo.telegram import Telegram, TelegramServer

if TYPE_CHECKING:  # importing it takes seconds
    from demo.crew import Crew

USER, PASSWORD = "planerka@example.org", "demo"
ACCOUNTS = ("elena@example.org", "alexander@example.org", "anna@example.org")  # for /skype, with the same password


@asynccontextmanager
async def opened_scene() -> AsyncIterator[Scene]:
    """Both servers, and the bot on a database of its own; it is not started yet."""
    clock = StoryClock()
    world = Telegram(clock)
    token = f"42:{secrets.token_hex(16)}"  # random: other pages in the browser must not be able to act as the bot
    world.bot(token, username="planerka_bot", name="Планёрка")
    async with AsyncExitStack() as stack:
        telegram = await TelegramServer.start(world)
        stack.push_async_callback(telegram.stop)
        skype = await SkypeServer.start(user=USER, password=PASSWORD, clock=clock)
        stack.push_async_callback(skype.stop)
        for account in ACCOUNTS:
            skype.add_user(account, PASSWORD)
        folder = stack.enter_context(TemporaryDirectory(prefix="planerka-"))
        importing = ThreadPoolExecutor(1)  # its own, since asyncio.run waits for threads of the default one
        crew_class = await asyncio.get_running_loop().run_in_executor(importing, _crew_class)
        crew = crew_class(_settings(token, telegram, skype, folder), clock, world.changed)
        stack.push_async_callback(crew.close)  # killed, not stopped: nothing that it still did would be seen
        stack.callback(skype.faults.release)  # otherwise signing out there would delay the end
        yield Scene(telegram, skype, clock, crew)


def _settings(token: str, telegram: TelegramServer, skype: SkypeServer, folder: str) -> Settings:
    """Reads neither the environment nor .env, which belong to the real bot."""
    return Settings.model_construct(
        bot_token=SecretStr(token),
        telegram_api=telegram.url,
        database_url=f"sqlite+aiosqlite:///{folder}/planerka.db",
        admins=(1,),  # somebody, or the greeting would speak of the settings
        skype_url=skype.root_url,
        skype_user=USER,
        skype_password=SecretStr(PASSWORD),
        secret_keys=(SecretStr(Fernet.generate_key().decode()),),
    )


def _crew_class() -> "type[Crew]":
    from demo.crew import Crew

    return Crew
