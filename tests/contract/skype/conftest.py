"""A simulated server on a free port of this machine, and the real client signed in to it."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from pydantic import SecretStr

from bot.demo.skype.server import SkypeServer
from bot.skype.client import UcwaMeetings
from bot.skype.config import SkypeConfig
from tests.contract.skype.hand import PASSWORD, Hand

USER = "planerka@example.org"


@dataclass
class Clock:
    """The time of the server and, as growing seconds, of the client; both move only when a test says so."""

    moment: datetime = datetime(2026, 8, 28, 9, 0, tzinfo=UTC)
    seconds: float = 1000.0

    def now(self) -> datetime:
        return self.moment

    def monotonic(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def expiry(clock: Clock) -> datetime:
    return clock.moment + timedelta(days=14)


@pytest.fixture
async def server(clock: Clock) -> AsyncIterator[SkypeServer]:
    server = await SkypeServer.start(user=USER, password=PASSWORD, clock=clock.now)
    yield server
    await server.stop()


@pytest.fixture
def config(server: SkypeServer) -> SkypeConfig:
    return SkypeConfig("example.org", USER, SecretStr(PASSWORD), root_url=server.root_url)


@pytest.fixture
async def connect(config: SkypeConfig, clock: Clock) -> AsyncIterator[Callable[..., UcwaMeetings]]:
    """Makes clients with changes to the configuration; they are closed at the end."""
    made: list[UcwaMeetings] = []

    def connected(**changes: object) -> UcwaMeetings:
        made.append(UcwaMeetings(replace(config, **changes), clock=clock.monotonic))  # type: ignore[arg-type]
        return made[-1]

    yield connected
    for client in made:
        await client.close()


@pytest.fixture
def meetings(connect: Callable[..., UcwaMeetings]) -> UcwaMeetings:
    return connect()


@pytest.fixture
async def hand(server: SkypeServer) -> AsyncIterator[Hand]:
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
        yield Hand(session, server)
