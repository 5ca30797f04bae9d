"""Units of work that wait at the same time share a transaction, and with it the wait for the disk.

Each has a savepoint of its own: one that fails takes back what it did itself and nothing of the others'.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncEngine

from storage.connection import Connection
from storage.engines.sqlite.dialect import DIALECT
from storage.engines.sqlite.driver import DirectConnection
from storage.engines.sqlite.transaction import savepoint, transaction


@dataclass(frozen=True)
class Shared:
    """A transaction; `ending` is done when it is on the disk, or has failed."""

    driver: DirectConnection
    ending: asyncio.Task[None]


class Writer:
    """One unit of work at a time, in the order in which they came."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self._turn = asyncio.Lock()
        self._shared: Shared | None = None
        self._takes_more = False

    @asynccontextmanager
    async def unit(self) -> AsyncIterator[Connection]:
        """Left without an exception once it is on the disk. If that fails, it fails for all who share it.

        BEGIN IMMEDIATE takes the write lock before the first SELECT: what was read is still true when it writes.
        """
        async with self._turn:
            shared = self._shared if self._shared and self._takes_more else await self._begin()
            async with savepoint(shared.driver):
                yield Connection(shared.driver, DIALECT)
        await asyncio.shield(shared.ending)

    async def close(self) -> None:
        """What has left its unit of work comes to the disk first, even if its caller was cancelled meanwhile."""
        if self._shared is not None:
            await asyncio.wait([self._shared.ending])
        await self.engine.dispose()

    async def _begin(self) -> Shared:
        opened = AsyncExitStack()
        driver = await opened.enter_async_context(transaction(self.engine, "BEGIN IMMEDIATE"))
        # A task of its own: a unit that is cancelled must not end it for the others. All of them await it.
        ending = asyncio.create_task(self._end(opened))  # noqa: TID251
        self._shared, self._takes_more = Shared(driver, ending), True
        return self._shared

    async def _end(self, opened: AsyncExitStack) -> None:
        async with opened, self._turn:  # behind all who wait by now
            self._takes_more = False
