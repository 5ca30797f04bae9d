"""The two ends of the road: what has arrived and is not handled yet, and what is owed and is not delivered yet."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from domain.messages.inbox import InboxMessage
from domain.messages.outbox import Unreadable
from domain.outbox import Outgoing
from domain.ports import UnitOfWork


@dataclass(frozen=True)
class Arrived:
    """Something to be handled once: `key` is never taken in twice, `lane` is the unit of order."""

    key: str
    lane: str
    message: InboxMessage | Unreadable


@dataclass(frozen=True)
class InboxRow:
    """A row of the inbox; `attempts` are those that failed."""

    id: int
    arrived: Arrived
    attempts: int = 0


@dataclass(frozen=True)
class OutboxRow:
    """A row of the outbox that this process may deliver now; `attempts` counts this one."""

    id: int
    outgoing: Outgoing
    posted_at: datetime
    attempts: int = 1


class End(StrEnum):
    """How an attempt to deliver ended."""

    DONE = "done"
    AGAIN = "pending"  # at due_at
    UNDELIVERABLE = "undeliverable"  # nobody is at the other end
    DEAD = "dead"  # our own mistake: repeating does not help


@dataclass(frozen=True)
class DeliveryResult:
    """`message` is (card id, message id) of a card sent anew. `arrived` is what the result tells the domain.

    `is_attempt` is False when it only had to wait: behind another row, or for as long as the other end asked.
    """

    id: int
    end: End
    error: str | None = None
    due_at: datetime | None = None
    message: tuple[int, int] | None = None
    arrived: Arrived | None = None
    is_attempt: bool = True


class Inbox(Protocol):
    async def put(self, rows: Sequence[Arrived]) -> list[InboxRow]:
        """Those that were not there before."""
        ...

    async def take(self, inbox_id: int) -> bool:
        """Marks the row as handled; False when somebody did so before."""
        ...

    async def leftover(self) -> list[InboxRow]:
        """All that are not handled yet, in the order of arrival."""
        ...

    async def fail(self, inbox_id: int, error: str, again: bool) -> None:
        """Handling raised: one attempt more, and whether there will be another."""
        ...

    async def poison(self, inbox_id: int, error: str) -> None:
        """It cannot be understood at all."""
        ...

    async def empty(self, inbox_id: int) -> None:
        """Drops the body of a row that is not to be looked at."""
        ...

    async def purge(self, before: datetime) -> None:
        """Forgets what was finished before."""
        ...


class Relay(Protocol):
    """The outbox as delivery sees it."""

    async def claim(self, limit: int) -> list[OutboxRow]:
        """Due rows of lanes in which nothing is under way, leased to this process."""
        ...

    async def settle(self, results: Sequence[DeliveryResult]) -> list[InboxRow]:
        """Records how attempts ended; what they tell the domain is in the inbox then, and returned."""
        ...

    async def release(self) -> None:
        """Gives back what a process before us had leased."""
        ...

    async def has_due(self) -> bool: ...

    async def purge(self, before: datetime, keyed_before: datetime) -> None:
        """Forgets what was finished before; what has a key, by which it is not owed again, only if before the other."""
        ...


class DueTimers(Protocol):
    async def due(self, limit: int) -> list[InboxRow]:
        """Moves timers that are due into the inbox."""
        ...

    async def has_due(self) -> bool: ...


class Purge(Protocol):
    """Forgets a few rows at once, with all that hangs on them; True: there may be more."""

    async def forms(self, untouched_since: datetime) -> bool: ...
    async def events(self, over_since: datetime) -> bool: ...
    async def invitations(self, now: datetime) -> bool:
        """Those that have expired."""
        ...

    async def conversations(self, now: datetime) -> bool:
        """What was asked too long ago to be answered."""
        ...

    async def cards(self) -> bool:
        """Those whose form is gone and which never showed an event."""
        ...


@dataclass(frozen=True)
class RowSummary:
    """A row at one end of the road; `at` is when it arrived, or when it is due."""

    id: int
    lane: str
    kind: str
    state: str
    attempts: int
    error: str | None
    at: datetime


class Inspection(Protocol):
    """For somebody who watches: the newest rows first, without what people wrote."""

    async def inbox(self, limit: int) -> Sequence[RowSummary]: ...
    async def outbox(self, limit: int) -> Sequence[RowSummary]: ...


class Work(UnitOfWork, Protocol):
    """A unit of work with the ends of the road; `fresh` is what was posted in it and may leave after the commit."""

    @property
    def fresh(self) -> Sequence[OutboxRow]: ...
    @property
    def inbox(self) -> Inbox: ...
    @property
    def relay(self) -> Relay: ...
    @property
    def due_timers(self) -> DueTimers: ...
    @property
    def purge(self) -> Purge: ...
    @property
    def inspection(self) -> Inspection: ...


class Units(Protocol):
    """Opens units of work: `write` commits when it is left without an exception, `read` sees the last commit."""

    def write(self) -> AbstractAsyncContextManager[Work]: ...
    def read(self) -> AbstractAsyncContextManager[Work]: ...
    async def erase_deleted(self) -> bool:
        """Leaves no trace on the disk of what is stored no more; False: later, others are busy."""
        ...
