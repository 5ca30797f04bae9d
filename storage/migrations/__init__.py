"""The database brought up to date: done at every start, before anything else opens the file."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, NullPool, create_engine, event
from sqlalchemy.exc import DBAPIError

from storage.engines.sqlite.engine import BUSY_MS, file_url, take_over_transactions


class DatabaseUnusable(Exception):
    """A sentence for the administrator: which file, and what is wrong with it."""


async def migrate(url: str) -> None:
    """Upgrades the file to the newest revision, making it when it is not there. Nothing changes if a step fails.

    Raises ValueError for a URL that is not one of a SQLite file, DatabaseUnusable for a file that cannot be used.
    """
    try:
        await asyncio.to_thread(_upgrade, url)  # Alembic starts a loop of its own where one runs already
    except DBAPIError as error:
        if getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR:
            raise  # a mistake in a migration, not in the file
        raise DatabaseUnusable(f"The database {file_url(url).database} cannot be used: {error.orig}") from error
    except CommandError as error:
        raise DatabaseUnusable(
            f"The database {file_url(url).database} was made by a newer Planerka: {error}"
        ) from error


@contextmanager
def migrating(url: str) -> Iterator[Config]:
    """For Alembic's commands: a configuration with a connection of its own, committed if no row was orphaned."""
    engine = create_engine(file_url(url).set(drivername="sqlite"), poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: object) -> None:
        # Re-making a table drops it first; with foreign keys on, that would delete whatever points to it.
        pragmas = (f"PRAGMA busy_timeout={BUSY_MS}", "PRAGMA journal_mode=WAL", "PRAGMA foreign_keys=OFF")
        take_over_transactions(connection, *pragmas)

    @event.listens_for(engine, "begin")
    def open_transaction(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    with engine.begin() as connection:
        config = configuration()
        config.attributes["connection"] = connection
        yield config
        if orphans := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
            raise RuntimeError(f"rows point to rows that are not there (table, row id, points to): {orphans[:5]}")


def _upgrade(url: str) -> None:
    with migrating(url) as config:
        command.upgrade(config, "head")


def configuration() -> Config:
    """Where the steps lie, as Alembic wants to be told."""
    config = Config()
    config.set_main_option("script_location", str(files("storage") / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
