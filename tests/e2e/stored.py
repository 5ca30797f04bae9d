"""What is stored, to show that something left no trace in it."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

from tests.e2e.town import Town

KEPT = ("events", "attendance", "forms", "conversations", "cards", "letters", "invitations", "timers")


def stored(database: Path, *tables: str) -> dict[str, list[Any]]:
    """All rows of these tables; of everything that people made, without names."""
    with closing(sqlite3.connect(database)) as connection:
        return {t: connection.execute(f"SELECT * FROM {t}").fetchall() for t in tables or KEPT}  # noqa: S608


@asynccontextmanager
async def nothing_changes(town: Town) -> AsyncIterator[None]:
    """Whatever people do in here leaves events, forms, letters and what the bot waits for as they were."""
    await town.settled()
    before = stored(town.database)
    yield
    await town.settled()
    after = stored(town.database)
    changed = {name: (before[name], rows) for name, rows in after.items() if rows != before[name]}
    assert not changed, changed
