"""A signal that something has changed, for code that shows it or waits for it."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Changes:
    """Wakes every task that waits for the next change."""

    def __init__(self) -> None:
        self.count = 0
        """How many changes there were: read it before the state, and compare it later to see whether more have come."""
        self._waiting: set[asyncio.Future[None]] = set()

    def notify(self) -> None:
        """Wake the waiting tasks."""
        self.count += 1
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
