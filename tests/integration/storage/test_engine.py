"""Writers lose nothing, readers wait for nobody."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime

import pytest

from domain.address import on_telegram
from domain.messages.inbox import CheckDue, RetryDue
from storage.uow import Database, forbid_network
from tests.integration.storage.conftest import Clock, rolled_back
from tests.make import a_person, telegram_of

WRITERS = 50
ROUNDS = 10


def counted(due: object) -> int:
    return due.attempt if isinstance(due, RetryDue) else 0


async def count_up(db: Database) -> None:
    async with db.write() as work:
        count = counted(await work.timers.get("counter"))
        await asyncio.sleep(0)  # everybody else gets a chance to read the same value
        await work.timers.set(
            "counter", datetime.fromisoformat("2030-01-01T00:00:00Z"), RetryDue(event=1, attempt=count + 1)
        )


@pytest.fixture
async def other(db: Database, url: str, clock: Clock) -> AsyncIterator[Database]:
    """The same file, opened once more, as a second process would."""
    database = await Database.open(url, clock)
    yield database
    await database.close()


async def test_fifty_writers_that_read_first_lose_nothing_and_raise_nothing(db: Database, other: Database) -> None:
    """Fifty tasks, half of them beside the others' engine, read a counter and write it plus one, ten times each."""

    async def write(database: Database) -> None:
        for _ in range(ROUNDS):
            await count_up(database)

    async with asyncio.TaskGroup() as group:
        for number in range(WRITERS):
            group.create_task(write(db if number % 2 else other))
    async with db.read() as work:
        assert counted(await work.timers.get("counter")) == WRITERS * ROUNDS


async def test_readers_do_not_wait_for_a_writer(db: Database) -> None:
    """A reader finishes while a writer holds the lock, and sees what was committed last."""
    async with db.write() as writing:
        await writing.people.add(a_person())
        async with db.read() as reading:
            assert await reading.people.by_address(telegram_of(a_person()).key) is None
    async with db.read() as reading:
        assert await reading.people.by_address(telegram_of(a_person()).key) is not None


async def test_waiting_for_another_process_does_not_stop_the_loop(db: Database, other: Database) -> None:
    """Somebody else holds the write lock; the loop goes on, and it is the loop that makes them let go."""
    async with db.write():
        pass  # connected: what follows waits for the lock only
    began, ended = asyncio.Event(), []

    async def hold() -> None:
        async with other.write():
            began.set()
            for _ in range(100):  # a stopped loop would never get through these
                await asyncio.sleep(0)
            ended.append("holder")

    async def wait() -> None:
        await began.wait()
        async with db.write():
            ended.append("waiter")

    async with asyncio.TaskGroup() as group:
        group.create_task(hold())
        group.create_task(wait())
    assert ended == ["holder", "waiter"]


async def test_an_exception_rolls_everything_back(db: Database) -> None:
    await rolled_back(db, lambda work: work.people.add(a_person()))
    async with db.write() as work:
        assert await work.people.by_address(telegram_of(a_person()).key) is None


async def test_cancelled_units_leave_the_database_usable_and_whole(db: Database) -> None:
    """Two hundred units of work are cancelled at every possible point: each is there whole, or not at all."""

    async def work_for(telegram_id: int) -> None:
        async with db.write() as work:
            await work.people.add(a_person(telegram_id=telegram_id, username=None))
            await asyncio.sleep(0)
            await work.timers.set(
                f"of:{telegram_id}", datetime.fromisoformat("2030-01-01T00:00:00Z"), CheckDue(event=1)
            )

    async with asyncio.TaskGroup() as group:
        for telegram_id in range(1, 201):
            task = group.create_task(work_for(telegram_id))
            for _ in range(telegram_id % 12):
                await asyncio.sleep(0)
            task.cancel()
    async with db.write() as work:
        for telegram_id in range(1, 201):
            person = await work.people.by_address(on_telegram(telegram_id))
            assert (person is not None) == (await work.timers.get(f"of:{telegram_id}") is not None)


async def test_no_network_inside_a_unit_of_work(db: Database) -> None:
    """The guard raises where other writers wait, and nowhere else."""
    forbid_network()
    async with db.write():
        with pytest.raises(RuntimeError, match="outbox"):
            forbid_network()
    forbid_network()
    async with db.read():
        forbid_network()
