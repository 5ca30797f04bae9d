"""The town of every scenario, and the people in it."""

import gc
import logging
import os
import ssl
from collections.abc import AsyncIterator, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import pytest
from aiogram.client.session.aiohttp import AiohttpSession

from demo.skype.server import SkypeServer
from demo.telegram import Person, Telegram, TelegramServer
from tests.e2e.town import PASSWORD, TOKEN, USER, Clock, Town

MEMORY = Path("/dev/shm")  # noqa: S108  a folder of our own is made in it
PHASES: tuple[Literal["setup", "call", "teardown"], ...] = ("setup", "call", "teardown")


@pytest.fixture(autouse=True, scope="session")
def _no_tls() -> Iterator[None]:
    """Nothing is encrypted here: the system's certificates are read once, and nobody waits for TLS to close.

    Every client reads them anew and aiogram waits for a quarter of a second, which is longer than most stories take.
    """

    async def close(session: AiohttpSession) -> None:
        if session._session is not None:
            await session._session.close()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssl, "create_default_context", cache(ssl.create_default_context))
        patch.setattr(AiohttpSession, "close", close)
        yield


@pytest.fixture(autouse=True, scope="session")
def _no_pause_between_looks() -> Iterator[None]:
    """What waits for a moment is looked at all the time: stories move the clock, and nobody waits for the real one."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("bot.road.delivery.TICK", "bot.road.timers.TICK"):
            patch.setattr(name, 0.02)
        for name in ("bot.telegram.polling.PAUSES", "bot.telegram.setup.PAUSES", "bot.road.handling.PAUSES"):
            patch.setattr(name, (0.01,) * 5)
        yield


@pytest.fixture(autouse=True, scope="session")
def _frozen() -> Iterator[None]:
    """As in production: what importing has made stays for ever, so the collector need not look through it each time."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture
def folder() -> Iterator[Path]:
    """For the database; in memory where the system offers that, since every commit waits for the disk."""
    with TemporaryDirectory(prefix="planerka-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as name:
        yield Path(name)


@pytest.fixture
async def town(folder: Path, caplog: pytest.LogCaptureFixture) -> AsyncIterator[Town]:
    """A town on Monday, 21 August 2028, 09:00 in Moscow; the bot runs. In the end nothing must have gone wrong."""
    clock = Clock()
    world = Telegram(clock)
    world.bot(token=TOKEN, username="planerka_bot", name="Планёрка")
    server = await TelegramServer.start(world)
    skype = await SkypeServer.start(user=USER, password=PASSWORD, clock=clock)
    town = Town(world, server, skype, clock, folder / "planerka.db")
    try:
        await town.opens()
        yield town
        await town.settled()
    finally:
        skype.faults.release()
        await town.closes()
        await server.stop()
        await skype.stop()
    errors = [r.getMessage() for when in PHASES for r in caplog.get_records(when) if r.levelno >= logging.ERROR]
    assert town.complaints(errors) == []


@pytest.fixture
async def elena(town: Town) -> Person:
    """Елена Смирнова, who organizes; she has pressed Start and speaks Russian."""
    return await newcomer(town, "Елена Смирнова", "elena", "ru")


@pytest.fixture
async def alexander(town: Town) -> Person:
    """Александр Смирнов, @smirnov; he has pressed Start and speaks Russian."""
    return await newcomer(town, "Александр Смирнов", "smirnov", "ru")


@pytest.fixture
async def anna_lee(town: Town) -> Person:
    """Anna Lee, @annalee; she has pressed Start and speaks English."""
    return await newcomer(town, "Anna Lee", "annalee", "en")


@pytest.fixture
def boris(town: Town) -> Person:
    """Борис Котов, @kotov, who has never pressed Start; the bot has not heard of him."""
    return town.world.person("Борис Котов", username="kotov", language="ru")


async def newcomer(town: Town, name: str, username: str, language: str) -> Person:
    """Somebody who has just pressed Start and read the greeting."""
    person = town.world.person(name, username=username, language=language)
    await person.starts()
    await person.sees("Планёрка" if language == "ru" else "Planerka")
    return person
