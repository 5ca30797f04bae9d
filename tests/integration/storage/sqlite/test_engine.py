"""Two engines on one file, and what they rest on."""

import asyncio
import sqlite3
import threading
import time
from contextlib import closing, suppress
from datetime import datetime
from functools import partial

import pytest

from domain.messages.inbox import RetryDue
from storage.engines.sqlite import engine
from storage.engines.sqlite.driver import Threads, connect
from storage.engines.sqlite.file import file_url
from storage.uow import Database
from tests.integration.storage.conftest import Clock
from tests.integration.storage.sqlite.conftest import sqlite
from tests.integration.storage.test_engine import counted
from tests.make import a_person

WRITERS = 50


async def test_it_is_the_engine_that_keeps_them_apart(db: Database) -> None:
    """The same work in plain transactions on the same file loses updates or fails: that test can see both."""
    async with db.write() as work:
        await work.timers.set("counter", datetime.fromisoformat("2030-01-01T00:00:00Z"), RetryDue(event=1, attempt=0))
    path = sqlite(db).writer.engine.url.database
    assert path is not None

    async def count_carelessly() -> bool:
        with closing(sqlite3.connect(path, timeout=0)) as connection:  # the driver begins before the first write only
            (count,) = connection.execute("SELECT json_extract(body, '$.attempt') FROM timers").fetchone()
            await asyncio.sleep(0)
            connection.execute("UPDATE timers SET body = json_set(body, '$.attempt', ?)", (count + 1,))
            connection.commit()
        return True

    async with asyncio.TaskGroup() as group:
        done = [group.create_task(count_carelessly()) for _ in range(WRITERS)]
    async with db.read() as work:
        count = counted(await work.timers.get("counter"))
    assert count < sum(task.result() for task in done)


async def test_a_reader_cannot_write(db: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        async with db.read() as work:
            await work.people.add(a_person())


async def test_foreign_keys_are_on(db: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        async with db.write() as work:
            await work.invitations.add("hash", 404, datetime.fromisoformat("2030-01-01T00:00:00Z"))


async def test_the_pragmas_of_both_engines(db: Database) -> None:
    async def pragma(name: str, *, write: bool) -> object:
        pooled = await (sqlite(db).writer.engine if write else sqlite(db).reader).raw_connection()
        try:
            driver = pooled.driver_connection
            assert driver is not None
            return next(iter(await driver.execute_fetchall(f"PRAGMA {name}")))[0]
        finally:
            pooled.close()

    for write in (True, False):
        assert await pragma("journal_mode", write=write) == "wal"
        assert await pragma("foreign_keys", write=write) == 1
        assert await pragma("busy_timeout", write=write) == engine.BUSY_MS
    assert await pragma("synchronous", write=True) == 2  # FULL: a commit survives the loss of power
    assert await pragma("query_only", write=False) == 1


@pytest.mark.parametrize("url", ["postgresql+psycopg://h/db", "sqlite+aiosqlite://", "sqlite:///:memory:", "mysql://x"])
async def test_other_databases_are_refused_plainly(url: str) -> None:
    with pytest.raises(ValueError, match="only a SQLite file"):
        await Database.open(url, Clock())


def test_a_password_in_a_refused_url_is_not_repeated() -> None:
    with pytest.raises(ValueError, match="only a SQLite file") as refused:
        file_url("postgresql://bot:geheim@h/db")
    assert "geheim" not in str(refused.value)


async def test_cancelled_twice_while_connecting(url: str) -> None:
    """Wherever that meets it, nothing waits for a thread that has ended: the second time its close is cut off too."""
    writer = engine.writer(url, partial(connect, monotonic=time.monotonic, threads=Threads()))
    for steps in range(30):
        connecting = asyncio.ensure_future(writer.raw_connection())  # noqa: TID251  awaited below
        for _ in range(steps):
            await asyncio.sleep(0)
        connecting.cancel()
        await asyncio.sleep(0)
        connecting.cancel()
        with suppress(asyncio.CancelledError):
            (await connecting).close()
    await writer.dispose()
    async with asyncio.timeout(10):
        while left := asyncio.all_tasks() - {asyncio.current_task()}:
            await asyncio.wait(left)


async def test_closing_waits_for_connections_that_were_cancelled_while_they_were_opened(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their threads answered to a loop that was closed by then, and some other test was blamed for it."""
    gate, opens = threading.Event(), sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *given, **more: gate.wait(10) and opens(*given, **more))
    database = await Database.open(url, Clock())
    async with asyncio.TaskGroup() as group:
        reading = group.create_task(reads(database))
        while threading.active_count() < 2:
            await asyncio.sleep(0)
        reading.cancel()
        closing_ = group.create_task(database.close())
        for _ in range(100):
            await asyncio.sleep(0)
        assert not closing_.done()
        gate.set()


async def reads(database: Database) -> None:
    async with database.read():
        pass
