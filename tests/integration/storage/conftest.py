"""A real database for each test, on each engine, and a clock that stands until a test moves it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from storage.migrations import migrate
from storage.uow import Database, SqlUnitOfWork
from tests.integration.storage.engines import ENGINES
from tests.make import ALEXANDER, ANNA, ELENA, an_event


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


@pytest.fixture(params=ENGINES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return ENGINES[request.param](tmp_path)


@pytest.fixture
async def db(url: str, clock: Clock) -> AsyncIterator[Database]:
    await migrate(url)
    database = await Database.open(url, clock)
    yield database
    await database.close()


@pytest.fixture
async def known(db: Database) -> Database:
    """Elena, Alexander and Anna are 1, 2 and 3; Elena's event with both is 1."""
    async with db.write() as work:
        for person in (ELENA, ALEXANDER, ANNA):
            assert await work.people.add(replace(person, id=0)) == person
        assert await work.events.add(an_event(id=0)) == an_event()
    return db
