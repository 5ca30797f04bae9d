"""Delivering what is owed: at once from memory, or claimed from the outbox after a crash, a pause or a restart.

One at a time in each lane, lanes beside each other; how the attempts ended is written in batches.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.road.lanes import Lanes
from bot.road.ports import GivenUp, Sender
from bot.settings.logs import logged, redacted
from domain.messages.outbox import Unreadable
from domain.road import Arrived, DeliveryResult, End, InboxRow, OutboxRow, Units

log = logging.getLogger(__name__)

TICK = 1.0  # seconds between looks for what nobody holds in memory
CLAIM = 100
FLIGHT = timedelta(seconds=45)  # a row older than this in memory is left to a new claim: its lease may run out
LANDED = timedelta(seconds=15)  # after that it has run out for certain
PAUSES = (1, 3, 10, 30, 60, 300, 600, 1800)  # seconds, when a sender raised what it did not foresee


@dataclass(frozen=True)
class Leased:
    row: OutboxRow
    until: datetime


@dataclass
class Delivery:
    """`senders` and `given_up` are by class of message; not every one that is given up is told to the domain."""

    units: Units
    senders: Mapping[type, Sender]
    clock: Callable[[], datetime]
    given_up: Mapping[type, GivenUp]
    group: asyncio.TaskGroup
    lanes: Lanes[Leased] = field(init=False)
    _blocked: dict[str, datetime] = field(default_factory=dict)
    _begun: set[int] = field(default_factory=set)  # rows whose end is not written down yet, whatever their lease says
    _ended: list[DeliveryResult] = field(default_factory=list)
    _has_ended: asyncio.Event = field(default_factory=asyncio.Event)
    _is_settled: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.lanes = Lanes(self.group, self._next)
        self._is_settled.set()

    def hand(self, rows: Sequence[OutboxRow]) -> None:
        """Takes over what a commit has just posted, or what was claimed."""
        until = self.clock() + FLIGHT
        for row in rows:
            self.lanes.put(row.outgoing.lane, Leased(row, until))

    async def sweep(self) -> None:
        """Claims what nobody holds, for ever."""
        while True:
            with logged("Looking for what is owed"):
                await self._claim()
            await asyncio.sleep(TICK)

    async def settle(self, hand_on: Callable[[Sequence[InboxRow]], None]) -> None:
        """Records how attempts ended, as many at once as there are, for ever; hands on what they tell the domain."""
        while True:
            await self._has_ended.wait()
            self._has_ended.clear()
            with logged("Recording deliveries"):
                hand_on(await self._record())
                continue
            await asyncio.sleep(TICK)  # a full disk stays full for a while

    @property
    def is_idle(self) -> bool:
        return self.lanes.is_idle and self._is_settled.is_set()

    async def until_idle(self) -> None:
        """Waits until nothing is under way and everything is written down."""
        await self.lanes.until_idle()
        await self._is_settled.wait()

    async def _claim(self) -> None:
        async with self.units.read() as work:
            if not await work.relay.has_due():
                return
        async with self.units.write() as work:
            rows = await work.relay.claim(CLAIM)
        self.hand([row for row in rows if row.id not in self._begun])

    async def _next(self, lane: str, waiting: deque[Leased]) -> None:
        if (until := self._blocked.get(lane)) is not None:
            if self.clock() < until:
                self._put_off(waiting, until)
                return
            del self._blocked[lane]
        leased = waiting.popleft()
        if leased.until <= self.clock():  # the lease may be somebody else's by now; the sweep finds the row again
            self._hold(lane, waiting, leased.until + LANDED)
            return
        await self._attempt(lane, leased.row, waiting)

    async def _attempt(self, lane: str, row: OutboxRow, waiting: deque[Leased]) -> None:
        same = [row, *_redrawing_the_same(row, waiting)]
        self._begun.update(one.id for one in same)
        result = await self._deliver(same[-1])
        if result.end is End.DEAD:
            result = replace(result, arrived=self._given_up(row))
        self._note(result)
        for overtaken in same[:-1]:
            self._note(replace(result, id=overtaken.id, message=None, arrived=None))
        if result.end is End.AGAIN and result.due_at is not None:
            log.info("Lane %s waits until %s: %s", lane, result.due_at, result.error)
            self._hold(lane, waiting, result.due_at)

    def _hold(self, lane: str, waiting: deque[Leased], until: datetime) -> None:
        self._blocked[lane] = until
        self._put_off(waiting, until)

    def _put_off(self, waiting: deque[Leased], until: datetime) -> None:
        """What is behind a row that has to wait keeps its place behind it."""
        while waiting:
            self._note(DeliveryResult(waiting.popleft().row.id, End.AGAIN, due_at=until, is_attempt=False))

    async def _deliver(self, row: OutboxRow) -> DeliveryResult:
        message = row.outgoing.message
        if isinstance(message, Unreadable):
            return DeliveryResult(row.id, End.DEAD, f"{message.kind}: {message.error}")
        try:
            return await self.senders[type(message)](row, message)
        except Exception as error:
            log.exception("Delivering %s %s failed", message.kind, row.id)
            reason = redacted(repr(error))
            if row.attempts > len(PAUSES):
                return DeliveryResult(row.id, End.DEAD, reason)
            return DeliveryResult(row.id, End.AGAIN, reason, self.clock() + timedelta(seconds=PAUSES[row.attempts - 1]))

    def _note(self, result: DeliveryResult) -> None:
        if result.end is End.DEAD:
            log.error("Row %s of the outbox was given up: %s", result.id, result.error)
        self._begun.add(result.id)
        self._ended.append(result)
        self._is_settled.clear()
        self._has_ended.set()

    def _given_up(self, row: OutboxRow) -> Arrived | None:
        message = row.outgoing.message
        tells = self.given_up.get(type(message))
        return tells(row, message) if tells else None

    async def _record(self) -> list[InboxRow]:
        batch, self._ended = self._ended, []
        try:
            async with self.units.write() as work:
                taken = await work.relay.settle(batch)
        except BaseException:
            self._ended = batch + self._ended
            self._has_ended.set()
            raise
        self._begun.difference_update(result.id for result in batch)
        if not self._ended:
            self._is_settled.set()
        return taken


def _redrawing_the_same(row: OutboxRow, waiting: deque[Leased]) -> list[OutboxRow]:
    """Takes the rows out of the queue that redraw the same: the last one has the newest state, so one edit does.

    It takes the place of the first, past whatever stands between: an edit moves nothing in a chat.
    """
    if row.outgoing.redraws is None:
        return []
    same = [other for other in waiting if other.row.outgoing.redraws == row.outgoing.redraws]
    for other in same:
        waiting.remove(other)
    return [other.row for other in same]
