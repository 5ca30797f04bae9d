"""The way of a conference through the house: timers, what is owed to the server, its answers, and what follows."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from bot.conferences.accounts import Accounts
from bot.conferences.sender import ConferenceSender
from bot.wiring import REACTIONS
from domain.card import Card
from domain.conference import Conference, Trouble
from domain.conference_server import Capabilities, ConferenceError, Conferences
from domain.event import Event
from domain.road import DeliveryResult, InboxRow, OutboxRow
from storage.tables.road import timers
from tests.integration.usecases.house import ROOM, House, Row, delivered


@dataclass
class Skype:
    """A server that has rooms by their marks, and fails as told: once for each of `troubles`, or always by `down`.

    `mute`: the next room is made, but its maker never hears of it.
    """

    rooms: dict[str, Conference] = field(default_factory=dict)
    troubles: list[ConferenceError] = field(default_factory=list)
    down: ConferenceError | None = None
    mute: bool = False
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    _made: int = 0

    capabilities = Capabilities(link_per_person=False, real_schedule=False, real_deletion=True)

    async def create(self, key: str, subject: str, description: str, expires_at: datetime, **who: Any) -> Conference:
        self._ask("create", subject=subject, description=description, expires_at=expires_at, **who)
        if key not in self.rooms:
            self._made += 1
            id = f"ROOM{self._made}"
            self.rooms[key] = replace(ROOM, id=id, join_url=f"https://meet.example.org/elena/{id}")
        if self.mute:
            self.mute = False
            raise ConferenceError(Trouble.UNREACHABLE, "the answer was lost", again=True)
        return self.rooms[key]

    async def update(
        self, id: str, subject: str, description: str | None, expires_at: datetime, **who: Any
    ) -> Conference:
        self._ask("update", id=id, subject=subject, description=description, expires_at=expires_at, **who)
        return self._known(id)

    async def delete(self, id: str) -> None:
        self._ask("delete", id=id)
        self.rooms = {key: room for key, room in self.rooms.items() if room.id != id}

    async def delete_marked(self, key: str) -> None:
        self._ask("delete_marked", key=key)
        self.rooms.pop(key, None)

    async def confirm(self, id: str, key: str) -> None:
        self._ask("confirm", id=id)
        self._known(id)

    def verbs(self) -> list[str]:
        """What was asked since the last look."""
        asked, self.asked = [verb for verb, _ in self.asked], []
        return asked

    def _ask(self, verb: str, **what: Any) -> None:
        self.asked.append((verb, what))
        if self.down is not None:
            raise self.down
        if self.troubles:
            raise self.troubles.pop(0)

    def _known(self, id: str) -> Conference:
        room = next((room for room in self.rooms.values() if room.id == id), None)
        if room is None:
            raise ConferenceError(Trouble.GONE, "no such room", again=False)
        return room


class OneServer(Accounts):
    """Everybody's account is on it."""

    async def conferences(self, account: int | None) -> Conferences:
        assert self.bot is not None
        return self.bot


@dataclass
class Road:
    """Nothing moves before `goes`. `letters` and `edits` say what was owed since the last look."""

    house: House
    skype: Skype = field(default_factory=Skype)
    owed: list[Row] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.channel = ConferenceSender(OneServer(self.skype), self.house.units, self.house.clock)

    async def goes(self) -> None:
        """Until nothing is due."""
        self._collect()
        while await self._goes_on():
            pass

    async def passes(self, **time: float) -> None:
        self.house.clock.now += timedelta(**time)
        await self.goes()

    async def delivers(self) -> list[InboxRow]:
        """What is due leaves; its results are in the inbox, and nobody has looked there yet."""
        rows, self.house.fresh = self.house.fresh, []
        rows += await self._does(lambda w: w.relay.claim(100))
        ends = [await self._deliver(row) for row in rows]
        results: list[InboxRow] = await self._does(lambda w: w.relay.settle(ends))
        return results

    async def handles(self, *taken: InboxRow) -> None:
        for row in taken:
            await self._does(lambda w, row=row: self._handle(w, row))

    async def timers(self) -> dict[str, datetime]:
        async with self.house.units.engine.reader.begin() as connection:
            rows = await connection.execute(select(timers.c.key, timers.c.due_at))
            return {row.key: row.due_at for row in rows}

    async def event(self) -> Event:
        return await self.house.event()

    def letters(self) -> list[tuple[str, str]]:
        """Occasion and first name of the reader, in alphabet."""
        self._collect()
        self.house.owed, self.owed = self.owed, []
        letters, self.house.owed = self.house.letters(), []
        return letters

    def edits(self) -> int:
        """How many edits of cards, and letters are not asked for any more."""
        count, self.owed = len([row for row in self.owed if row.kind == "card"]), []
        return count

    async def _goes_on(self) -> bool:
        fired = await self._does(lambda w: w.due_timers.due(100))
        results = await self.delivers()
        await self.handles(*fired, *results)
        return bool(fired or results or self.house.fresh or await self.house.asks(lambda w: w.relay.has_due()))

    async def _deliver(self, row: OutboxRow) -> DeliveryResult:
        sender = self.channel.senders().get(type(row.outgoing.message))
        return await sender(row, row.outgoing.message) if sender else delivered(row)

    async def _handle(self, work: Any, row: InboxRow) -> None:
        if await work.inbox.take(row.id):
            await REACTIONS[type(row.arrived.message)](work, self.house.now, row.arrived.message)

    async def _does(self, act: Any) -> Any:
        self._collect()
        done = await self.house.does(act)
        self._collect()
        return done

    def _collect(self) -> None:
        self.owed, self.house.owed = [*self.owed, *self.house.owed], []


def trouble(trouble: Trouble = Trouble.UNREACHABLE, again: bool = True, wait: float | None = None) -> ConferenceError:
    return ConferenceError(trouble, "a test", again, None if wait is None else timedelta(seconds=wait))


async def elenas_card(house: House) -> Card:
    return (await house.asks(lambda w: w.cards.of_event(1)))[0]
