"""A simulated server on a free port of this machine, over http and over https, and the real client signed in to it."""

import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from pydantic import SecretStr

from bot.conferences.skype.client import SkypeConferences
from bot.conferences.skype.config import SkypeConfig
from demo.skype.server import SkypeServer
from tests.contract.skype.authority import Authority
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


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(params=["http", "https"])
def tls(request: pytest.FixtureRequest, authority: Authority) -> ssl.SSLContext | None:
    """What the server shows; None for plain http. Every scenario runs with both."""
    return authority.good() if request.param == "https" else None


@pytest.fixture
async def start(clock: Clock, tls: ssl.SSLContext | None) -> AsyncIterator[Callable[..., Awaitable[SkypeServer]]]:
    """Starts servers with the options of SkypeServer.start; they are stopped at the end."""
    started: list[SkypeServer] = []

    async def begin(**options: Any) -> SkypeServer:
        plain: dict[str, Any] = {"user": USER, "password": PASSWORD, "clock": clock.now, "tls": tls}
        started.append(await SkypeServer.start(**plain | options))
        return started[-1]

    yield begin
    for server in started:
        await server.stop()


@pytest.fixture
async def server(start: Callable[..., Awaitable[SkypeServer]]) -> SkypeServer:
    return await start()


@pytest.fixture
def config(server: SkypeServer, tls: ssl.SSLContext | None, authority: Authority) -> SkypeConfig:
    ca_file = authority.ca_file if tls else None
    return SkypeConfig("example.org", USER, SecretStr(PASSWORD), root_url=server.root_url, ca_file=ca_file)


@pytest.fixture
async def connect(config: SkypeConfig, clock: Clock) -> AsyncIterator[Callable[..., SkypeConferences]]:
    """Makes clients with changes to the configuration; they are closed at the end."""
    made: list[SkypeConferences] = []

    def connected(**changes: object) -> SkypeConferences:
        made.append(SkypeConferences(replace(config, **changes), clock=clock.monotonic))  # type: ignore[arg-type]
        return made[-1]

    yield connected
    for client in made:
        await client.close()


@pytest.fixture
def meetings(connect: Callable[..., SkypeConferences]) -> SkypeConferences:
    return connect()


@pytest.fixture
async def browser(authority: Authority) -> AsyncIterator[aiohttp.ClientSession]:
    """Any other program that trusts the company's authority."""
    trusting = aiohttp.TCPConnector(ssl=ssl.create_default_context(cafile=authority.ca_file))
    async with aiohttp.ClientSession(connector=trusting, cookie_jar=aiohttp.DummyCookieJar()) as session:
        yield session


@pytest.fixture
def hand(server: SkypeServer, browser: aiohttp.ClientSession) -> Hand:
    return Hand(browser, server)


@pytest.fixture
async def signed(hand: Hand) -> Hand:
    """Signed in, with an application open."""
    await hand.open()
    return hand
