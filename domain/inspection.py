"""What can be seen of inbox and outbox from outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class RowSummary:
    """A row of the inbox or outbox; `at` is when it arrived, or when it is due."""

    id: int
    lane: str
    kind: str
    state: str
    attempts: int
    error: str | None
    at: datetime


class Inspection(Protocol):
    """For monitoring: the newest rows first, without what people wrote."""

    async def inbox(self, limit: int) -> Sequence[RowSummary]: ...
    async def outbox(self, limit: int) -> Sequence[RowSummary]: ...
