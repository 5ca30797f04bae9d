"""`python -m bot demo`: the real bot between an embedded Bot API server and a simulated Skype, all in one process."""

import asyncio
import secrets
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from io import TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet
from pydantic import SecretStr

from bot import logs
from bot.demo.browser.scene import Scene, Theatre
from bot.demo.browser.site import Site
from bot.demo.clock import StoryClock
from bot.demo.skype.server import SkypeServer
from bot.demo.telegram import NotSeen, Telegram, TelegramServer
from bot.settings import Settings

if TYPE_CHECKING:  # importing these takes seconds
    from bot.demo.crew import Crew
    from bot.demo.stage import Stage

FOLDER = Path("story")
STORY = """The life of one event, played by the real bot between an embedded Bot API server and a simulated Skype.
Below each headline: what is new or has changed in each chat, buttons in [brackets].
"""
USER, PASSWORD = "planerka@example.org", "demo"
ACCOUNTS = ("elena@example.org", "alexander@example.org", "anna@example.org")  # for /skype, with the same password


async def demo(only_story: bool) -> int:
    """Plays the story: told on the terminal, or on a page on which it goes on, until it is cancelled.

    The exit status: 1 when the story could not go on.
    """
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # whatever the terminal is set to: half of it is Cyrillic
    logs.set_up("WARNING", "text")
    try:
        await (_tell() if only_story else _show())
    except NotSeen as missed:
        print(f"The story stops here. {missed}", file=sys.stderr)
        return 1
    return 0


async def _tell() -> None:
    from bot.demo.story import ACTS, story

    print(STORY, flush=True)
    async with _scene() as scene:
        stage = await _stage(scene)
        async for act in story(stage, ACTS):
            print(act, flush=True)
        files = stage.saves_files(FOLDER)
    print(f"The {len(files)} calendar files that they received are in {FOLDER}/:")
    print("\n".join(f"  {file.name}" for file in files))


async def _show() -> None:
    theatre = Theatre()
    site = await Site.start(theatre)
    try:
        print(f"Planerka in your browser: {site.url}\nIt starts now. Ctrl-C ends the demo.", flush=True)
        async with _scene() as scene:
            await _play(theatre, scene)
            await asyncio.Event().wait()
    finally:
        await site.stop()


async def _play(theatre: Theatre, scene: Scene) -> None:
    from bot.demo.story import INVITED, story

    stage = await _stage(scene)
    theatre.turns("playing", scene)
    async for _act in story(stage, INVITED):
        pass
    world = scene.telegram.world
    world.group("Команда", members=stage.people, bots=[world.only_bot])
    scene.clock.runs()
    theatre.turns("running")
    print(f"Skype, simulated: {scene.skype.root_url}; Telegram, embedded: {scene.telegram.url}", flush=True)


async def _stage(scene: Scene) -> "Stage":
    from bot.demo.stage import Stage

    await scene.crew.start()
    return Stage(scene.telegram.world, scene.crew, scene.clock)


@asynccontextmanager
async def _scene() -> AsyncIterator[Scene]:
    """Both servers, and the bot on a database of its own; it is not at work yet."""
    clock = StoryClock()
    world = Telegram(clock)
    token = f"42:{secrets.token_hex(16)}"  # by chance: other pages on this machine must not speak for the bot
    world.bot(token, username="planerka_bot", name="Планёрка")
    async with AsyncExitStack() as stack:
        telegram = await TelegramServer.start(world)
        stack.push_async_callback(telegram.stop)
        skype = await SkypeServer.start(user=USER, password=PASSWORD, clock=clock)
        stack.push_async_callback(skype.stop)
        for account in ACCOUNTS:
            skype.add_user(account, PASSWORD)
        folder = stack.enter_context(TemporaryDirectory(prefix="planerka-"))
        settings = Settings.model_construct(  # nothing is read from the environment and .env: those are the real bot's
            bot_token=SecretStr(token),
            telegram_api=telegram.url,
            database_url=f"sqlite+aiosqlite:///{folder}/planerka.db",
            skype_url=skype.root_url,
            skype_user=USER,
            skype_password=SecretStr(PASSWORD),
            secret_keys=(SecretStr(Fernet.generate_key().decode()),),
        )
        crew = (await asyncio.to_thread(_crew_class))(settings, clock)
        stack.push_async_callback(crew.kill)  # it has nothing left to do that anybody would see
        stack.callback(skype.faults.release)  # or signing out there would hold up the end
        yield Scene(telegram, skype, clock, crew)


def _crew_class() -> "type[Crew]":
    from bot.demo.crew import Crew

    return Crew
