"""The two engines on one SQLite file: one connection that writes, and several that read beside it."""

from typing import Any

from sqlalchemy import URL, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.engines.sqlite import driver as inplace

BUSY_MS = 30_000
READERS = 4


def file_url(url: str) -> URL:
    """The URL of a SQLite file; raises ValueError for anything else, in a sentence for the administrator."""
    parsed = make_url(url)
    if parsed.drivername not in {"sqlite", "sqlite+aiosqlite"} or parsed.database in {None, "", ":memory:"}:
        raise ValueError(f"only a SQLite file can be used, such as sqlite+aiosqlite:///planerka.db: {parsed!r}")
    return parsed


def writer(url: str) -> AsyncEngine:
    """One connection for all: its pool is a fair queue, where SQLite's own waiting is a lottery.

    What is deleted is overwritten with zeros: people type passwords, and the inbox holds them until they are handled.
    """
    return _engine(url, 1, "PRAGMA synchronous=FULL", "PRAGMA secure_delete=ON")


def reader(url: str) -> AsyncEngine:
    """Sees the last commit (WAL), waits for nobody, cannot write."""
    return _engine(url, READERS, "PRAGMA query_only=ON")


def _engine(url: str, connections: int, *pragmas: str) -> AsyncEngine:
    async_url = file_url(url).set(drivername="sqlite+aiosqlite")
    engine = create_async_engine(
        async_url,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=60,
        pool_reset_on_return=None,  # storage.connection ends what it began
        connect_args={"async_creator_fn": inplace.connect},
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
