"""The connection on which Alembic changes the tables of a SQLite file."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event
from sqlalchemy.exc import DBAPIError

from storage.engines import DatabaseUnusable
from storage.engines.sqlite.engine import BUSY_MS, take_over_transactions
from storage.engines.sqlite.file import file_url
from storage.engines.sqlite.remedy import no_folder, remedy


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    """A transaction that is committed if no row was orphaned; DDL, too, is taken back when a step fails.

    Raises ValueError for a URL that is not one of a SQLite file, DatabaseUnusable for a file that cannot be used.
    """
    try:
        with _engine(url).begin() as connection:
            yield connection
            if orphans := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
                raise RuntimeError(f"rows point to rows that are not there (table, row id, points to): {orphans[:5]}")
    except DBAPIError as error:
        if getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR:
            raise  # a mistake in a migration, not in the file
        raise DatabaseUnusable(_unusable(error.orig, Path(file_url(url).database or ""))) from error


def _unusable(error: BaseException | None, file: Path) -> str:
    """SQLite says "unable to open database file" of a folder that is not there."""
    return remedy(error, file) if file.absolute().parent.is_dir() else no_folder(file.absolute().parent)


def _engine(url: str) -> Engine:
    engine = create_engine(file_url(url).set(drivername="sqlite"), poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: object) -> None:
        # Re-making a table drops it first; with foreign keys on, that would delete all rows that point to it.
        pragmas = (f"PRAGMA busy_timeout={BUSY_MS}", "PRAGMA journal_mode=WAL", "PRAGMA foreign_keys=OFF")
        take_over_transactions(connection, *pragmas)

    @event.listens_for(engine, "begin")
    def open_transaction(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
