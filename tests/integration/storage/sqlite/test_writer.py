"""Units of work that wait together share a transaction, but never a failure of one of them."""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import suppress

import pytest
from sqlalchemy import insert

from storage.connection import Connection
from storage.statements import Prepared
from storage.tables.road import timers
from storage.uow import Database
from tests.integration.storage.conftest import Clock
from tests.integration.storage.sqlite.conftest import sqlite

Unit = Callable[[Connection], Awaitable[None]]
COLUMNS = ("key", "due_at", "body")
PUT = Prepared(insert(timers), COLUMNS)
PUT_OR_TAKE_ALL_BACK = Prepared(insert(timers).prefix_with("OR ROLLBACK"), COLUMNS)
DUE = Clock()()


def storing(key: str, statement: Prepared = PUT) -> Unit:
    async def unit(connection: Connection) -> None:
        await connection.run(statement, key=key, due_at=DUE, body={})

    return unit


async def together(db: Database, *units: Unit) -> list[BaseException | None]:
    """The first begins, and ends only when the others wait behind it; gives how each of them ended."""

    async def run(unit: Unit) -> None:
        async with sqlite(db).writer.unit() as connection:
            await unit(connection)
            await asyncio.sleep(0)  # whoever was started meanwhile gets in line

    return await asyncio.gather(*map(run, units), return_exceptions=True)


async def stored(db: Database) -> set[str]:
    async with db.read() as work:
        return {key for key in "abcd" if await work.timers.get(key) is not None}


async def test_they_share_one_commit(db: Database) -> None:
    """Four units, one COMMIT, and each of them returns only after it."""
    seen: list[str] = []
    pooled = await sqlite(db).writer.engine.raw_connection()
    driver = pooled.driver_connection
    assert driver is not None
    await driver.set_trace_callback(seen.append)
    pooled.close()
    assert await together(db, *map(storing, "abcd")) == [None] * 4
    assert seen.count("COMMIT") == 1
    assert await stored(db) == set("abcd")


async def test_one_that_fails_takes_back_its_own_only(db: Database) -> None:
    """The second stores something and raises; so does the first, who opened the transaction for all."""

    def failing(key: str) -> Unit:
        async def unit(connection: Connection) -> None:
            await storing(key)(connection)
            raise LookupError(key)

        return unit

    ends = await together(db, failing("a"), storing("b"), failing("c"), storing("d"))
    assert [type(end) for end in ends] == [LookupError, type(None), LookupError, type(None)]
    assert await stored(db) == {"b", "d"}


async def test_one_that_is_cancelled_takes_back_its_own_only(db: Database) -> None:
    """Cancelled in its midst, whether it opened the transaction or not; the others are stored."""

    async def cancelled(connection: Connection) -> None:
        await storing("a")(connection)
        raise asyncio.CancelledError

    ends = await together(db, cancelled, storing("b"), storing("c"))
    assert [type(end) for end in ends] == [asyncio.CancelledError, type(None), type(None)]
    assert await stored(db) == {"b", "c"}


async def test_nobody_believes_in_a_commit_that_did_not_happen(db: Database) -> None:
    """SQLite takes the whole transaction back by itself, as with a full disk: all who share it are told."""
    ends = await together(db, storing("a"), storing("a", PUT_OR_TAKE_ALL_BACK), storing("b"))
    assert all(isinstance(end, sqlite3.Error) for end in ends)
    assert await stored(db) == set()
    assert await together(db, storing("c")) == [None]
    assert await stored(db) == {"c"}


async def test_closing_waits_for_what_nobody_waits_for(db: Database, url: str, clock: Clock) -> None:
    """Somebody is cancelled while their work goes to the disk: it still gets there before the file is closed."""
    task = asyncio.get_running_loop().create_task(together(db, storing("a")))
    while sqlite(db).writer._shared is None:  # its body is short: from here on it waits for the disk
        await asyncio.sleep(0)
    for _ in range(5):
        await asyncio.sleep(0)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    await db.close()
    again = await Database.open(url, clock)
    try:
        assert await stored(again) == {"a"}
    finally:
        await again.close()


async def test_one_inside_another_is_refused(db: Database) -> None:
    """It would wait for itself, and everybody behind it for ever."""
    async with db.write():
        with pytest.raises(RuntimeError, match="open already"):
            async with db.write():
                raise AssertionError("two at once")
