"""Delivering what is owed: order, repeats, crashes of senders and of the database. On the real outbox."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot import delivery as module
from bot.delivery import FLIGHT, LANDED, PAUSES
from domain.owed import Owed
from domain.person import Reach
from domain.road import Arrived, End, Settled
from storage.outbox import LEASE
from storage.rows import outbox
from tests.integration.usecases.house import House
from tests.make import a_conference
from tests.unit.bot.rounds import FaultyUnits, Round, at_work


@pytest.fixture(autouse=True)
def _eager(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TICK", 0.001)  # the sweep looks as often as it can: the clock is the test's


@pytest.fixture
async def round_(house: House) -> AsyncIterator[Round]:
    async with at_work(house, house.units) as round_:
        yield round_


def say(name: str, lane: str = "tg:1") -> Owed:
    return Owed(lane, "say", {"name": name})


async def test_a_lane_is_in_order_and_lanes_beside_each_other(round_: Round) -> None:
    """1. The second of a lane waits for the first, the other lane does not."""
    gate = round_.post.closes("a1")
    await round_.owes(say("a1"), say("a2"), say("b1", "tg:2"))
    await round_.began("a1", "b1")
    gate.set()
    await round_.tried("a1", "b1", "a2")
    assert await round_.states() == ["done"] * 3


async def test_edits_of_one_card_are_one_edit(round_: Round) -> None:
    """2. Those that wait in memory: the last draws the newest state; what stands between keeps its place."""
    cards = [Owed("tg:1", "card", {"card": n}) for n in (7, 8, 7, 7)]
    gate = round_.post.closes("first")
    await round_.owes(say("first"), *cards, say("last"))
    gate.set()
    await round_.tried("first", "card 7 of row 5", "card 8 of row 3", "last")
    assert await round_.states() == ["done"] * 6


async def test_a_card_does_not_overtake_words(round_: Round) -> None:
    """2a. A picker drawn on the form's message while Telegram was slow stayed there after «Назад» was pressed on it."""
    card = Owed("tg:1", "card", {"card": 7})
    gate = round_.post.closes("first")
    await round_.owes(say("first"), card, card, say("picker"), card)
    gate.set()
    await round_.tried("first", "card 7 of row 3", "picker", "card 7 of row 5")


async def test_letters_are_never_one(round_: Round) -> None:
    """3. Each is something else that was said."""
    gate = round_.post.closes("first")
    await round_.owes(say("first"), *(Owed("tg:1", "letter", {"name": n, "card": 7}) for n in ("x", "y")))
    gate.set()
    await round_.tried("first", "x", "y")


async def test_what_has_to_wait_holds_back_what_is_behind_it(round_: Round) -> None:
    """4. In its lane only, and in order afterwards; waiting behind another one is no attempt."""
    round_.post.ends["a1"] = [round_.post.again(30)]
    await round_.owes(say("a1"), say("a2"), say("b1", "tg:2"))
    await round_.tried("a1", "b1")
    assert await round_.states() == ["pending", "pending", "done"]
    async with round_.house.units.reader.begin() as connection:
        assert list(await connection.scalars(select(outbox.c.attempts).order_by(outbox.c.id))) == [1, 0, 1]
    await round_.owes(say("a3"))
    round_.passes(29)
    await round_.tried("a1", "b1")
    round_.passes(1)
    await round_.tried("a1", "b1", "a1", "a2", "a3")


async def test_what_was_handed_over_while_its_lane_waits_is_put_off(house: House) -> None:
    """5. The row was posted before the failure was written down, so it came leased; it must not overtake."""
    async with at_work(house, house.units, sweeping=False) as round_:
        gate = round_.post.closes("a1")
        round_.post.ends["a1"] = [round_.post.again(30)]
        await round_.owes(say("a1"))
        async with house.units.write() as work:
            await work.outbox.post(say("a2"))
        gate.set()
        await round_.tried("a1")
        round_.delivery.hand(work.fresh)
        await round_.tried("a1")
        async with house.units.write() as work:
            assert await work.relay.claim(10) == []
        round_.passes(30)
        async with house.units.write() as work:
            assert [row.owed.body["name"] for row in await work.relay.claim(10)] == ["a1", "a2"]


async def test_a_row_that_waited_too_long_in_memory_is_left_to_the_sweep(round_: Round) -> None:
    """6. Its lease may be over: two would send it. Claimed anew it goes, once."""
    gate = round_.post.closes("a1")
    await round_.owes(say("a1"), say("a2"))
    await round_.began("a1")
    round_.passes(FLIGHT.total_seconds())
    gate.set()
    await round_.tried("a1")
    assert await round_.states() == ["done", "pending"]
    round_.passes(LANDED.total_seconds())
    await round_.tried("a1", "a2")
    assert await round_.states() == ["done", "done"]


async def test_nothing_overtakes_a_row_that_was_left_to_the_sweep(round_: Round) -> None:
    """7. What is behind it in memory is younger, and goes after it."""
    gate = round_.post.closes("a1")
    await round_.owes(say("a1"), say("a2"))
    await round_.began("a1")
    round_.passes(FLIGHT.total_seconds() - 1)
    await round_.owes(say("a3"))
    round_.passes(1)
    gate.set()
    await round_.tried("a1")
    await round_.owes(say("a4"))
    await round_.tried("a1")
    round_.passes(LANDED.total_seconds())
    await round_.tried("a1", "a2", "a3", "a4")


def test_flight_ends_before_the_lease() -> None:
    """8. Otherwise another claim could begin while the first still sends."""
    assert FLIGHT + LANDED == LEASE
    assert timedelta(seconds=10) < LANDED


