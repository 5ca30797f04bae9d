"""A thousand conferences on a day on which everything goes wrong: every fault of the server, and kills."""

import asyncio
import logging
import random
import socket
from collections import deque
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from urllib.parse import quote, quote_plus

import pytest
from pydantic import SecretStr

from bot.conferences.skype.client import SkypeConferences
from bot.conferences.skype.config import SkypeConfig
from bot.conferences.skype.http import Wire
from demo.skype.server import SkypeServer
from demo.skype.switches import Home
from demo.skype.vocabulary import PASSING, Action, Fault
from domain.conference import Conference
from domain.conference_server import ConferenceError
from tests.contract.skype.hand import PASSWORD

USER = "planerka@example.org"
EVENTS, WORKERS = 1000, 8
TRIES = 60
NOW = datetime(2026, 8, 28, 9, 0, tzinfo=UTC)
EXPIRY = NOW + timedelta(days=30)


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names that anybody asks the resolver for; none is known."""
    names: list[str] = []

    def unknown(host: str, *_: object, **__: object) -> None:
        names.append(host)
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    return names


class Bot:
    """Makes conferences as the bot does: again until it succeeds, also after it was killed."""

    def __init__(self, config: SkypeConfig) -> None:
        self.config = config
        self.made: dict[str, Conference] = {}
        self.left = deque(f"event-{number}" for number in range(EVENTS))

    async def lives_until_killed(self, after: int) -> None:
        """Works on several conferences at once; after so many of them it dies in the middle of its work."""
        wire = Wire(self.config.ca_file, self.config.timeout, guard=lambda: None)
        minutes = count(step=60.0)
        meetings = SkypeConferences(
            self.config, wire=wire, clock=lambda: next(minutes)
        )  # what has to rest soon has rested
        enough = len(self.made) + after
        workers = [asyncio.ensure_future(self._works(meetings)) for _ in range(WORKERS)]  # noqa: TID251  they are killed
        while len(self.made) < min(enough, EVENTS):
            await asyncio.wait(workers, return_when=asyncio.FIRST_COMPLETED, timeout=0.01)
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
        await wire.close()  # the sockets of a dead process; its application stays open on the server

    async def _works(self, meetings: SkypeConferences) -> None:
        while self.left:
            key = self.left.popleft()
            try:
                self.made[key] = await self._makes(meetings, key)
            finally:
                if key not in self.made:
                    self.left.append(key)  # what was under way is owed still

    async def _makes(self, meetings: SkypeConferences, key: str) -> Conference:
        for _ in range(TRIES):
            with suppress(ConferenceError):
                return await meetings.create(key, "Standup", "", EXPIRY)
        raise AssertionError(f"{key} was not made in {TRIES} tries")


@pytest.fixture
async def server() -> AsyncIterator[SkypeServer]:
    """Two pools; discovery is on one host, the account on the first pool, and its rooms on the second."""
    server = await SkypeServer.start(user=USER, password=PASSWORD, clock=lambda: NOW, pools=2)
    server.switches.home = Home.SPLIT
    yield server
    await server.stop()


async def test_a_thousand_conferences_in_a_storm(
    server: SkypeServer, looked_up: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    """As many rooms as events, whatever the server, the network and the kills do; no secret stands in any log line,
    nothing is sent to a host that is not trusted, and no token to a server that did not issue it."""
    caplog.set_level(logging.DEBUG)
    server.faults.chance(random.Random(2026), 0.15)
    bot = Bot(SkypeConfig("example.org", USER, SecretStr(PASSWORD), root_url=server.root_url, timeout=0.25))
    while len(bot.made) < EVENTS:
        await bot.lives_until_killed(after=90)
    assert {entry.fault for entry in server.journal} >= PASSING - {Fault.OUTDATED}
    assert len({room.id for room in bot.made.values()}) == EVENTS
    assert server.rooms.keys() == {room.id for room in bot.made.values()}
    secrets = [PASSWORD, quote(PASSWORD), quote_plus(PASSWORD), *server.world.tickets]
    assert [secret for secret in secrets if secret in caplog.text] == []
    assert looked_up == []
    strayed = [entry for entry in server.journal if entry.misplaced]
    assert strayed == [entry for entry in server.journal if entry.forbidden] == []
    await _late_rooms_are_cleared_away(server, bot)


async def _late_rooms_are_cleared_away(server: SkypeServer, bot: Bot) -> None:
    """Requests that the server held back while their senders gave up are carried out at last, and make second rooms.
    The look before the start of the event finds the right room and deletes the other."""
    held = [entry for entry in server.journal if entry.fault is Fault.HOLD and entry.action is Action.CREATE]
    server.faults.clear()
    async with asyncio.timeout(10):
        while any(entry.status is None for entry in held):
            await asyncio.sleep(0)
    patient = replace(bot.config, timeout=20.0)  # the storm is over: an answer is slow because the machine is busy
    async with SkypeConferences(patient) as meetings:
        for key in server.duplicate_marks():
            await meetings.confirm(bot.made[key].id, key)
    assert server.rooms.keys() == {room.id for room in bot.made.values()}
