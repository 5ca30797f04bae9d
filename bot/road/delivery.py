"""Delivering what is owed: at once from memory, or claimed from the outbox after a crash, a pause or a restart.

One at a time in each lane, lanes beside each other; how the attempts ended is recorded in batches.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.road.lanes import Lanes
from bot.road.ports import OnGivenUp, Sender
from bot.settings.logs import logged, redacted
from domain.messages.outbox import Unreadable
from domain.road import Arrived, DeliveryResult, End, InboxRow, OutboxRow, Units

log = logging.getLogger(__name__)

TICK = 1.0  # seconds between claims
CLAIM_LIMIT = 100  # rows
START_WITHIN = timedelta(
    seconds=45
)  # of its lease; an attempt begun later could outlast it, so the row is claimed again
LEASE_MARGIN = timedelta(seconds=15)  # what is left of the lease then
PAUSES = (1, 3, 10, 30, 60, 300, 600, 1800)  # seconds, when a sender raised an unexpected error


@dataclass(frozen=True)
class Leased:
    """A row in memory; after `start_by` its lease is too short for another attempt."""

    row: OutboxRow
    start_by: datetime


@dataclass
class Delivery:
    """`senders` and `on_given_up` are by class of message; not every one that is given up is told to the domain."""

    units: Units
    senders: Mapping[type, Sender]
    clock: Callable[[], datetime]
    on_given_up: Mapping[type, OnGivenUp]
    group: asyncio.TaskGroup
    lanes: Lanes[Leased] = field(init=False)
    _blocked: dict[str, datetime] = field(default_factory=dict)
    _begun: set[int] = field(default_factory=set)  # rows whose result is not recorded yet, whatever their lease says
    _ended: list[DeliveryResult] = field(default_factory=list)
    _has_ended: asyncio.Event = field(default_factory=asyncio.Event)
    _is_settled: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.lanes = Lanes(self.group, self._next)
        self._is_settled.set()

    def enqueue(self, rows: Sequence[OutboxRow]) -> None:
        """Takes over rows that were leased just now: posted by a commit, or claimed."""
        start_by = self.clock() + START_WITHIN
        for row in rows:
            self.lanes.put(row.outgoing.lane, Leased(row, start_by))

    async def sweep(self) -> None:
        """Claims due rows that are not leased, until it is cancelled."""
        while True:
            with logged("Claiming rows of the outbox"):
                await self._claim()
            await asyncio.sleep(TICK)

    async def settle(self, hand_on: Callable[[Sequence[InboxRow]], None]) -> None:
        """Records how attempts ended, as many at once as there are, and hands on what they tell the domain.

        Until it is cancelled.
        """
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
        """Waits until nothing is under way and everything is recorded."""
        await self.lanes.until_idle()
        await self._is_settled.wait()

    async def _claim(self) -> None:
        async with self.units.read() as work:
            if not await work.relay.has_due():
                return
        async with self.units.write() as work:
            rows = await work.relay.claim(CLAIM_LIMIT)
        self.enqueue([row for row in rows if row.id not in self._begun])

    async def _next(self, lane: str, waiting: deque[Leased]) -> None:
        if (until := self._blocked.get(lane)) is not None:
            if self.clock() < until:
                self._put_off(waiting, until)
                return
            del self._blocked[lane]
        leased = waiting.popleft()
        if leased.start_by <= self.clock():  # it may be claimed again by now; the sweep finds it
            self._hold(lane, waiting, leased.start_by + LEASE_MARGIN)
            return
        await self._attempt(lane, leased.row, waiting)

    async def _attempt(self, lane: str, row: OutboxRow, waiting: deque[Leased]) -> None:
        same = [row, *_pop_redraws_of_same_card(row, waiting)]
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
        """Rows behind one that has to wait wait too, so that the order stays."""
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
        callback = self.on_given_up.get(type(message))
        return callback(row, message) if callback else None

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


def _pop_redraws_of_same_card(row: OutboxRow, waiting: deque[Leased]) -> list[OutboxRow]:
    """Takes the other rows that draw the same card out of the queue: a card shows the newest state, so one edit does.

    It may go before what was posted in between: an edit moves nothing in a chat.
    """
    if row.outgoing.redraws is None:
        return []
    same = [other for other in waiting if other.row.outgoing.redraws == row.outgoing.redraws]
    for other in same:
        waiting.remove(other)
    return [other.row for other in same]
