"""The signal that something has changed, for whoever shows it or waits for it."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Changes:
    """Wakes whoever waits for the next change of the world."""

    def __init__(self) -> None:
        self.count = 0
        """How many changes there have been: whoever looks takes it before, and knows afterwards what came meanwhile."""
        self._waiting: set[asyncio.Future[None]] = set()

    def notify(self) -> None:
        """Something has changed."""
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
