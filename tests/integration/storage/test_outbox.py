"""What is owed leaves once, and in the order of its lane."""

from datetime import timedelta

from domain.address import Reach
from domain.card import Card, ShowsDiscarded
from domain.messages.inbox import Unreachable
from domain.road import Arrived, DeliveryResult, End
from storage.uow import Database
from tests.integration.storage.conftest import Clock, rolled_back
from tests.integration.storage.road import claim, owed, post, settle, text_of
from tests.make import a_person


async def test_what_is_posted_leaves_from_memory(db: Database) -> None:
    """Rows that are due come back after the commit, in order and with what goes along; nobody else may claim them."""
    fresh = await post(db, owed("one"), owed("two"), owed("three", lane="tg:1002"))
    assert [(row.outgoing.loaded, row.attempts) for row in fresh] == [("one", 0), ("two", 0), ("three", 0)]
    assert [row.id for row in fresh] == sorted(row.id for row in fresh)
    assert await claim(db) == []


async def test_the_same_key_is_never_owed_twice(db: Database, clock: Clock) -> None:
    """Not in one post, not in a later one, not after it was delivered."""
    fresh = await post(db, owed("one", key="k"), owed("plain"), owed("again", key="k"))
    assert [row.outgoing.loaded for row in fresh] == ["one", "plain"]
    await settle(db, DeliveryResult(fresh[0].id, End.DONE))
    assert await post(db, owed("once more", key="k")) == []
    async with db.write() as work:
        assert not await work.purge.keys(clock.now + timedelta(seconds=1))
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
    clock.forward(3600)
    assert await claim(db) == []


async def test_only_what_ended_in_an_error_counts_as_an_attempt(db: Database, clock: Clock) -> None:
    """Not that a row waited behind another one, nor that the other end asked to wait."""
    failed, behind, flood = await post(db, owed("failed"), owed("behind"), owed("flood"))
    await settle(
        db,
        DeliveryResult(failed.id, End.AGAIN, "timeout", clock.now),
        DeliveryResult(behind.id, End.AGAIN, None, clock.now, is_attempt=False),
        DeliveryResult(flood.id, End.AGAIN, "retry after 30", clock.now, is_attempt=False),
    )
    async with db.write() as work:
        assert [row.attempts for row in await work.relay.claim(100)] == [1, 0, 0]


async def test_what_has_to_wait_is_claimed_when_it_is_due_or_by_its_id(db: Database, clock: Clock) -> None:
    """By its id before that, since its other end may answer sooner; in the order posted, and once."""
    rows = await post(db, owed("one"), owed("two"), owed("three"))
    until = [clock.now + timedelta(seconds=s) for s in (60, 30, 30)]
    await settle(db, *(DeliveryResult(r.id, End.AGAIN, "timeout", due) for r, due in zip(rows, until, strict=True)))
    async with db.read() as work:
        assert {row.id: row.due_at for row in await work.relay.failed(9)} == {
            row.id: due for row, due in zip(rows, until, strict=True)
        }
    assert await claim(db) == []
    async with db.write() as work:
        claimed = await work.relay.claim_these([rows[2].id, rows[0].id, 404])
        assert [text_of(row) for row in claimed] == ["one", "three"]
        assert await work.relay.claim_these([rows[0].id]) == []
    clock.forward(30)
    assert await claim(db) == ["two"]


async def test_a_claim_takes_what_is_due_first(db: Database) -> None:
    """At the limit, too, a lane keeps its order: what follows is claimed by the next look."""
    await post(db, owed("one"), owed("two"), owed("three"))
    async with db.write() as work:
        await work.relay.release()
    assert await claim(db, 2) == ["one", "two"]
    assert await claim(db, 2) == ["three"]


async def test_what_was_posted_for_later_holds_nobody_up(db: Database, clock: Clock) -> None:
    minute = clock.now + timedelta(minutes=1)
    assert await post(db, owed("in a minute", due_at=minute)) == []
    (now,) = await post(db, owed("now"))
    await settle(db, DeliveryResult(now.id, End.DONE))
    assert await claim(db) == []
    clock.forward(60)
    assert await claim(db) == ["in a minute"]


async def test_settling_what_is_finished_changes_nothing(db: Database, clock: Clock) -> None:
    """A late failure does not undo a success."""
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
