"""Inbox, outbox and timers: each thing once, in order, and whatever a crash leaves is found again."""

import sqlite3
from datetime import UTC, datetime, timedelta

from domain.card import Card
from domain.owed import Owed
from domain.road import Arrived, End, Fresh, Settled
from storage.outbox import LEASE
from storage.uow import Database
from tests.integration.storage.conftest import Clock, rolled_back
from tests.make import a_person


def update(number: int) -> Arrived:
    return Arrived(f"tg:{number}", "tg:1001", "telegram", {"update_id": number, "message": {"text": "привет"}})


def owed(name: str, lane: str = "tg:1001", key: str | None = None, due_at: datetime | None = None) -> Owed:
    return Owed(lane, "say", {"text": name}, key, due_at, fresh=name)


async def post(db: Database, *rows: Owed) -> list[Fresh]:
    async with db.write() as work:
        await work.outbox.post(*rows)
    return work.fresh


async def claim(db: Database, limit: int = 100) -> list[str]:
    """What is claimed, by the text of each."""
    async with db.read() as work:
        has_due = await work.relay.has_due()
    async with db.write() as work:
        rows = await work.relay.claim(limit)
    assert has_due == bool(rows)
    return [row.owed.body["text"] for row in rows]


async def settle(db: Database, *results: Settled) -> None:
    async with db.write() as work:
        await work.relay.settle(results)


# The inbox


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
    with sqlite3.connect(str(db.writer.engine.url.database)) as file:
        assert file.execute("SELECT body, state FROM inbox").fetchall() == [(None, "done")]
    file.close()


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
        await work.inbox.purge(clock.now)
        assert await work.inbox.put([update(1)]) == []
        await work.inbox.purge(clock.now + timedelta(seconds=1))
        (new,) = await work.inbox.put([update(1)])
    assert new.id > old.id


# Timers


async def test_a_timer_fires_once(db: Database, clock: Clock) -> None:
    """When its moment comes it moves into the inbox; set anew before, it fires at the later moment only."""
    moment = clock.now + timedelta(seconds=10)
    async with db.write() as work:
        await work.timers.set("announce:1", clock.now, {"event": 0})
        await work.timers.set("announce:1", moment, {"event": 1})
        await work.timers.set("announce:2", moment - timedelta(seconds=1), {"event": 2, "lane": "tg:5"})
        await work.timers.set("announce:3", moment, {})
        assert await work.timers.get("announce:1") == {"event": 1}
        assert await work.timers.clear("announce:3")
        assert not await work.timers.clear("announce:3")
        assert await work.ticking.due(10) == []
        assert not await work.ticking.has_due()
    clock.forward(10)
    async with db.write() as work:
        assert await work.ticking.has_due()
        taken = await work.ticking.due(1) + await work.ticking.due(10)
        assert await work.ticking.due(10) == []
        assert await work.timers.get("announce:1") is None
        assert await work.inbox.leftover() == taken
    assert [(t.arrived.kind, t.arrived.lane, t.arrived.body["event"]) for t in taken] == [
        ("timer", "tg:5", 2),
        ("timer", "announce:1", 1),
    ]
    assert taken[1].arrived.key == "timer:announce:1:2028-08-25T09:00:10+00:00"


# The outbox


async def test_what_is_posted_leaves_from_memory(db: Database) -> None:
    """Rows that are due come back after the commit, in order and with what goes along; nobody else may claim them."""
    fresh = await post(db, owed("one"), owed("two"), owed("three", lane="tg:1002"))
    assert [(row.owed.fresh, row.attempts) for row in fresh] == [("one", 1), ("two", 1), ("three", 1)]
    assert [row.id for row in fresh] == sorted(row.id for row in fresh)
    assert await claim(db) == []


async def test_the_same_key_is_never_owed_twice(db: Database, clock: Clock) -> None:
    """Not in one post, not in a later one, not after it was delivered."""
    fresh = await post(db, owed("one", key="k"), owed("plain"), owed("again", key="k"))
    assert [row.owed.fresh for row in fresh] == ["one", "plain"]
    await settle(db, Settled(fresh[0].id, End.DONE))
    assert await post(db, owed("once more", key="k")) == []
    async with db.write() as work:
        await work.relay.purge(clock.now + timedelta(seconds=1), keyed_before=clock.now + timedelta(seconds=1))
    assert len(await post(db, owed("forgotten", key="k"))) == 1


async def test_what_reached_nobody_may_be_owed_again(db: Database) -> None:
    """Somebody blocked the bot: their letter is owed anew when they are back."""
    (letter,) = await post(db, owed("letter", key="letter:1"))
    await settle(db, Settled(letter.id, End.UNDELIVERABLE, "blocked"))
    assert len(await post(db, owed("letter", key="letter:1"))) == 1


async def test_what_was_given_up_may_be_owed_again(db: Database) -> None:
    """Its key was kept, so that no Start and no change brought the letter any more."""
    (letter,) = await post(db, owed("letter", key="letter:1"))
    await settle(db, Settled(letter.id, End.DEAD, "broken"))
    assert len(await post(db, owed("letter", key="letter:1"))) == 1


async def test_what_a_crash_leaves_is_claimed_when_its_lease_has_run_out(db: Database, clock: Clock) -> None:
    """In the order posted, with one more attempt, and only by one."""
    await post(db, owed("one"), owed("two"))
    clock.forward(LEASE.total_seconds())
    async with db.write() as work:
        rows = await work.relay.claim(100)
    assert [(row.owed.body["text"], row.attempts) for row in rows] == [("one", 2), ("two", 2)]
    assert await claim(db) == []


