"""Ports of the inbox (arrived, not handled yet), the outbox (not delivered yet), and timers."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol, Self

from domain.inspection import Inspection
from domain.messages.inbox import InboxMessage
from domain.messages.outbox import Unreadable
from domain.outbox import Outgoing
from domain.ports import UnitOfWork
from domain.purge import Purge


@dataclass(frozen=True)
class Arrived:
    """A message to be handled once: `key` is never stored twice, rows of one `lane` are handled in order."""

    key: str
    lane: str
    message: InboxMessage | Unreadable

    @classmethod
    def result_of(cls, outbox_id: int, lane: str, message: InboxMessage) -> Self:
        """What the delivery of that row of the outbox tells the domain; a row has one result at most."""
        return cls(f"outbox:{outbox_id}", lane, message)


@dataclass(frozen=True)
class InboxRow:
    """A row of the inbox; `attempts` counts those that failed."""

    id: int
    arrived: Arrived
    attempts: int = 0


@dataclass(frozen=True)
class OutboxRow:
    """A row of the outbox that this process may deliver now; `attempts` counts those that ended in an error.

    `is_asked_for`: it goes to the person whose act has posted it, and who waits for it. Not known after a crash.
    """

    id: int
    outgoing: Outgoing
    posted_at: datetime
    attempts: int = 0
    is_asked_for: bool = False


@dataclass(frozen=True)
class Waiting:
    """A row of the outbox that waits for its next attempt until `due_at`; `attempts` counts those that failed."""

    id: int
    lane: str
    due_at: datetime
    attempts: int


class End(StrEnum):
    """How an attempt to deliver ended."""

    DONE = "done"
    AGAIN = "pending"  # at due_at
    UNDELIVERABLE = "undeliverable"  # the recipient cannot be reached
    DEAD = "dead"  # our own mistake: retrying does not help


@dataclass(frozen=True)
class DeliveryResult:
    """`message` is (card id, message id) of a newly sent card. `arrived` tells the domain about the result.

    `is_attempt` is False when the row only had to wait: for another row, or because the other end asked to.
    `is_outage` is True when the other end did not answer as it should: its next success ends the wait.
    """

    id: int
    end: End
    error: str | None = None
    due_at: datetime | None = None
    message: tuple[int, int] | None = None
    arrived: Arrived | None = None
    is_attempt: bool = True
    is_outage: bool = False


class Inbox(Protocol):
    async def put(self, rows: Sequence[Arrived]) -> list[InboxRow]:
        """Stores rows with new keys, and returns them."""
        ...

    async def take(self, inbox_id: int) -> bool:
        """Marks the row as handled; False if it was marked before."""
        ...

    async def leftover(self) -> list[InboxRow]:
        """All rows that are not handled yet, in order of arrival."""
        ...

    async def fail(self, inbox_id: int, error: str, again: bool) -> None:
        """Records a failed attempt; with `again` False, gives the row up."""
        ...

    async def poison(self, inbox_id: int, error: str) -> None:
        """Sets aside a row that cannot be parsed."""
        ...

    async def empty(self, inbox_id: int) -> None:
        """Deletes the body of a row, which may hold a secret."""
        ...


class Relay(Protocol):
    """The outbox as delivery sees it."""

    async def claim(self, limit: int) -> list[OutboxRow]:
        """Due rows, from now on this process's."""
        ...

    async def claim_these(self, ids: Sequence[int]) -> list[OutboxRow]:
        """Those of them that are still pending, from now on this process's, whenever they are due."""
        ...

    async def failed(self, limit: int) -> Sequence[Waiting]:
        """Rows that failed before and wait for their next attempt."""
        ...

    async def settle(self, results: Sequence[DeliveryResult]) -> list[InboxRow]:
        """Records how attempts ended; puts what they tell the domain into the inbox, and returns those rows."""
        ...

    async def release(self) -> None:
        """Releases what previous processes claimed."""
        ...

    async def has_due(self) -> bool: ...


class DueTimers(Protocol):
    async def due(self, limit: int) -> list[InboxRow]:
        """Moves due timers into the inbox."""
        ...

    async def has_due(self) -> bool: ...


class Work(UnitOfWork, Protocol):
    """A unit of work with inbox and outbox; `fresh` are the rows posted in it that may be sent after the commit."""

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
    """Opens units of work: `write` commits unless an exception leaves it, `read` sees the last commit."""

    def write(self) -> AbstractAsyncContextManager[Work]: ...
    def read(self) -> AbstractAsyncContextManager[Work]: ...
    async def erase_deleted(self) -> bool:
        """Erases deleted data from the disk; False when others are busy, and it has to be tried later."""
        ...
