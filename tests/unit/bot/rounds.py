"""Delivery at work for the tests: senders that note, wait and fail as told, and units that fail to commit."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta

from sqlalchemy import select

from bot.road.delivery import Delivery
from bot.road.recording import Recording
from bot.wiring import ON_GIVEN_UP
from domain.messages.outbox import CreateConference, DrawCard, OutboxMessage, Say, SendLetter, SendLetterFile
from domain.outbox import Outgoing
from domain.road import DeliveryResult, End, InboxRow, OutboxRow, Units, Work
from storage.tables.road import outbox
from storage.uow import Database
from tests.integration.usecases.house import House


class FaultyUnits:
    """The real units, whose next commits fail as often as a test wants: the disk is full, another process holds it."""

    def __init__(self, units: Database) -> None:
        self._units = units
        self.failures = 0

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Work]:
        async with self._units.write() as work:
            yield work
            if self.failures:
                self.failures -= 1
                raise OSError("disk full")

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Work]:
        async with self._units.read() as work:
            yield work

    async def erase_deleted(self) -> bool:
        return await self._units.erase_deleted()


@dataclass
class Post:
    """The senders: note what they were given, wait where a gate is closed, end as told."""

    house: House
    tried: list[str] = field(default_factory=list)
    ends: dict[str, list[DeliveryResult | Exception]] = field(default_factory=dict)
    gates: dict[str, asyncio.Event] = field(default_factory=dict)

    @staticmethod
    def _name(row: OutboxRow, message: OutboxMessage) -> str:
        match message:
            case Say(text=name) | SendLetter(letter=name):
                return name
            case SendLetterFile(letter=name):
                return f"{name}.ics"
            case DrawCard(card=card):
                return f"card {card} of row {row.id}"
        return message.kind

    async def send(self, row: OutboxRow, message: OutboxMessage) -> DeliveryResult:
        name = self._name(row, message)
        self.tried.append(name)
        if name in self.gates:
            await self.gates[name].wait()
        if self.ends.get(name):
            end = self.ends[name].pop(0)
            if isinstance(end, Exception):
                raise end
            return replace(end, id=row.id)
        return DeliveryResult(row.id, End.DONE)

    def closes(self, name: str) -> asyncio.Event:
        self.gates[name] = asyncio.Event()
        return self.gates[name]

    def again(self, seconds: float, is_outage: bool = False) -> DeliveryResult:
        return DeliveryResult(0, End.AGAIN, "busy", self.house.now + timedelta(seconds=seconds), is_outage=is_outage)


@dataclass
class Round:
    """Delivery at work, with its settling and sweeping."""

    house: House
    post: Post
    delivery: Delivery
    told: list[InboxRow]

    async def owes(self, *owed: Outgoing) -> None:
        """In one commit, handed over like an update's."""
        async with self.house.units.write() as work:
            await work.outbox.post(*owed)
        self.delivery.enqueue(work.fresh)

    async def began(self, *names: str) -> None:
        """Exactly these were given to the senders so far."""
        with suppress(TimeoutError):
            async with asyncio.timeout(5):
                while len(self.post.tried) < len(names):
                    await asyncio.sleep(0)
        assert self.post.tried == list(names)

    async def tried(self, *names: str) -> None:
        """And nothing more is under way or to be written down."""
        await self.began(*names)
        await self.delivery.lanes.until_idle()
        assert self.post.tried == list(names)

    async def states(self) -> list[str]:
        async with self.house.units.engine.reader.begin() as connection:
            return list(await connection.scalars(select(outbox.c.state).order_by(outbox.c.id)))

    def passes(self, seconds: float) -> None:
        self.house.clock.now += timedelta(seconds=seconds)


def say(name: str, lane: str = "tg:1") -> Outgoing:
    return Outgoing(lane, Say(chat=1, text=name))


def letter(name: str, lane: str = "tg:1") -> Outgoing:
    return Outgoing(lane, SendLetter(letter=name, card=1))


def file_below(name: str, lane: str = "tg:1") -> Outgoing:
    return Outgoing(lane, SendLetterFile(letter=name, card=1))


@asynccontextmanager
async def at_work(house: House, units: Units, sweeping: bool = True) -> AsyncIterator[Round]:
    post, told = Post(house), list[InboxRow]()
    async with asyncio.TaskGroup() as group:
        senders = dict.fromkeys((Say, DrawCard, SendLetter, SendLetterFile, CreateConference), post.send)
        recording, clock = Recording(units), house.clock
        delivery = Delivery(units, recording, senders, ON_GIVEN_UP, group, clock=clock, monotonic=clock.monotonic)
        loops = [group.create_task(recording.run(told.extend))]
        if sweeping:
            loops.append(group.create_task(delivery.sweep()))
        yield Round(house, post, delivery, told)
        for loop in loops:
            loop.cancel()
