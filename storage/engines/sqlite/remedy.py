"""What an administrator does about a file that SQLite cannot use."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from storage.engines import DatabaseUnusable
from storage.engines.sqlite.file import file_url

RESTORE = "stop the bot and restore a backup: .venv/bin/python -m bot restore FILE"

_SAID = {
    sqlite3.SQLITE_NOTADB: f"is not a database. If PLANERKA_DATABASE_URL names the right file, {RESTORE}",
    sqlite3.SQLITE_CORRUPT: f"is damaged: {RESTORE}",
}


def remedy(error: BaseException | None, file: object) -> str:
    """A sentence without its full stop: what is wrong with the file, in SQLite's words too, and what to do."""
    if (known := _SAID.get(_code(error))) is None:
        return f"The database {file} cannot be used: {error}"
    return f"The database {file} ({error}) {known}"


def damaged(file: object, found: str) -> str:
    """The same for what a check has found in it."""
    return f"The database {file} ({found}) {_SAID[sqlite3.SQLITE_CORRUPT]}"


def no_folder(folder: object, reason: str = "") -> str:
    """For a database that cannot be made."""
    why = f" ({reason})" if reason else ""
    return f"The folder {folder} is not there or cannot be written{why}. Make it, or correct PLANERKA_DATABASE_URL"


@contextmanager
def damage_told(url: str) -> Iterator[None]:
    """Turns SQLite's errors about a damaged file into DatabaseUnusable."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if _code(error) not in _SAID:
            raise
        raise DatabaseUnusable(remedy(error, file_url(url).database)) from error


def _code(error: BaseException | None) -> int:
    """Without what SQLite adds in the higher bits (result codes, "extended")."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
