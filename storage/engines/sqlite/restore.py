"""Puts a backup in the place of the database, while no bot runs on it."""

import asyncio
import os
import shutil
import sqlite3
from contextlib import closing, suppress
from itertools import count
from pathlib import Path

from storage.engines import DatabaseUnusable
from storage.engines.sqlite.backup import fill, proof
from storage.engines.sqlite.check import is_newer, revision_of
from storage.engines.sqlite.file import file_url
from storage.engines.sqlite.lock import only_one


async def restore(url: str, file: str) -> str:
    """Says what is in the database now, and where the one is that was there before.

    Raises DatabaseUnusable, and the database is as it was: a bot runs on it, or `file` cannot take its place. Raises
    ValueError as `migrate` does.
    """
    return await asyncio.to_thread(_restore, url, Path(file))


def _restore(url: str, backup: Path) -> str:
    database = Path(file_url(url).database or "").resolve()
    with only_one(url):
        _examine(backup, database)
        coming = database.with_name(f"{database.name}.restoring")
        try:
            held = _copied(backup, coming)
            before = _set_aside(database) if database.exists() else None
            coming.replace(database)
        finally:
            coming.unlink(missing_ok=True)
        _sync(database.parent)
    kept = f" What was there before is {before}." if before else ""
    return f"{database} is now as {backup} was: {held}.{kept}"


def _examine(backup: Path, database: Path) -> None:
    if not backup.is_file():
        raise DatabaseUnusable(f"There is no file {backup} to restore from.")
    if database.exists() and backup.samefile(database):
        raise DatabaseUnusable(f"{backup} is the database itself: name a backup of it.")
    try:
        with closing(sqlite3.connect(f"{backup.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            revision = revision_of(connection)
    except sqlite3.Error as error:
        raise _refusal(backup, error) from error
    if revision is None:
        raise DatabaseUnusable(f"{backup} is not a database of Planerka. Nothing was changed.")
    if is_newer(revision):
        raise DatabaseUnusable(f"{backup} was made by a newer Planerka than this one. Nothing was changed.")


def _copied(backup: Path, coming: Path) -> str:
    """A whole copy on the same disk, so that taking its place is one step. Says what is in it."""
    coming.unlink(missing_ok=True)  # of a restore that was killed
    try:
        fill(backup, coming, mode="ro")
        return proof(coming)
    except (sqlite3.Error, OSError) as error:
        raise _refusal(backup, error) from error


def _set_aside(database: Path) -> Path:
    """Gives the database and its log another name as well, then takes the log away: SQLite would play it into the
    file that comes. Killed in between, everything is under the other name."""
    names = (database.with_name(f"{database.stem}-replaced-{number}{database.suffix}") for number in count(1))
    before = next(name for name in names if not name.exists())
    for tail in ("", "-wal"):
        if (part := Path(f"{database}{tail}")).exists():
            _second_name(part, Path(f"{before}{tail}"))
    _sync(database.parent)
    for tail in ("-wal", "-shm"):
        Path(f"{database}{tail}").unlink(missing_ok=True)
    return before


def _second_name(file: Path, name: Path) -> None:
    try:
        os.link(file, name)
    except OSError:  # a file system without hard links
        shutil.copy2(file, name)


def _sync(folder: Path) -> None:
    """Names, too, have to come to the disk."""
    with suppress(OSError):  # some network file systems refuse it
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _refusal(backup: Path, error: Exception) -> DatabaseUnusable:
    return DatabaseUnusable(f"{backup} cannot be restored: {error}. Nothing was changed; try an older backup.")
