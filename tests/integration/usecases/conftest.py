"""A house with a real database: Elena organizes, Alexander and Anna are invited, Ivan has never pressed Start."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.integration.usecases.house import House, migrated, moved_in


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "planerka.db"
    file.write_bytes(migrated())
    return file


@pytest.fixture
async def house(file: Path) -> AsyncIterator[House]:
    async with moved_in(file) as house:
        yield house
