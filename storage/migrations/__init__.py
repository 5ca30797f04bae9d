"""The database brought up to date: done at every start, before anything else opens it."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import make_url

from storage.engines import DatabaseUnusable
from storage.engines.sqlite.migration import connected


async def migrate(url: str) -> None:
    """Upgrades the database to the newest revision, making it when it is not there. Nothing changes if a step fails.

    Raises ValueError for a URL that is not one of a SQLite file, DatabaseUnusable for a file that cannot be used.
    """
    await asyncio.to_thread(_upgrade, url)  # Alembic starts a loop of its own where one runs already


@contextmanager
def migrating(url: str) -> Iterator[Config]:
    """For Alembic's commands: a configuration with a connection of its own, committed at the end."""
    with connected(url) as connection:
        config = configuration()
        config.attributes["connection"] = connection
        yield config


def _upgrade(url: str) -> None:
    try:
        with migrating(url) as config:
            command.upgrade(config, "head")
    except CommandError as error:
        file = make_url(url).database
        raise DatabaseUnusable(f"The database {file} was made by a newer Planerka: {error}") from error


def configuration() -> Config:
    """Where the steps lie, as Alembic wants to be told."""
    config = Config()
    config.set_main_option("script_location", str(files("storage") / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
