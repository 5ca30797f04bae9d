"""What is owed leaves once, and in the order of its lane."""

from datetime import timedelta

from domain.address import Reach
from domain.card import Card, ShowsDiscarded
from domain.messages.inbox import Unreachable
from domain.road import Arrived, DeliveryResult, End
from storage.road.outbox import LEASE
from storage.uow import Database
from tests.integration.storage.conftest import Clock, rolled_back
from tests.integration.storage.road import claim, owed, post, settle
from tests.make import a_person


async def test_what_is_posted_leaves_from_memory(db: Database) -> None:
    """Rows that are due come back after the commit, in order and with what goes along; nobody else may claim them."""
    fresh = await post(db, owed("one"), owed("two"), owed("three", lane="tg:1002"))
    assert [(row.outgoing.loaded, row.attempts) for row in fresh] == [("one", 1), ("two", 1), ("three", 1)]
    assert [row.id for row in fresh] == sorted(row.id for row in fresh)
    assert await claim(db) == []


async def test_the_same_key_is_never_owed_twice(db: Database, clock: Clock) -> None:
    """Not in one post, not in a later one, not after it was delivered."""
    fresh = await post(db, owed("one", key="k"), owed("plain"), owed("again", key="k"))
    assert [row.outgoing.loaded for row in fresh] == ["one", "plain"]
    await settle(db, DeliveryResult(fresh[0].id, End.DONE))
    assert await post(db, owed("once more", key="k")) == []
    async with db.write() as work:
        await work.relay.purge(clock.now + timedelta(seconds=1), keyed_before=clock.now + timedelta(seconds=1))
    assert len(await post(db, owed("forgotten", key="k"))) == 1


async def test_what_reached_nobody_may_be_owed_again(db: Database) -> None:
    """Somebody blocked the bot: their letter is owed anew when they are back."""
    (letter,) = await post(db, owed("letter", key="letter:1"))
    await settle(db, DeliveryResult(letter.id, End.UNDELIVERABLE, "blocked"))
    assert len(await post(db, owed("letter", key="letter:1"))) == 1


async def test_what_was_given_up_may_be_owed_again(db: Database) -> None:
    """Its key was kept, so that no Start and no change brought the letter any more."""
    (letter,) = await post(db, owed("letter", key="letter:1"))
    await settle(db, DeliveryResult(letter.id, End.DEAD, "broken"))
    assert len(await post(db, owed("letter", key="letter:1"))) == 1


async def test_a_rolled_back_unit_owes_nothing(db: Database, clock: Clock) -> None:
    await rolled_back(db, lambda work: work.outbox.post(owed("one")))
    clock.forward(LEASE.total_seconds())
    assert await claim(db) == []


async def test_a_head_that_failed_holds_its_lane_and_no_other(db: Database, clock: Clock) -> None:
    """What was behind it, and what is posted meanwhile, goes after it; another lane goes on."""
    head, behind = await post(db, owed("head"), owed("behind"))
    again = clock.now + timedelta(seconds=30)
    await settle(
        db,
        DeliveryResult(head.id, End.AGAIN, "flood", again),
        DeliveryResult(behind.id, End.AGAIN, None, again, is_attempt=False),
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
    waits = DeliveryResult(behind.id, End.AGAIN, due_at=clock.now, is_attempt=False)
    await settle(db, DeliveryResult(head.id, End.AGAIN, "timeout", clock.now), waits)
    async with db.write() as work:
        assert [row.attempts for row in await work.relay.claim(100)] == [2, 1]


async def test_a_row_told_to_wait_holds_its_lane_without_an_attempt(db: Database, clock: Clock) -> None:
    """Four times 429 and one 502, and a letter was given up. What is posted meanwhile still goes after it."""
    (head,) = await post(db, owed("head"))
    for _ in range(5):
        wait = DeliveryResult(head.id, End.AGAIN, "flood", clock.now + timedelta(seconds=30), is_attempt=False)
        await settle(db, wait)
        assert await post(db, owed("later")) == []
        assert await claim(db) == []
        clock.forward(30)
        async with db.write() as work:
            (again, *behind) = await work.relay.claim(100)
        assert (again.id, again.attempts) == (head.id, 1)
        until = clock.now + timedelta(seconds=30)
        await settle(db, *(DeliveryResult(row.id, End.AGAIN, due_at=until, is_attempt=False) for row in behind))


async def test_a_claim_that_was_cut_short_keeps_the_order(db: Database, clock: Clock) -> None:
    """While some rows of a lane are under way, the rest of it waits."""
    await post(db, owed("one"), owed("two"), owed("three"))
    clock.forward(LEASE.total_seconds())
    async with db.write() as work:
        rows = await work.relay.claim(2)
    assert await claim(db) == []
    await settle(db, *(DeliveryResult(row.id, End.DONE) for row in rows))
    assert await claim(db) == ["three"]


async def test_what_was_posted_for_later_holds_nobody_up(db: Database, clock: Clock) -> None:
    minute = clock.now + timedelta(minutes=1)
    assert await post(db, owed("in a minute", due_at=minute)) == []
    (now,) = await post(db, owed("now"))
    await settle(db, DeliveryResult(now.id, End.DONE))
    assert await claim(db) == []
    clock.forward(60)
    assert await claim(db) == ["in a minute"]


async def test_settling_what_is_finished_changes_nothing(db: Database, clock: Clock) -> None:
    """A late failure of somebody whose lease was lost does not undo a success."""
    (row,) = await post(db, owed("one"))
    await settle(db, DeliveryResult(row.id, End.DONE))
    await settle(db, DeliveryResult(row.id, End.AGAIN, "late", clock.now), DeliveryResult(404, End.DONE))
    assert await claim(db) == []
    await settle(db)


async def test_a_result_goes_into_the_inbox_and_a_message_to_its_card(db: Database) -> None:
    told = Arrived("outbox:1", "tg:1001", Unreachable(telegram_id=1001, reach=Reach.BLOCKED, tried_at=Clock().now))
    async with db.write() as work:
        await work.people.add(a_person())
        (card,) = await work.cards.add(Card(0, 1, 1001, ShowsDiscarded()))
    one, two = await post(db, owed("one"), owed("two"))
    async with db.write() as work:
        results = (
            DeliveryResult(one.id, End.DONE, message=(card.id, 77)),
            DeliveryResult(two.id, End.UNDELIVERABLE, arrived=told),
        )
        taken = await work.relay.settle(results)
        assert await work.relay.settle(results) == []
    async with db.read() as work:
        assert (await work.cards.get(card.id)).message_id == 77
        assert await work.inbox.leftover() == taken
    assert [row.arrived for row in taken] == [told]
