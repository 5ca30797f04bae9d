"""A shell in an empty folder, and the servers that the commands talk to."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from demo.skype.server import SkypeServer
from demo.telegram import Bot, Telegram, TelegramServer
from tests.integration.cli.shell import Shell

TOKEN = "42:TEST"
USER, PASSWORD = "planerka@example.org", "very-secret"


@pytest.fixture
async def shell(tmp_path: Path) -> AsyncIterator[Shell]:
    shell = Shell(tmp_path)
    yield shell
    await shell.closes()


@pytest.fixture
def warm(shell: Shell) -> None:
    """Asked for where another test types the same command cold."""
    shell.is_warm = True


@pytest.fixture
def world() -> Telegram:
    return Telegram()


@pytest.fixture
def planerka(world: Telegram) -> Bot:
    return world.bot(token=TOKEN, username="planerka_bot", name="Планёрка")


@pytest.fixture
async def telegram(world: Telegram, planerka: Bot, shell: Shell) -> AsyncIterator[TelegramServer]:
    """The shell's settings lead to it."""
    server = await TelegramServer.start(world)
    shell.settings |= {"BOT_TOKEN": TOKEN, "TELEGRAM_API": server.url}
    yield server
    await server.stop()


@pytest.fixture
async def skype(shell: Shell) -> AsyncIterator[SkypeServer]:
    """The shell's settings lead to it."""
    server = await SkypeServer.start(user=USER, password=PASSWORD)
    shell.settings |= {"SKYPE_URL": server.root_url, "SKYPE_USER": USER, "SKYPE_PASSWORD": PASSWORD}
    yield server
    await server.stop()
