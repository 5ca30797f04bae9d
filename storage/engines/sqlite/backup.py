"""A copy of the database while the bot runs: copying the file itself may tear it apart."""

import asyncio
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from storage.engines.sqlite.file import file_url
from storage.engines.sqlite.remedy import remedy

_COUNTED = {name: f"SELECT count(*) FROM {name}" for name in ("people", "events", "letters")}  # noqa: S608  our words


class BackupFailed(Exception):
    """A sentence for the administrator."""


async def backup(url: str, file: str) -> str:
    """Makes `file`, readable by its owner only, opens it again and says in one line what is in it.

    Raises BackupFailed; then there is no new file. Raises ValueError as `migrate` does.
    """
    return await asyncio.to_thread(_backup, Path(file_url(url).database or ""), Path(file))


def _backup(source: Path, copy: Path) -> str:
    if not source.exists():
        raise BackupFailed(f"There is no database {source} to be copied.")
    try:
        os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise BackupFailed(f"{copy} is there already. A backup never replaces a file.") from None
    except OSError as error:
        raise BackupFailed(f"{copy} cannot be made: {error.strerror}.") from error
    try:
        fill(source, copy)
        return f"{copy}: {proof(copy)}"
    except sqlite3.Error as error:
        copy.unlink()
        raise BackupFailed(f"There is no backup now. {remedy(error, source)}.") from error


def fill(source: Path, copy: Path, mode: str = "rw") -> None:
    """Copies a database that may be in use into a file that is empty or not there. Raises sqlite3.Error."""
    with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode={mode}", uri=True, timeout=30)) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))
    with copy.open("rb") as written:
        os.fsync(written.fileno())  # SQLite leaves that to us here


def proof(copy: Path) -> str:
    """What was restored, not what was meant to be written. Raises sqlite3.Error for a copy that is no good."""
    with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        if (found := connection.execute("PRAGMA integrity_check(1)").fetchone()[0]) != "ok":
            raise sqlite3.DatabaseError(f"the copy is damaged: {found}")
        there = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        held = [f"{name} {connection.execute(sql).fetchone()[0]}" for name, sql in _COUNTED.items() if name in there]
    return f"{copy.stat().st_size} bytes, intact: {', '.join(held)}"
