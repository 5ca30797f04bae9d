"""Delivers what is owed: at once from memory, or claimed from the outbox after a crash, a pause or a restart.

One row at a time in each lane, lanes in parallel. The end of an attempt is on the disk before the next row of its lane
begins; so a crash repeats at most what was being sent.
"""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.road.lanes import Lanes
from bot.road.pauses import Pauses, wire_of
from bot.road.ports import OnGivenUp, Sender
from bot.road.recording import Recording
from bot.settings.logs import logged, redacted
from domain.messages.outbox import SendLetter, SendLetterFile, Unreadable
from domain.road import Arrived, DeliveryResult, End, OutboxRow, Units

log = logging.getLogger(__name__)

TICK = 1.0  # seconds between looks for what is due
CLAIM_LIMIT = 500  # rows; one statement must not hold up the loop
IN_MEMORY = 5_000  # rows above which no more are claimed; what is posted comes on top
PAUSES = (1, 3, 10, 30, 60, 300, 600, 1800)  # seconds, when a sender raised an unexpected error


@dataclass
class Delivery:
    """`senders` and `on_given_up` are by class of message; not every one that is given up is told to the domain."""

    units: Units
    recording: Recording
    senders: Mapping[type, Sender]
    on_given_up: Mapping[type, OnGivenUp]
    group: asyncio.TaskGroup
    clock: Callable[[], datetime]
    monotonic: Callable[[], float] = time.monotonic
    lanes: Lanes[OutboxRow] = field(init=False)
    pauses: Pauses = field(init=False)
    _look: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.lanes = Lanes(self.group, self._next)
        self.pauses = Pauses(self.monotonic)

    def enqueue(self, rows: Sequence[OutboxRow]) -> None:
        """Takes over rows that are claimed for this process."""
        for row in rows:
            self.lanes.put(row.outgoing.lane, row)

    async def resume(self, wire: str) -> None:
        """Once, at the start: what failed on this wire goes on waiting, unless its other end answers before that.

        What only had to wait was perhaps asked to: it waits until it is due, as all rows of other wires do.
        """
        async with self.units.read() as work:
            failed = await work.relay.failed(IN_MEMORY)
        for row in failed:
            if wire_of(row.lane) == wire:
                seconds = (row.due_at - self.clock()).total_seconds()
                self.pauses.fail(row.lane, [row.id], seconds, is_answer=False, is_outage=row.attempts > 0)

    async def sweep(self) -> None:
        """Delivers what is due and not in memory, for ever."""
        while True:
            with logged("Looking for what is owed"):
                await self._end_pauses()
                await self._claim()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._look.wait(), TICK)
            self._look.clear()

    def answers_again(self, wire: str) -> None:
        """The other end of this wire is back: what failed for that is tried now."""
        if self.pauses.answers_again(wire):
            self._look.set()

    async def _end_pauses(self) -> None:
        if not (over := self.pauses.over()):
            return
        async with self.units.write() as work:
            rows = await work.relay.claim_these(over)
        self.enqueue(rows)
        self.pauses.end(over)

    async def _claim(self) -> None:
        while len(self.lanes) < IN_MEMORY:
            async with self.units.read() as work:
                if not await work.relay.has_due():
                    return
            async with self.units.write() as work:
                rows = await work.relay.claim(CLAIM_LIMIT)
            self.enqueue(rows)
            self.pauses.end(row.id for row in rows)

    async def _next(self, lane: str, waiting: deque[OutboxRow]) -> None:
        row = waiting.popleft()
        is_answer = row.outgoing.is_answer
        if not self.pauses.is_held(lane, is_answer):
            await self._attempt(lane, row, waiting)
            return
        rows = [row, *_taken(waiting, lambda other: other.outgoing.is_answer == is_answer)]
        until = self.clock() + timedelta(seconds=self.pauses.wait_behind(lane, is_answer, [one.id for one in rows]))
        await self.recording.record(*(_waits(one, until, "waits behind another one") for one in rows))

    async def _attempt(self, lane: str, row: OutboxRow, waiting: deque[OutboxRow]) -> None:
        """Of several rows that redraw the same the last one has the newest state, so one edit does for all.

        It takes the place of the first, past whatever stands between: an edit moves nothing in a chat.
        """
        same = [row, *_taken(waiting, lambda other: row.outgoing.redraws in {other.outgoing.redraws} - {None})]
        result = await self._deliver(same[-1])
        if result.end is End.AGAIN and result.due_at is not None:
            below = _taken(waiting, lambda other: _is_below(other, row))
            await self._pause(row, result, [*same[:-1], *below], result.due_at)
            return
        if result.end is End.DEAD:
            log.error("Row %s of the outbox was given up: %s", result.id, result.error)
            result = replace(result, arrived=self._given_up(row))
        elif result.end is End.DONE and result.is_attempt and self.pauses.succeeded(lane):
            self._look.set()
        overtaken = (replace(result, id=other.id, message=None, arrived=None) for other in same[:-1])
        await self.recording.record(*overtaken, result)

    async def _pause(
        self, row: OutboxRow, result: DeliveryResult, others: Sequence[OutboxRow], until: datetime
    ) -> None:
        """The row waits, and with it those that belong to it."""
        lane, is_answer = row.outgoing.lane, row.outgoing.is_answer
        log.info("Lane %s: row %s waits until %s: %s", lane, result.id, until, result.error)
        ids, seconds = [result.id, *(other.id for other in others)], (until - self.clock()).total_seconds()
        if result.is_attempt or result.is_outage:
            self.pauses.fail(lane, ids, seconds, is_answer=is_answer, is_outage=result.is_outage)
        else:
            self.pauses.ask_to_wait(lane, ids, seconds)
        await self.recording.record(result, *(_waits(other, until, result.error) for other in others))

    async def _deliver(self, row: OutboxRow) -> DeliveryResult:
        message = row.outgoing.message
        if isinstance(message, Unreadable):
            return DeliveryResult(row.id, End.DEAD, f"{message.kind}: {message.error}")
        try:
            return await self.senders[type(message)](row, message)
        except Exception as error:
            log.exception("Delivering %s %s failed", message.kind, row.id)
            reason = redacted(repr(error))
            if row.attempts >= len(PAUSES):
                return DeliveryResult(row.id, End.DEAD, reason)
            return DeliveryResult(row.id, End.AGAIN, reason, self.clock() + timedelta(seconds=PAUSES[row.attempts]))

    def _given_up(self, row: OutboxRow) -> Arrived | None:
        message = row.outgoing.message
        callback = self.on_given_up.get(type(message))
        return callback(row, message) if callback else None


def _waits(row: OutboxRow, until: datetime, why: str | None) -> DeliveryResult:
    return DeliveryResult(row.id, End.AGAIN, why, until, is_attempt=False)


def _is_below(row: OutboxRow, letter: OutboxRow) -> bool:
    """Whether it is the file that goes below this letter."""
    file, message = row.outgoing.message, letter.outgoing.message
    return isinstance(file, SendLetterFile) and isinstance(message, SendLetter) and file.letter == message.letter


def _taken(waiting: deque[OutboxRow], wanted: Callable[[OutboxRow], bool]) -> list[OutboxRow]:
    """Out of the queue."""
    taken = [row for row in waiting if wanted(row)]
    for row in taken:
        waiting.remove(row)
    return taken
