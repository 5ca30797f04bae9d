"""Time, identifiers and the signal that something has changed."""

import asyncio
import itertools
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TypeVar

T = TypeVar("T")
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The real time, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251  the default of the world's own clock


def with_gaps(first: int) -> Iterator[int]:
    """Rising numbers with gaps, so that nobody relies on neighbours; the steps repeat to keep stories alike."""
    number = first
    for step in itertools.cycle((1, 2, 1, 5, 3)):
        yield number
        number += step


class Changes:
    """Wakes whoever waits for the next change of the world."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def notify(self) -> None:
        """Something has changed."""
        waiting, self._waiting = self._waiting, set()
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def wait(self, timeout: float | None = None) -> None:
        """Return at the next change, or quietly after `timeout` seconds of real time."""
        future = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await asyncio.wait([future], timeout=timeout)
        finally:
            self._waiting.discard(future)

    async def until(self, predicate: Callable[[], T | None], timeout: float = 10) -> T:
        """Wait until `predicate` gives something true, and return it; TimeoutError after `timeout` real seconds."""
        async with asyncio.timeout(timeout):
            while not (found := predicate()):
                await self.wait()
        return found
