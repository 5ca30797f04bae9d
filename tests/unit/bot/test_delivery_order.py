"""Delivering in order: lanes, cards drawn once, and nothing that overtakes. On the real outbox."""

import pytest
from sqlalchemy import select

from domain.messages.outbox import DrawCard, SendLetter
from domain.outbox import Outgoing
from storage.tables.road import outbox
from tests.integration.usecases.house import House
from tests.unit.bot.rounds import Round, at_work, letter, say

pytestmark = pytest.mark.usefixtures("eager")


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
    cards = [Outgoing("tg:1", DrawCard(card=n)) for n in (7, 8, 7, 7)]
    gate = round_.post.closes("first")
    await round_.owes(say("first"), *cards, say("last"))
    gate.set()
    await round_.tried("first", "card 7 of row 5", "card 8 of row 3", "last")
    assert await round_.states() == ["done"] * 6


async def test_edits_of_one_card_are_one_whatever_is_said_between(round_: Round) -> None:
    """2a. In the place of the first of them: an edit moves nothing in the chat, what is said keeps its order."""
    card = Outgoing("tg:1", DrawCard(card=7))
    gate = round_.post.closes("first")
    await round_.owes(say("first"), card, say("second"), card, say("third"), card)
    gate.set()
    await round_.tried("first", "card 7 of row 6", "second", "third")
    assert await round_.states() == ["done"] * 6


async def test_letters_are_never_one(round_: Round) -> None:
    """3. Each is something else that was said."""
    gate = round_.post.closes("first")
    await round_.owes(say("first"), *(Outgoing("tg:1", SendLetter(letter=n, card=7)) for n in ("x", "y")))
    gate.set()
    await round_.tried("first", "x", "y")


async def test_what_has_to_wait_holds_back_what_is_behind_it(round_: Round) -> None:
    """4. In its lane only, and in order afterwards; waiting behind another one is no attempt."""
    round_.post.ends["a1"] = [round_.post.again(30)]
    await round_.owes(letter("a1"), letter("a2"), letter("b1", "tg:2"))
    await round_.tried("a1", "b1")
    assert await round_.states() == ["pending", "pending", "done"]
    async with round_.house.units.engine.reader.begin() as connection:
        assert list(await connection.scalars(select(outbox.c.attempts).order_by(outbox.c.id))) == [1, 0, 0]
    await round_.owes(letter("a3"))
    round_.passes(29)
    await round_.tried("a1", "b1")
    round_.passes(1)
    await round_.tried("a1", "b1", "a1", "a2", "a3")


async def test_what_was_handed_over_while_its_lane_waits_is_put_off(house: House) -> None:
    """5. The row was posted before the failure was written down, so it came claimed; it must not overtake."""
    async with at_work(house, house.units, sweeping=False) as round_:
        gate = round_.post.closes("a1")
        round_.post.ends["a1"] = [round_.post.again(30)]
        await round_.owes(letter("a1"))
        async with house.units.write() as work:
            await work.outbox.post(letter("a2"))
        gate.set()
        await round_.tried("a1")
        round_.delivery.enqueue(work.fresh)
        await round_.tried("a1")
        async with house.units.write() as work:
            assert await work.relay.claim(10) == []
        round_.passes(30)
        async with house.units.write() as work:
            assert [row.outgoing.message for row in await work.relay.claim(10)] == [
                letter(n).message for n in ("a1", "a2")
            ]


async def test_a_card_that_fails_takes_its_copies_along(round_: Round) -> None:
    """13. They wait with it, and are one edit again afterwards."""
    gate = round_.post.closes("first")
    await round_.owes(say("first"), *(Outgoing("tg:1", DrawCard(card=7)) for _ in range(2)))
    round_.post.ends["card 7 of row 3"] = [round_.post.again(5)]
    gate.set()
    await round_.tried("first", "card 7 of row 3")
    assert await round_.states() == ["done", "pending", "pending"]
    round_.passes(5)
    await round_.tried("first", "card 7 of row 3", "card 7 of row 3")
    assert await round_.states() == ["done"] * 3
