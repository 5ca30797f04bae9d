"""SQLite without a change of thread for every statement.

aiosqlite sends each step of a statement to a thread and waits for the answer: up to four times per SELECT, each longer
than the SELECT itself. Statements here take microseconds, so they run where they are awaited. Only what may wait for
the disk or for another process goes to the thread: BEGIN, COMMIT, ROLLBACK, opening and closing. They happen there one
after the other, even if their callers were cancelled; so no transaction begins before the one before it has ended.
"""

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from functools import partial
from typing import Any

import aiosqlite

log = logging.getLogger(__name__)

SLOW = 0.05  # seconds; meanwhile the loop stands still


class DirectConnection(aiosqlite.Connection):
    """A connection for one user at a time, which is what a pool gives out; `threads` learns when its thread stops."""

    _stopped: asyncio.Future[Any] | None = None

    def __init__(
        self, connector: Callable[[], sqlite3.Connection], monotonic: Callable[[], float], threads: "Threads"
    ) -> None:
        super().__init__(connector, iter_chunk_size=64)
        self._monotonic = monotonic
        self._threads = threads
        self._thread.daemon = True  # a connection that was never closed must not keep the process alive

    def stop(self) -> asyncio.Future[Any] | None:
        """Once: the thread ends at the first call, and a second one would wait for ever. SQLAlchemy does make one when
        a task that opens a connection is cancelled twice."""
        if self._stopped is None and (stopped := super().stop()) is not None:
            self._stopped = stopped
            self._threads.stopping.add(stopped)
            stopped.add_done_callback(self._threads.stopping.discard)
        return self._stopped

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if self._may_wait(fn, *args):
            return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]
        began = self._monotonic()
        try:
            return fn(*args, **kwargs)
        finally:
            if (took := self._monotonic() - began) > SLOW:
                _warn(took, args[0] if args else fn.__name__)

    def _may_wait(self, fn: Callable[..., Any], *args: Any) -> bool:
        if args:
            return str(args[0]).startswith("BEGIN")
        return fn.__name__ in {"commit", "rollback"} or fn == self._conn.close


class Threads:
    """Those of an engine's connections, which answer to the loop when they end, and break when it is closed by then."""

    def __init__(self) -> None:
        self.stopping = set[asyncio.Future[Any]]()

    async def ended(self) -> None:
        """Waits for those that were stopped: SQLAlchemy does not, when a task that opens a connection is cancelled."""
        if self.stopping:
            await asyncio.wait(self.stopping)


def connect(database: str, *, monotonic: Callable[[], float], threads: Threads, **options: Any) -> DirectConnection:
    """As aiosqlite.connect; SQLite itself makes threads take turns on a connection."""
    connector = partial(sqlite3.connect, database, **options | {"check_same_thread": False})
    return DirectConnection(connector, monotonic, threads)


def _warn(seconds: float, statement: object) -> None:
    """Without the parameters: they hold what people wrote."""
    log.warning("Statement took %d ms: %s", seconds * 1000, " ".join(str(statement).split()))
