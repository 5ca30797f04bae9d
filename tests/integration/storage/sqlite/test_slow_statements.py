"""A statement that holds up the loop is named in the log."""

import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from sqlalchemy import bindparam, select

from storage.engines.sqlite import driver
from storage.engines.sqlite.engine import SqliteEngine
from storage.migrations import migrate
from storage.statements import Prepared
from storage.tables.people import people

TYPED = "Tr0ub4dor-and-3"
BY_NAME = Prepared(select(people.c.id).where(people.c.name == bindparam("typed")))


@dataclass
class Passing:
    """A monotonic clock that each look moves by as much."""

    step: float = 0.0
    now: float = 0.0

    def __call__(self) -> float:
        self.now += self.step
        return self.now


@pytest.fixture(autouse=True)
def listening(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING, driver.__name__)


@pytest.fixture
def passing() -> Passing:
    return Passing()


@pytest.fixture
async def engine(url: str, passing: Passing) -> AsyncIterator[SqliteEngine]:
    await migrate(url)
    engine = SqliteEngine(url, passing)
    yield engine
    await engine.close()


async def look(engine: SqliteEngine, passing: Passing, takes: float) -> None:
    """Runs one statement that takes so many seconds."""
    async with engine.read() as connection:
        passing.step = takes
        await connection.all(BY_NAME, typed=TYPED)
        passing.step = 0


async def test_a_slow_one(engine: SqliteEngine, passing: Passing, caplog: pytest.LogCaptureFixture) -> None:
    """1. With its SQL on one line, and without what people wrote."""
    await look(engine, passing, 0.0625)
    assert caplog.messages == ["Statement took 62 ms: SELECT people.id FROM people WHERE people.name = :typed"]
    assert TYPED not in caplog.text


async def test_a_quick_one(engine: SqliteEngine, passing: Passing, caplog: pytest.LogCaptureFixture) -> None:
    """2. Nothing is said of it."""
    await look(engine, passing, driver.SLOW)
    assert not caplog.messages
