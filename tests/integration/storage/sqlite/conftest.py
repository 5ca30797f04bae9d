"""What only SQLite has: files, pragmas, one writer at a time."""

from pathlib import Path

import pytest

from storage.engines.sqlite.engine import SqliteEngine
from storage.uow import Database
from tests.integration.storage.engines import sqlite_url


@pytest.fixture
def url(tmp_path: Path) -> str:
    return sqlite_url(tmp_path)


def sqlite(db: Database) -> SqliteEngine:
    assert isinstance(db.engine, SqliteEngine)
    return db.engine
