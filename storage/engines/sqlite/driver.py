"""SQLite without a change of thread for every statement.

aiosqlite sends each step of a statement to a thread and waits for the answer: up to four times per SELECT, each longer
than the SELECT itself. Statements here take microseconds, so they run where they are awaited. Only what may wait for
the disk or for another process goes to the thread: BEGIN, COMMIT, ROLLBACK, opening and closing. They happen there one
after the other, whoever stopped waiting; so no transaction begins before the one before it has ended.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from functools import partial
from typing import Any

import aiosqlite


class InPlace(aiosqlite.Connection):
    """A connection for one user at a time, which is what a pool gives out."""

    _stopped: asyncio.Future[Any] | None = None

    def stop(self) -> asyncio.Future[Any] | None:
        """Once: the thread ends at the first, and whoever asked again would wait for ever. SQLAlchemy does ask again
        when somebody who opens a connection is cancelled twice."""
        self._stopped = self._stopped or super().stop()
        return self._stopped

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if self._may_wait(fn, *args):
            return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]
        return fn(*args, **kwargs)

    def _may_wait(self, fn: Callable[..., Any], *args: Any) -> bool:
        if args:
            return str(args[0]).startswith("BEGIN")
        return fn.__name__ in {"commit", "rollback"} or fn == self._conn.close


def connect(database: str, **options: Any) -> InPlace:
    """As aiosqlite.connect; SQLite itself makes threads take turns on a connection."""
    options["check_same_thread"] = False
    connection = InPlace(partial(sqlite3.connect, database, **options), iter_chunk_size=64)
    connection._thread.daemon = True  # a connection that was never closed must not keep the process alive
    return connection
