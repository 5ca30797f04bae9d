"""Delivering in spite of failures of senders and of the database, and giving up. On the real outbox."""

import pytest

from bot.road import recording as module
from bot.road.delivery import PAUSES
from domain.address import Reach
from domain.conference import Failure, Trouble
from domain.messages.inbox import ConferenceFailed, LetterGivenUp, Unreachable
from domain.messages.outbox import CreateConference, DeleteConference, SendLetter, Unreadable
from domain.outbox import Outgoing
from domain.road import Arrived, DeliveryResult, End
from tests.integration.usecases.house import House
from tests.make import a_conference
from tests.unit.bot.rounds import FaultyUnits, Round, at_work, say

pytestmark = pytest.mark.usefixtures("eager")


async def test_results_are_written_down_however_often_the_database_fails(house: House) -> None:
    """9. Nothing is sent twice meanwhile, and nobody is told twice."""
    units = FaultyUnits(house.units)
    async with at_work(house, units, sweeping=False) as round_:
        arrived = Arrived("outbox:1", "tg:1", Unreachable(telegram_id=1, reach=Reach.BLOCKED, tried_at=house.now))
        round_.post.ends["a1"] = [DeliveryResult(0, End.UNDELIVERABLE, "blocked", arrived=arrived)]
        units.failures = 3
        await round_.owes(say("a1"), say("b1", "tg:2"))
        await round_.delivery.lanes.until_idle()
        assert sorted(round_.post.tried) == ["a1", "b1"]
        assert await round_.states() == ["undeliverable", "done"]
        assert [t.arrived for t in round_.told] == [arrived]
        assert units.failures == 0


async def test_writing_down_pauses_after_a_failure(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """9a. On a full disk it was tried thousands of times a second, each with a traceback in the log."""
    monkeypatch.setattr(module, "PAUSE", 3600.0)
    units = FaultyUnits(house.units)
    async with at_work(house, units, sweeping=False) as round_:
        units.failures = 5
        async with house.units.write() as work:
            await work.outbox.post(say("a1"))
        round_.delivery.enqueue(work.fresh)
        await round_.began("a1")
        for _ in range(10):
            async with house.units.write():  # behind whoever waits to write
                pass
        assert units.failures == 4
        round_.delivery.lanes.cancel()  # which would wait until the end is recorded


async def test_the_sweep_survives_the_database(house: House) -> None:
    """10. What nobody holds in memory goes as soon as it can be claimed."""
    units = FaultyUnits(house.units)
    async with house.units.write() as work:
        await work.outbox.post(say("a1"))
        await work.relay.release()  # the process that posted it has died
    units.failures = 2
    async with at_work(house, units) as round_:
        await round_.tried("a1")
        assert units.failures == 0


async def test_a_sender_that_raises_is_tried_with_pauses_and_given_up(round_: Round) -> None:
    """11. And the lane goes on meanwhile."""
    round_.post.ends["a1"] = [LookupError("a bug")] * (len(PAUSES) + 1)
    await round_.owes(say("a1"))
    for attempts, pause in enumerate(PAUSES, 1):
        await round_.tried(*["a1"] * attempts)
        round_.passes(pause)
    await round_.tried(*["a1"] * (len(PAUSES) + 1))
    assert await round_.states() == ["dead"]


async def test_a_letter_that_is_given_up_is_told(round_: Round) -> None:
    """11a. It disappeared without a word: its organizer has to know. Other rows are nobody's business."""
    letter = "invited:1:1:2"
    for name in ("a1", letter):
        round_.post.ends[name] = [DeliveryResult(0, End.DEAD, "broken")]
    await round_.owes(say("a1"), Outgoing("tg:1", SendLetter(letter=letter, card=1)))
    await round_.tried("a1", letter)
    (told,) = [t.arrived for t in round_.told]
    assert (told.lane, told.message) == ("tg:1", LetterGivenUp(letter=letter))


async def test_a_conference_that_is_given_up_is_told(round_: Round) -> None:
    """11b. It was being made for ever; now the organizer reads that it failed, and can try again."""
    round_.post.ends[CreateConference.kind] = [DeliveryResult(0, End.DEAD, "a bug")]
    await round_.owes(Outgoing("conference:1", CreateConference(event=1)))
    await round_.tried(CreateConference.kind)
    (told,) = [t.arrived for t in round_.told]
    assert (told.lane, told.message) == ("conference:1", ConferenceFailed(event=1, failure=Failure(Trouble.NONSENSE)))


async def test_nobody_knows_how_to_send_it(round_: Round) -> None:
    """12. A kind of another configuration: it waits like a failure, in its own lane."""
    await round_.owes(
        Outgoing("conference:1", DeleteConference(event=1, conference=a_conference().id, account=None)), say("a1")
    )
    await round_.tried("a1")
    assert await round_.states() == ["pending", "done"]


async def test_a_row_that_cannot_be_read_is_given_up_at_once(round_: Round, caplog: pytest.LogCaptureFixture) -> None:
    """13. Such as one that a later version has left: what is behind it goes on, and the log says what is wrong."""
    await round_.owes(Outgoing("tg:1", Unreadable("poll", "unknown kind", {})), say("a1"))
    await round_.tried("a1")
    assert await round_.states() == ["dead", "done"]
    assert any("poll: unknown kind" in line for line in caplog.messages)
