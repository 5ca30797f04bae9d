"""Handles the rows of the inbox: a lane in order, lanes in parallel, each row in its own unit of work.

A row that fails is tried again at once, after a moment in which its lane waits. If it fails again, it is retried by
itself, and its lane goes on.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.road.lanes import Lanes
from bot.road.ports import Reaction, Receiver
from bot.settings.logs import logged, redacted
from domain.messages.outbox import Unreadable
from domain.road import InboxRow, OutboxRow, Units

log = logging.getLogger(__name__)

PAUSES = (1, 5, 30)  # seconds before each retry; after the last one the row is given up


@dataclass
class Handling:
    """`receivers` handle what people send, `reactions` our own timers and results; both by class of message.

    `deliver` receives the rows of the outbox that may be sent right after a commit.
    """

    units: Units
    receivers: Mapping[type, Receiver]
    reactions: Mapping[type, Reaction]
    clock: Callable[[], datetime]
    deliver: Callable[[Sequence[OutboxRow]], None]
    group: asyncio.TaskGroup
    lanes: Lanes[InboxRow] = field(init=False)
    retries: Lanes[InboxRow] = field(init=False)  # a lane for each row

    def __post_init__(self) -> None:
        self.lanes = Lanes(self.group, self._next)
        self.retries = Lanes(self.group, self._retry)

    def enqueue(self, rows: Sequence[InboxRow]) -> None:
        """Takes over rows that are in the inbox and not handled yet."""
        for row in rows:
            self.lanes.put(row.arrived.lane, row)

    @property
    def is_idle(self) -> bool:
        return self.lanes.is_idle and self.retries.is_idle

    async def until_idle(self) -> None:
        """Waits until everything handed on is handled or given up."""
        while not self.is_idle:
            await self.lanes.until_idle()
            await self.retries.until_idle()

    def cancel(self) -> None:
        """Cancels everything wherever it is, as a crash would."""
        self.lanes.cancel()
        self.retries.cancel()

    async def _next(self, _lane: str, waiting: deque[InboxRow]) -> None:
        failed = await self._attempt(waiting.popleft())
        if failed and failed.attempts == 1:
            await asyncio.sleep(PAUSES[0])
            failed = await self._attempt(failed)
        if failed:
            self.retries.put(str(failed.id), failed)

    async def _retry(self, _lane: str, waiting: deque[InboxRow]) -> None:
        row = waiting.popleft()
        await asyncio.sleep(PAUSES[row.attempts - 1])
        if failed := await self._attempt(row):
            waiting.append(failed)

    async def _attempt(self, row: InboxRow) -> InboxRow | None:
        """The row as it has failed and is to be tried again; None once it is handled or given up.

        Attempts before a restart count.
        """
        pause = next(iter(PAUSES[row.attempts :]), None)
        try:
            await self._handle(row)
        except Exception as error:
            receiver = self.receivers.get(type(row.arrived.message))
            is_secret = receiver is not None and receiver.repeats_text(row, error)
            next_step = f"again in {pause} s" if pause else "given up"
            log.exception("Handling %s failed; %s", row.arrived.key, next_step, exc_info=not is_secret)
            await self._record_failure(row, type(error).__name__ if is_secret else redacted(repr(error)), pause)
            return replace(row, attempts=row.attempts + 1) if pause else None
        return None

    async def _handle(self, row: InboxRow) -> None:
        message = row.arrived.message
        if isinstance(message, Unreadable):
            await self._put_aside(row, message)
            return
        if (receiver := self.receivers.get(type(message))) is not None:
            await receiver.handle(row)
            return
        async with self.units.write() as work:
            if await work.inbox.take(row.id):
                await self.reactions[type(message)](work, self.clock(), message)
        self.deliver(work.fresh)

    async def _put_aside(self, row: InboxRow, message: Unreadable) -> None:
        """At once: trying again does not help, and the lane goes on."""
        log.error("Row %s of the inbox cannot be read: %s: %s", row.id, message.kind, message.error)
        async with self.units.write() as work:
            await work.inbox.poison(row.id, message.error)

    async def _record_failure(self, row: InboxRow, reason: str, pause: int | None) -> None:
        """Retries until the database works again: until then the row keeps its place in the lane."""
        while True:
            with logged("Recording a failure"):
                await self._fail(row, reason, pause)
                return
            await asyncio.sleep(PAUSES[-1])

    async def _fail(self, row: InboxRow, reason: str, pause: int | None) -> None:
        receiver = self.receivers.get(type(row.arrived.message))
        if receiver is not None:
            with logged("Concealing a message"):  # even if this fails, the failure must be recorded
                await receiver.conceal(row, is_over=pause is None)
        async with self.units.write() as work:
            await work.inbox.fail(row.id, reason, again=pause is not None)
        if receiver is not None and pause is None:
            with logged("Apologising"):  # it may fail for the same reason as the row
                await receiver.apologise(row)
