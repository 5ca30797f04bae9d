"""The log of writes beside the file (-wal): what was overwritten in the file stands in it for days on a quiet bot."""

import sqlite3
from contextlib import closing

PATIENCE = 5.0  # seconds for which others may read or write meanwhile


def erase_deleted(file: str) -> bool:
    """Brings the file up to date and leaves nothing in the log; False: others were busy (SQLite, wal_checkpoint)."""
    with closing(sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)) as connection:
        is_busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not is_busy
