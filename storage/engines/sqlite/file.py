"""The file of a database: where it is, and the log of writes beside it (-wal)."""

import sqlite3
from contextlib import closing

from sqlalchemy import URL, make_url

PATIENCE = 5.0  # seconds for which others may read or write meanwhile


def file_url(url: str) -> URL:
    """The URL of a SQLite file; raises ValueError for anything else, in a sentence for the administrator."""
    parsed = make_url(url)
    if parsed.drivername not in {"sqlite", "sqlite+aiosqlite"} or parsed.database in {None, "", ":memory:"}:
        raise ValueError(f"only a SQLite file can be used, such as sqlite+aiosqlite:///planerka.db: {parsed!r}")
    return parsed


def empty_log(file: str) -> bool:
    """Moves all writes from the log into the file; False: others were busy (SQLite, wal_checkpoint).

    On a quiet bot the log would hold for days what is overwritten in the file.
    """
    with closing(sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)) as connection:
        is_busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not is_busy
