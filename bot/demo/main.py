"""`python -m bot demo`: the real bot between an embedded Bot API server and a simulated Skype, all in one process."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

from bot import logs
from bot.demo.clock import StoryClock
from bot.demo.skype.server import SkypeServer
from bot.demo.telegram import NotSeen, Telegram, TelegramServer
from bot.settings import Settings

if TYPE_CHECKING:  # importing these takes seconds
    from bot.demo.stage import Stage

FOLDER = Path("story")
STORY = """The life of one event, played by the real bot between an embedded Bot API server and a simulated Skype.
Below each headline: what is new or has changed in each chat, buttons in [brackets].
"""
TOKEN = "42:DEMO"
USER, PASSWORD = "planerka@example.org", "demo"


@dataclass(frozen=True)
class Around:
    """What stands around the bot."""

    telegram: TelegramServer
    skype: SkypeServer
    clock: StoryClock


async def demo(only_story: bool) -> int:
    """Plays the story: told on the terminal, or in the chats, and then it stays up until it is cancelled.

    The exit status: 1 when the story could not go on.
    """
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # whatever the terminal is set to: half of it is Cyrillic
    logs.set_up("WARNING", "text")
    status = 0
    try:
        async with _around() as around:
            print(STORY if only_story else _addresses(around), flush=True)
            async with _performance(around) as stage:
                await (_tell(stage) if only_story else _stay(stage))
    except* NotSeen as missed:
        print(f"The story stops here. {missed.exceptions[0]}", file=sys.stderr)
        status = 1
    return status


@asynccontextmanager
async def _around() -> AsyncIterator[Around]:
    clock = StoryClock()
    world = Telegram(clock)
    world.bot(TOKEN, username="planerka_bot", name="Планёрка")
    async with AsyncExitStack() as stack:
        telegram = await TelegramServer.start(world)
        stack.push_async_callback(telegram.stop)
        skype = await SkypeServer.start(user=USER, password=PASSWORD, clock=clock)
        stack.push_async_callback(skype.stop)
        yield Around(telegram, skype, clock)


def _addresses(around: Around) -> str:
    page = f"Telegram, embedded:  {around.telegram.url}/ (open it in a browser to watch the chats)"
    return f"{page}\nSkype, simulated:    {around.skype.root_url}"


@asynccontextmanager
async def _performance(around: Around) -> "AsyncIterator[Stage]":
    """The bot at work on a database of its own, and the people."""
    stage_class, running = await asyncio.to_thread(_slow_imports)
    with TemporaryDirectory(prefix="planerka-") as folder:
        settings = Settings.model_construct(  # nothing is read from the environment and .env: those are the real bot's
            bot_token=SecretStr(TOKEN),
            telegram_api=around.telegram.url,
            database_url=f"sqlite+aiosqlite:///{folder}/planerka.db",
            skype_url=around.skype.root_url,
            skype_user=USER,
            skype_password=SecretStr(PASSWORD),
        )
        async with running(settings, around.clock) as planerka:
            yield stage_class(around.telegram.world, planerka, around.clock)


def _slow_imports() -> tuple[Any, Any]:
    from bot.demo.stage import Stage
    from bot.wiring import running

    return Stage, running


async def _tell(stage: "Stage") -> None:
    from bot.demo.story import ACTS, story

    async for act in story(stage, ACTS):
        print(act, flush=True)
    files = stage.saves_files(FOLDER)
    print(f"The {len(files)} calendar files that they received are in {FOLDER}/:")
    print("\n".join(f"  {file.name}" for file in files))


async def _stay(stage: "Stage") -> None:
    from bot.demo.story import STANDING, story

    async for _act in story(stage, STANDING):
        pass
    stage.clock.runs()
    print("The chats hold the life of one event up to today. Ctrl-C ends the demo.", flush=True)
    await asyncio.Event().wait()