async def test_a_restart_need_not_wait_for_leases(db: Database) -> None:
    """One bot at a time works on a database, so what a dead one held is given back at once, in the order posted."""
    await post(db, owed("first"), owed("second"))
    assert await claim(db) == []
    async with db.write() as work:
        await work.relay.release()
    assert await claim(db) == ["first", "second"]


async def test_a_rolled_back_unit_owes_nothing(db: Database, clock: Clock) -> None:
    await rolled_back(db, lambda work: work.outbox.post(owed("one")))
    clock.forward(LEASE.total_seconds())
    assert await claim(db) == []


async def test_a_head_that_failed_holds_its_lane_and_no_other(db: Database, clock: Clock) -> None:
    """What was behind it, and what is posted meanwhile, goes after it; another lane goes on."""
    head, behind = await post(db, owed("head"), owed("behind"))
    again = clock.now + timedelta(seconds=30)
    await settle(
        db, Settled(head.id, End.AGAIN, "flood", again), Settled(behind.id, End.AGAIN, None, again, is_attempt=False)
    )
    assert await post(db, owed("later")) == []
    assert len(await post(db, owed("elsewhere", lane="tg:1002"))) == 1
    assert await claim(db) == []
    clock.forward(30)
    assert await post(db, owed("last")) == []
    assert await claim(db) == ["head", "behind", "later", "last"]


async def test_only_what_was_tried_counts_as_an_attempt(db: Database, clock: Clock) -> None:
    """A row that only waited behind another one is at its first attempt when its turn comes."""
    head, behind = await post(db, owed("head"), owed("behind"))
    waits = Settled(behind.id, End.AGAIN, due_at=clock.now, is_attempt=False)
    await settle(db, Settled(head.id, End.AGAIN, "timeout", clock.now), waits)
    async with db.write() as work:
        assert [row.attempts for row in await work.relay.claim(100)] == [2, 1]


async def test_a_row_told_to_wait_holds_its_lane_without_an_attempt(db: Database, clock: Clock) -> None:
    """Four times 429 and one 502, and a letter was given up. What is posted meanwhile still goes after it."""
    (head,) = await post(db, owed("head"))
    for _ in range(5):
        wait = Settled(head.id, End.AGAIN, "flood", clock.now + timedelta(seconds=30), is_attempt=False)
        await settle(db, wait)
        assert await post(db, owed("later")) == []
        assert await claim(db) == []
        clock.forward(30)
        async with db.write() as work:
            (again, *behind) = await work.relay.claim(100)
        assert (again.id, again.attempts) == (head.id, 1)
        until = clock.now + timedelta(seconds=30)
        await settle(db, *(Settled(row.id, End.AGAIN, due_at=until, is_attempt=False) for row in behind))


async def test_a_claim_that_was_cut_short_keeps_the_order(db: Database, clock: Clock) -> None:
    """While some rows of a lane are under way, the rest of it waits."""
    await post(db, owed("one"), owed("two"), owed("three"))
    clock.forward(LEASE.total_seconds())
    async with db.write() as work:
        rows = await work.relay.claim(2)
    assert await claim(db) == []
    await settle(db, *(Settled(row.id, End.DONE) for row in rows))
    assert await claim(db) == ["three"]


async def test_what_was_posted_for_later_holds_nobody_up(db: Database, clock: Clock) -> None:
    minute = clock.now + timedelta(minutes=1)
    assert await post(db, owed("in a minute", due_at=minute)) == []
    (now,) = await post(db, owed("now"))
    await settle(db, Settled(now.id, End.DONE))
    assert await claim(db) == []
    clock.forward(60)
    assert await claim(db) == ["in a minute"]


async def test_settling_what_is_finished_changes_nothing(db: Database, clock: Clock) -> None:
    """A late failure of somebody whose lease was lost does not undo a success."""
    (row,) = await post(db, owed("one"))
    await settle(db, Settled(row.id, End.DONE))
    await settle(db, Settled(row.id, End.AGAIN, "late", clock.now), Settled(404, End.DONE))
    assert await claim(db) == []
    await settle(db)


async def test_a_result_goes_into_the_inbox_and_a_message_to_its_card(db: Database) -> None:
    told = Arrived("outbox:1", "tg:1001", "unreachable", {"telegram_id": 1001})
    async with db.write() as work:
        await work.people.add(a_person())
        (card,) = await work.cards.add(Card(0, 1, 1001))
    one, two = await post(db, owed("one"), owed("two"))
    async with db.write() as work:
        results = (Settled(one.id, End.DONE, message=(card.id, 77)), Settled(two.id, End.UNDELIVERABLE, arrived=told))
        taken = await work.relay.settle(results)
        assert await work.relay.settle(results) == []
    async with db.read() as work:
        assert (await work.cards.get(card.id)).message_id == 77
        assert await work.inbox.leftover() == taken
    assert [row.arrived for row in taken] == [told]


async def test_what_waits_survives_a_restart(db: Database, url: str, clock: Clock) -> None:
    """Another process on the same file finds updates, timers and rows owed as they were."""
    async with db.write() as work:
        taken = await work.inbox.put([update(1)])
        await work.timers.set("t", datetime(2028, 8, 25, 8, 0, tzinfo=UTC), {"a": 1})
        await work.outbox.post(owed("one"))
    await db.close()
    clock.forward(LEASE.total_seconds())
    db = await Database.open(url, clock)
    async with db.write() as work:
        assert await work.inbox.leftover() == taken
        assert [row.owed.body for row in await work.relay.claim(9)] == [{"text": "one"}]
        assert len(await work.ticking.due(9)) == 1
    await db.close()
