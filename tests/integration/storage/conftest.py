"""A real SQLite file for each test, and a clock that stands until a test moves it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from storage.migrations import migrate
from storage.uow import Database, SqlUnitOfWork


@dataclass
class Clock:
    now: datetime = field(default=datetime(2028, 8, 25, 9, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.now

    def forward(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


class RolledBack(Exception):
    """Ends a unit of work without a trace."""


async def rolled_back(db: Database, do: Callable[[SqlUnitOfWork], Awaitable[Any]]) -> None:
    """Does it in a unit of work that ends with an exception."""
    with suppress(RolledBack):
        async with db.write() as work:
            await do(work)
            raise RolledBack


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path / 'planerka.db'}"


@pytest.fixture
async def db(url: str, clock: Clock) -> AsyncIterator[Database]:
    await migrate(url)
    database = await Database.open(url, clock)
    yield database
    await database.close()