async def test_results_are_written_down_however_often_the_database_fails(house: House) -> None:
    """9. Nothing is sent twice meanwhile, and nobody is told twice."""
    units = FaultyUnits(house.units)
    async with at_work(house, units, sweeping=False) as round_:
        arrived = Arrived("outbox:1", "tg:1", "unreachable", {"telegram_id": 1, "reach": Reach.BLOCKED})
        round_.post.ends["a1"] = [Settled(0, End.UNDELIVERABLE, "blocked", arrived=arrived)]
        units.failures = 3
        await round_.owes(say("a1"), say("b1", "tg:2"))
        await round_.delivery.until_idle()
        assert sorted(round_.post.tried) == ["a1", "b1"]
        assert await round_.states() == ["undeliverable", "done"]
        assert [t.arrived for t in round_.told] == [arrived]
        assert units.failures == 0


async def test_writing_down_pauses_after_a_failure(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """9a. On a full disk it was tried thousands of times a second, each with a traceback in the log."""
    monkeypatch.setattr(module, "TICK", 3600.0)
    units = FaultyUnits(house.units)
    async with at_work(house, units, sweeping=False) as round_:
        units.failures = 5
        async with house.units.write() as work:
            await work.outbox.post(say("a1"))
        round_.delivery.hand(work.fresh)
        await round_.began("a1")
        for _ in range(10):
            async with house.units.write():  # behind whoever waits to write
                pass
        assert units.failures == 4


async def test_the_sweep_survives_the_database(house: House) -> None:
    """10. What nobody holds in memory goes as soon as it can be claimed."""
    units = FaultyUnits(house.units)
    async with house.units.write() as work:
        await work.outbox.post(say("a1"))
    house.clock.now += LEASE  # the process that posted it has died
    units.failures = 2
    async with at_work(house, units) as round_:
        await round_.tried("a1")
        assert units.failures == 0


async def test_a_sender_that_raises_is_tried_with_pauses_and_given_up(round_: Round) -> None:
    """11. The lane goes on behind it."""
    round_.post.ends["a1"] = [LookupError("a bug")] * (len(PAUSES) + 1)
    await round_.owes(say("a1"), say("a2"))
    for attempts, pause in enumerate(PAUSES, 1):
        await round_.tried(*["a1"] * attempts)
        round_.passes(pause)
    await round_.tried(*["a1"] * (len(PAUSES) + 1), "a2")
    assert await round_.states() == ["dead", "done"]


async def test_a_letter_that_is_given_up_is_told(round_: Round) -> None:
    """11a. It disappeared without a word: its organizer has to know. Other rows are nobody's business."""
    for name in ("a1", "a2"):
        round_.post.ends[name] = [Settled(0, End.DEAD, "broken")]
    await round_.owes(say("a1"), Owed("tg:1", "letter", {"name": "a2", "letter": "invited:1:1:2"}))
    await round_.tried("a1", "a2")
    (told,) = [t.arrived for t in round_.told]
    assert (told.kind, told.lane, told.body) == ("letter.given_up", "tg:1", {"letter": "invited:1:1:2"})


async def test_a_conference_that_is_given_up_is_told(round_: Round) -> None:
    """11b. It was being made for ever; now the organizer reads that it failed, and can try again."""
    round_.post.ends["room"] = [Settled(0, End.DEAD, "a bug")]
    await round_.owes(Owed("skype:1", "conference.create", {"name": "room", "event": 1}))
    await round_.tried("room")
    (told,) = [t.arrived for t in round_.told]
    assert (told.kind, told.lane, told.body) == ("conference.failed", "skype:1", {"event": 1, "trouble": "nonsense"})


async def test_nobody_knows_how_to_send_it(round_: Round) -> None:
    """12. A kind of another configuration: it waits like a failure, in its own lane."""
    await round_.owes(Owed("skype:1", "conference.delete", {"event": 1, "conference": a_conference().id}), say("a1"))
    await round_.tried("a1")
    assert await round_.states() == ["pending", "done"]


async def test_a_card_that_fails_takes_its_copies_along(round_: Round) -> None:
    """13. They wait with it, and are one edit again afterwards."""
    gate = round_.post.closes("first")
    await round_.owes(say("first"), *(Owed("tg:1", "card", {"card": 7}) for _ in range(2)))
    round_.post.ends["card 7 of row 3"] = [round_.post.again(5)]
    gate.set()
    await round_.tried("first", "card 7 of row 3")
    assert await round_.states() == ["done", "pending", "pending"]
    round_.passes(5)
    await round_.tried("first", "card 7 of row 3", "card 7 of row 3")
    assert await round_.states() == ["done"] * 3


async def test_a_row_is_not_begun_again_while_it_is_sent(round_: Round) -> None:
    """13. However long Telegram, or the database that has to note the end, takes: letters came twice after that."""
    gate = round_.post.closes("a1")
    await round_.owes(say("a1"))
    await round_.began("a1")
    round_.passes(LEASE.total_seconds() + 1)
    await claimed_anew(round_)
    gate.set()
    await round_.tried("a1")
    assert await round_.states() == ["done"]


async def claimed_anew(round_: Round) -> None:
    """Waits until the sweep has claimed what seems to be nobody's."""
    async with asyncio.timeout(5):
        while True:
            async with round_.house.units.reader.begin() as connection:
                if await connection.scalar(select(outbox.c.attempts)) == 2:
                    return
            await asyncio.sleep(0)
