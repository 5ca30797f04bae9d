"""Whatever a crash or a restart leaves of inbox, outbox and timers is found again."""

from datetime import UTC, datetime

from domain.messages.inbox import CheckDue
from storage.uow import Database
from tests.integration.storage.conftest import Clock
from tests.integration.storage.road import claim, letter, owed, post, text_of, update


async def test_what_a_crash_leaves_is_claimed_by_the_next_process(db: Database) -> None:
    """One bot at a time works on a database: what a dead one had is released at once, and claimed in the order posted.

    A claim that a crash ended is no attempt: a letter was given up that had never been sent.
    """
    await post(db, owed("first"), owed("second"))
    assert await claim(db) == []
    for _ in range(7):
        async with db.write() as work:
            await work.relay.release()
            assert len(await work.relay.claim(100)) == 2
    async with db.write() as work:
        await work.relay.release()
        rows = await work.relay.claim(100)
    assert [(text_of(row), row.attempts) for row in rows] == [("first", 0), ("second", 0)]
    assert await claim(db) == []


async def test_what_is_posted_after_a_restart_goes_behind_what_was_claimed_before_it(db: Database) -> None:
    """The process died with the first letter on its way; the next one releases it and owes more in the same lane."""
    await post(db, letter("before"))
    async with db.write() as work:
        await work.relay.release()
    assert await post(db, letter("after")) == []
    assert len(await post(db, letter("elsewhere", lane="tg:1002"))) == 1
    async with db.write() as work:
        rows = await work.relay.claim(100)
    assert [row.outgoing.message for row in rows] == [letter(name).message for name in ("before", "after")]


async def test_what_a_person_asked_for_waits_behind_no_letter(db: Database) -> None:
    """Hundreds may be left by the process before; what answers a person leaves at once."""
    await post(db, letter("before"))
    async with db.write() as work:
        await work.relay.release()
    assert len(await post(db, owed("answer"))) == 1


async def test_what_waits_survives_a_restart(db: Database, url: str, clock: Clock) -> None:
    """Another process on the same file finds updates, timers and rows owed as they were."""
    async with db.write() as work:
        taken = await work.inbox.put([update(1)])
        await work.timers.set("t", datetime(2028, 8, 25, 8, 0, tzinfo=UTC), CheckDue(event=1))
        await work.outbox.post(owed("one"))
    await db.close()
    db = await Database.open(url, clock)
    async with db.write() as work:
        assert await work.inbox.leftover() == taken
        await work.relay.release()
        assert [text_of(row) for row in await work.relay.claim(9)] == ["one"]
        assert len(await work.due_timers.due(9)) == 1
    await db.close()
