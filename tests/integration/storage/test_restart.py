"""Whatever a crash or a restart leaves of inbox, outbox and timers is found again."""

from datetime import UTC, datetime

from domain.messages.inbox import CheckDue
from storage.road.outbox import LEASE
from storage.uow import Database
from tests.integration.storage.conftest import Clock
from tests.integration.storage.road import claim, owed, post, text_of, update


async def test_what_a_crash_leaves_is_claimed_when_its_lease_has_run_out(db: Database, clock: Clock) -> None:
    """In the order posted, with one more attempt, and only by one."""
    await post(db, owed("one"), owed("two"))
    clock.forward(LEASE.total_seconds())
    async with db.write() as work:
        rows = await work.relay.claim(100)
    assert [(text_of(row), row.attempts) for row in rows] == [("one", 2), ("two", 2)]
    assert await claim(db) == []


async def test_a_restart_need_not_wait_for_leases(db: Database) -> None:
    """One bot at a time works on a database, so what a dead one held is given back at once, in the order posted."""
    await post(db, owed("first"), owed("second"))
    assert await claim(db) == []
    async with db.write() as work:
        await work.relay.release()
    assert await claim(db) == ["first", "second"]


async def test_what_is_posted_after_a_restart_goes_behind_what_was_leased_before_it(db: Database) -> None:
    """The process died with the first on its way; the next one gives the lease back and owes more in the same lane."""
    await post(db, owed("before"))
    async with db.write() as work:
        await work.relay.release()
    assert await post(db, owed("after")) == []
    assert len(await post(db, owed("elsewhere", lane="tg:1002"))) == 1
    assert await claim(db) == ["before", "after"]


async def test_what_waits_survives_a_restart(db: Database, url: str, clock: Clock) -> None:
    """Another process on the same file finds updates, timers and rows owed as they were."""
    async with db.write() as work:
        taken = await work.inbox.put([update(1)])
        await work.timers.set("t", datetime(2028, 8, 25, 8, 0, tzinfo=UTC), CheckDue(event=1))
        await work.outbox.post(owed("one"))
    await db.close()
    clock.forward(LEASE.total_seconds())
    db = await Database.open(url, clock)
    async with db.write() as work:
        assert await work.inbox.leftover() == taken
        assert [text_of(row) for row in await work.relay.claim(9)] == ["one"]
        assert len(await work.due_timers.due(9)) == 1
    await db.close()
