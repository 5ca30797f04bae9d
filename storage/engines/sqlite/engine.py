"""One SQLite file: one connection that writes, and several that read beside it."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.connection import Connection
from storage.engines.sqlite.dialect import DIALECT
from storage.engines.sqlite.driver import DirectConnection, Threads, connect
from storage.engines.sqlite.file import empty_log, file_url
from storage.engines.sqlite.transaction import transaction
from storage.engines.sqlite.writer import Writer

Connect = Callable[..., DirectConnection]

BUSY_MS = 30_000
READERS = 4


class SqliteEngine:
    """storage.connection.Engine. Raises ValueError for a URL that is not one of a SQLite file."""

    def __init__(self, url: str, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._threads = Threads()
        opened = partial(connect, monotonic=monotonic, threads=self._threads)
        self.writer = Writer(writer(url, opened))
        self.reader = reader(url, opened)
        self._emptying = asyncio.Lock()

    def write(self) -> AbstractAsyncContextManager[Connection]:
        return self.writer.unit()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Connection]:
        async with transaction(self.reader, "BEGIN") as driver:
            yield Connection(driver, DIALECT)

    async def erase_deleted(self) -> bool:
        """In a thread: it may wait for the disk and for others.

        One at a time: SQLite waits for readers and writers, but refuses at once a second one that empties the log.
        """
        async with self._emptying:
            return await asyncio.to_thread(empty_log, self.reader.url.database or "")

    async def close(self) -> None:
        await self.writer.close()
        await self.reader.dispose()
        await self._threads.ended()


def writer(url: str, connect: Connect) -> AsyncEngine:
    """One connection for all: its pool is a fair queue, where SQLite's own waiting is a lottery.

    What is deleted is overwritten with zeros: people type passwords, and the inbox holds them until they are handled.
    """
    return _engine(url, connect, 1, ("PRAGMA synchronous=FULL", "PRAGMA secure_delete=ON"))


def reader(url: str, connect: Connect) -> AsyncEngine:
    """Sees the last commit, does not wait for the writer (WAL), and cannot write itself."""
    return _engine(url, connect, READERS, ("PRAGMA query_only=ON",))


def _engine(url: str, connect: Connect, connections: int, pragmas: tuple[str, ...]) -> AsyncEngine:
    async_url = file_url(url).set(drivername="sqlite+aiosqlite")
    engine = create_async_engine(
        async_url,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=60,
        pool_reset_on_return=None,  # a transaction ends what it began
        connect_args={"async_creator_fn": connect},
    )
    first = f"PRAGMA busy_timeout={BUSY_MS}"  # lets the others wait

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _: object) -> None:
        take_over_transactions(connection, first, *pragmas, "PRAGMA foreign_keys=ON")

    return engine


def take_over_transactions(connection: DBAPIConnection, *pragmas: str) -> None:
    """The driver would open transactions by itself, too late and not around SELECT or DDL; from now on only we do."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in pragmas:
        cursor.execute(pragma)
    cursor.close()
