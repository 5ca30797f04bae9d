"""Looking at the database without changing it, for `python -m bot check`."""

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from datetime import datetime
from pathlib import Path

from alembic.script import ScriptDirectory

from storage.engines.sqlite.file import file_url
from storage.engines.sqlite.remedy import damaged, no_folder, remedy
from storage.migrations import configuration
from storage.uow import Database

PATIENCE = 5.0  # seconds for the lock, which a running bot holds for moments only


def look(url: str) -> tuple[bool, str]:
    """Whether `run` could work with the file, and why in a sentence. Raises ValueError as `migrate` does."""
    path = Path(file_url(url).database or "").absolute()
    if not os.access(path.parent, os.W_OK | os.X_OK):
        return False, f"{no_folder(path.parent)}."
    if not path.exists():
        return True, f"{path} is not there yet; it will be made at the first start."
    if os.name == "posix" and path.stat().st_mode & 0o077:
        return False, f"{path} is somebody's calendar, and others on this machine can open it: chmod 600 {path}"
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, timeout=PATIENCE)) as connection:
            return _look_inside(connection, path)
    except sqlite3.Error as error:
        return False, f"{remedy(error, path)}."


@asynccontextmanager
async def opened_if_current(url: str, clock: Callable[[], datetime]) -> AsyncIterator[Database | None]:
    """The database as the running bot has it; None, and nothing is made or changed, unless it is there and up to date.

    Raises ValueError as `migrate` does.
    """
    if not await asyncio.to_thread(_is_current, url):
        yield None
        return
    database = await Database.open(url, clock)
    try:
        yield database
    finally:
        await database.close()


def _is_current(url: str) -> bool:
    path = Path(file_url(url).database or "").absolute()
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=PATIENCE)) as connection:
            return revision_of(connection) == ScriptDirectory.from_config(configuration()).get_current_head()
    except sqlite3.Error:
        return False


def _look_inside(connection: sqlite3.Connection, path: Path) -> tuple[bool, str]:
    connection.isolation_level = None
    connection.execute("BEGIN IMMEDIATE")  # only a file that can be written lets this through
    connection.execute("ROLLBACK")
    if (found := connection.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
        return False, f"{damaged(path, found)}."
    return _compared(revision_of(connection), path)


def revision_of(connection: sqlite3.Connection) -> str | None:
    """The newest step of the migrations that it has taken; None where there was none. Raises sqlite3.Error."""
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'alembic_version'").fetchone():
        return None
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return row and str(row[0])


def is_newer(revision: str) -> bool:
    """Whether it is a step that this version does not know."""
    return revision not in [script.revision for script in ScriptDirectory.from_config(configuration()).walk_revisions()]


def _compared(revision: str | None, path: Path) -> tuple[bool, str]:
    scripts = ScriptDirectory.from_config(configuration())
    if revision == scripts.get_current_head():
        return True, f"{path} is intact and up to date."
    if revision is None or not is_newer(revision):
        return True, f"{path} is intact; it will be brought up to date at the next start."
    return False, f"{path} was made by a newer Planerka than this one."
