"""What waits: for its next attempt, behind another row, or for the other end to answer. On the real outbox."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.road.pauses import ANSWERS_HELD, HELD, SOONEST
from domain.road import DeliveryResult, End
from tests.integration.usecases.house import House
from tests.unit.bot.rounds import Round, at_work, file_below, letter, say

pytestmark = pytest.mark.usefixtures("eager")


async def test_a_lane_is_held_for_half_a_minute_at_most(round_: Round) -> None:
    """1. After 90 s of outage a chat was mute for ten minutes: now only the row that failed waits that long."""
    round_.post.ends["a1"] = [round_.post.again(600)]
    await round_.owes(letter("a1"), letter("a2"), letter("b1", "tg:2"))
    await round_.tried("a1", "b1")
    round_.passes(HELD - 1)
    await round_.owes(letter("a3"))
    await round_.tried("a1", "b1")
    round_.passes(1)
    await round_.tried("a1", "b1", "a2", "a3")
    round_.passes(600)
    await round_.tried("a1", "b1", "a2", "a3", "a1")


async def test_failing_again_holds_no_longer(round_: Round) -> None:
    """2. Half a minute in all, however often the first one fails within it."""
    round_.post.ends["a1"] = [round_.post.again(20), round_.post.again(600)]
    await round_.owes(letter("a1"), letter("a2"))
    await round_.tried("a1")
    round_.passes(20)
    await round_.tried("a1", "a1")
    round_.passes(HELD - 20)
    await round_.tried("a1", "a1", "a2")


async def test_what_a_person_asked_for_waits_behind_no_failure(round_: Round) -> None:
    """3. A letter fails and waits; /calendar is answered at once."""
    round_.post.ends["a1"] = [round_.post.again(20)]
    await round_.owes(letter("a1"), letter("a2"))
    await round_.tried("a1")
    await round_.owes(say("calendar"))
    await round_.tried("a1", "calendar")


async def test_answers_keep_their_order_for_a_moment(round_: Round) -> None:
    """3a. Behind an answer that failed they wait for its next attempt, but never for long: a person waits for them."""
    round_.post.ends["help"] = [round_.post.again(1), round_.post.again(10)]
    await round_.owes(say("help"), say("settings"))
    await round_.tried("help")
    round_.passes(1)
    await round_.tried("help", "help")
    await round_.owes(say("calendar"))
    round_.passes(ANSWERS_HELD - 1)
    await round_.tried("help", "help", "settings", "calendar")


async def test_nothing_is_sent_to_a_chat_for_which_telegram_asks_to_wait(round_: Round) -> None:
    """3b. Not even an answer, and then all of it in order."""
    round_.post.ends["a1"] = [replace(round_.post.again(60), is_attempt=False)]
    await round_.owes(letter("a1"), letter("a2"), say("calendar"))
    await round_.tried("a1")
    round_.passes(59)
    await round_.tried("a1")
    round_.passes(1)
    await round_.tried("a1", "a1", "a2", "calendar")


async def test_the_first_success_brings_all_that_waited_for_it(round_: Round) -> None:
    """4. In every lane of this wire, and at once; what was told to wait for its own sake goes on waiting."""
    outage, flood = round_.post.again(60, is_outage=True), round_.post.again(60)
    round_.post.ends |= {"a1": [outage], "b1": [outage], "c1": [flood]}
    await round_.owes(letter("a1"), letter("a2"), letter("b1", "tg:2"), letter("c1", "tg:3"))
    await round_.tried("a1", "b1", "c1")
    round_.passes(20)
    await round_.owes(say("d1", "tg:4"))
    await round_.began("a1", "b1", "c1", "d1", "a1", "b1", "a2")
    await round_.delivery.lanes.until_idle()
    assert await round_.states() == ["done", "done", "done", "pending", "done"]


async def test_a_success_does_not_use_up_the_attempts_of_a_row_that_always_fails(round_: Round) -> None:
    """5. Others succeed every second; it still waits for a part of each of its pauses."""
    outage = round_.post.again(40, is_outage=True)
    round_.post.ends["a1"] = [outage] * 3
    await round_.owes(letter("a1"))
    await round_.tried("a1")
    round_.passes(1)
    await round_.owes(say("b1", "tg:2"))
    await round_.tried("a1", "b1")
    round_.passes(40 * SOONEST - 1)
    await round_.tried("a1", "b1", "a1")


async def test_another_wire_that_answers_says_nothing(round_: Round) -> None:
    """6. The conference server is well while Telegram is not."""
    round_.post.ends["a1"] = [round_.post.again(60, is_outage=True)]
    await round_.owes(letter("a1"))
    await round_.tried("a1")
    round_.passes(30)
    await round_.owes(say("room", "conference:1"))
    await round_.tried("a1", "room")
    round_.delivery.answers_again("tg")
    await round_.tried("a1", "room", "a1")


async def test_the_clock_is_set_back_while_a_row_waits(round_: Round, house: House) -> None:
    """7. The chat was mute for that hour. A pause is measured on the monotonic clock."""
    round_.post.ends["a1"] = [round_.post.again(10)]
    await round_.owes(letter("a1"))
    await round_.tried("a1")
    house.clock.set_back(hours=1)
    round_.passes(10)
    await round_.tried("a1", "a1")


async def test_a_file_waits_with_its_letter(round_: Round) -> None:
    """8. For as long as the letter does, while the letters behind both go on."""
    round_.post.ends["a1"] = [round_.post.again(60)]
    await round_.owes(letter("a1"), file_below("a1"), letter("a2"), file_below("a2"))
    await round_.tried("a1")
    round_.passes(HELD)
    await round_.tried("a1", "a2", "a2.ics")
    round_.passes(60 - HELD)
    await round_.tried("a1", "a2", "a2.ics", "a1", "a1.ics")


async def test_nothing_of_a_lane_begins_before_the_end_before_it_is_on_the_disk(house: House) -> None:
    """9. So a crash repeats at most what was under way: one row in each lane."""
    async with at_work(house, house.units, sweeping=False) as round_:
        gate = round_.post.closes("a1")
        await round_.owes(say("a1"), say("a2"))
        await round_.began("a1")
        async with house.units.write():
            gate.set()
            for _ in range(100):
                await asyncio.sleep(0)
            assert round_.post.tried == ["a1"]
        await round_.tried("a1", "a2")


async def test_what_waited_before_a_restart_waits_on(house: House) -> None:
    """10. For as long as it has to, or until its other end answers."""
    async with at_work(house, house.units) as round_:
        round_.post.ends["a1"] = [round_.post.again(600, is_outage=True)]
        await round_.owes(letter("a1"))
        await round_.tried("a1")
    house.clock.now += timedelta(seconds=30)
    async with at_work(house, house.units) as round_:
        await round_.delivery.resume("tg")
        await round_.tried()
        round_.passes(150)
        await round_.owes(say("b1", "tg:2"))
        await round_.tried("b1", "a1")


async def test_a_restart_cuts_no_wait_short_that_was_asked_for(house: House) -> None:
    """10a. Nor that of another wire, such as a password that must not be tried again too soon."""
    async with at_work(house, house.units) as round_:
        flood = replace(round_.post.again(600), is_attempt=False)
        round_.post.ends |= {"a1": [flood], "room": [round_.post.again(600)]}
        await round_.owes(letter("a1"), say("room", "conference:1"))
        await round_.tried("a1", "room")
    async with at_work(house, house.units) as round_:
        await round_.delivery.resume("tg")
        round_.passes(300)
        await round_.owes(say("b1", "tg:2"), say("c1", "conference:2"))
        await round_.tried("b1", "c1")


async def test_what_needed_no_call_is_no_success(round_: Round) -> None:
    """10b. A card that shows all of it already, or a letter that was overtaken, says nothing about Telegram."""
    round_.post.ends |= {
        "a1": [round_.post.again(60, is_outage=True)],
        "b1": [DeliveryResult(0, End.DONE, "overtaken", is_attempt=False)],
    }
    await round_.owes(letter("a1"))
    await round_.tried("a1")
    round_.passes(20)
    await round_.owes(letter("b1", "tg:2"))
    await round_.tried("a1", "b1")


async def test_a_row_whose_sender_gives_no_time_is_tried_by_the_next_look(round_: Round) -> None:
    """11. It was put off for another row, not for a failure."""
    round_.post.ends["a1"] = [DeliveryResult(0, End.AGAIN, "later")]
    await round_.owes(say("a1"))
    await round_.tried("a1", "a1")
