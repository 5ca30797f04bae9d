"""Each update once, in order of arrival, until it is done or given up."""

from datetime import timedelta

from sqlalchemy import select

from storage.tables.road import inbox
from storage.uow import Database
from tests.integration.storage.conftest import Clock, rolled_back
from tests.integration.storage.road import update


async def test_an_update_that_comes_again_is_not_put_again(db: Database) -> None:
    """Only what is new comes back, in the order given, also within one batch."""
    async with db.write() as work:
        first = await work.inbox.put([update(1), update(2), update(1)])
        second = await work.inbox.put([update(2), update(3)])
        assert await work.inbox.put([]) == []
        assert await work.inbox.leftover() == [*first, *second]
    assert [taken.arrived for taken in (*first, *second)] == [update(1), update(2), update(3)]


async def test_an_update_is_taken_once(db: Database) -> None:
    """The second to take it is told so; its content is gone with the first, its key stays."""
    async with db.write() as work:
        (row,) = await work.inbox.put([update(1)])
        assert await work.inbox.take(row.id)
        assert not await work.inbox.take(row.id)
        assert await work.inbox.leftover() == []
        assert await work.inbox.put([update(1)]) == []
    async with db.engine.reader.begin() as connection:
        assert (await connection.execute(select(inbox.c.body, inbox.c.state))).all() == [(None, "done")]


async def test_a_unit_of_work_that_fails_gives_its_update_back(db: Database) -> None:
    async with db.write() as work:
        (row,) = await work.inbox.put([update(1)])
    await rolled_back(db, lambda work: work.inbox.take(row.id))
    async with db.write() as work:
        assert await work.inbox.leftover() == [row]


async def test_updates_that_fail_are_tried_again_and_given_up_at_last(db: Database) -> None:
    async with db.write() as work:
        failing, poisoned = await work.inbox.put([update(1), update(2)])
        await work.inbox.fail(failing.id, "oops", again=True)
        await work.inbox.poison(poisoned.id, "what?")
        (left,) = await work.inbox.leftover()
        assert (left.id, left.attempts) == (failing.id, 1)
        await work.inbox.fail(failing.id, "oops", again=False)
        assert await work.inbox.leftover() == []
        assert not await work.inbox.take(failing.id)


async def test_ids_of_the_inbox_only_grow(db: Database, clock: Clock) -> None:
    """They are the order of arrival, so one that was purged must not come back."""
    async with db.write() as work:
        (old,) = await work.inbox.put([update(1)])
        await work.inbox.take(old.id)
        await work.purge.inbox(clock.now)
        assert await work.inbox.put([update(1)]) == []
        await work.purge.inbox(clock.now + timedelta(seconds=1))
        (new,) = await work.inbox.put([update(1)])
    assert new.id > old.id
