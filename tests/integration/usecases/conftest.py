"""A house with a real database: Elena organizes, Alexander and Anna are invited, Ivan has never pressed Start."""

import asyncio
from collections.abc import AsyncIterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from storage.migrations import migrate
from storage.uow import Database
from tests.integration.usecases.house import Clock, House


@cache
def migrated() -> bytes:
    """An empty database, brought up to date once for all tests."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "empty.db"
        asyncio.run(migrate(f"sqlite+aiosqlite:///{file}"))
        return file.read_bytes()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "planerka.db"
    file.write_bytes(migrated())
    return file


@pytest.fixture
async def house(file: Path) -> AsyncIterator[House]:
    clock = Clock()
    units = await Database.open(f"sqlite+aiosqlite:///{file}", clock)
    house = House(units, clock)
    await house.people_move_in()
    yield house
    await units.close()
