"""The log of writes beside the file is emptied: what was typed for a moment does not stand in it for days."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.address import on_telegram
from domain.person import Person
from storage.migrations import migrate
from storage.uow import Database
from tests.integration.usecases.house import Clock

TYPED = "Tr0ub4dor-and-3"


@pytest.fixture
async def units(tmp_path: Path) -> AsyncIterator[Database]:
    url = f"sqlite+aiosqlite:///{tmp_path / 'planerka.db'}"
    await migrate(url)
    units = await Database.open(url, Clock())
    yield units
    await units.close()


async def overwrites(units: Database) -> None:
    """Something is stored for a moment."""
    async with units.write() as work:
        person = await work.people.add(Person(0, TYPED))
    async with units.write() as work:
        await work.people.save(Person(person.id, "Ann"))


def holding(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir() if TYPED.encode() in file.read_bytes()]


async def test_nothing_is_left(units: Database, tmp_path: Path) -> None:
    """1. In any file."""
    await overwrites(units)
    assert holding(tmp_path) == ["planerka.db-wal"]
    assert await units.erase_deleted()
    assert holding(tmp_path) == []


async def test_somebody_reads(units: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """2. Whoever looks at the state of before needs the log: it says so, and another time it works."""
    monkeypatch.setattr("storage.engines.sqlite.file.PATIENCE", 0.01)
    async with units.read() as work:
        await work.people.by_address(on_telegram(1))
        await overwrites(units)
        assert not await units.erase_deleted()
    assert await units.erase_deleted()
    assert holding(tmp_path) == []


async def test_several_at_once(units: Database, tmp_path: Path) -> None:
    """3. SQLite refuses at once whoever comes while another one is at it: so each waits for the one before."""
    await overwrites(units)
    assert await asyncio.gather(*(units.erase_deleted() for _ in range(20))) == [True] * 20
    assert holding(tmp_path) == []
