"""A house with a real database: Elena organizes, Alexander and Anna are invited, Ivan has never pressed Start."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.migrations import migrate
from storage.uow import Database
from tests.integration.usecases.house import Clock, House


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Migrated once, copied for each test."""
    file = tmp_path_factory.mktemp("template") / "empty.db"
    asyncio.run(migrate(f"sqlite+aiosqlite:///{file}"))
    return file


@pytest.fixture
async def house(tmp_path: Path, empty_file: Path) -> AsyncIterator[House]:
    file = shutil.copy(empty_file, tmp_path / "planerka.db")
    clock = Clock()
    units = await Database.open(f"sqlite+aiosqlite:///{file}", clock)
    house = House(units, clock)
    await house.people_move_in()
    yield house
    await units.close()
