"""Handling what has arrived: once, in one unit of work, with patience for errors and words for refusals."""

# Over 200 lines: everything that one update may meet on its way, in that order.
from collections.abc import AsyncIterator
from datetime import datetime

import pytest
from aiogram import Bot

from bot.conferences.results import conference_failed, conference_made
from bot.road import handling as module
from bot.telegram.results import unreachable
from domain.address import Reach, on_telegram
from domain.conference import Failure, Pending, Trouble
from domain.details import Invitee
from domain.errors import Refusal, Why
from domain.messages.inbox import RawUpdate, Unreachable
from domain.messages.outbox import ClearSecret, Unreadable
from domain.ports import Awaiting
from domain.road import Arrived, Work
from handlers.conversations import PASSWORD, PASSWORD_TTL
from locales import speaking
from tests.integration.usecases.house import IVAN, House
from tests.make import ANNA, ELENA, a_conference, a_person, an_event, telegram_of
from tests.unit.bot.counter import Counter, Desk, at_work, presses, raw, says, types_inline

PAUSES = (0.001, 0.002, 0.003)
OLGA = 1009


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAUSES", PAUSES)


@pytest.fixture
async def counter(house: House) -> AsyncIterator[Counter]:
    async with at_work(house, Desk()) as counter:
        yield counter


async def test_an_update_is_handled_once(counter: Counter) -> None:
    """1. In one unit of work with its mark; what it owes is handed on after the commit. Handed over again: nothing."""
    rows = await counter.takes(says("привет"))
    counter.handling.enqueue(rows)
    await counter.handling.until_idle()
    assert counter.desk.heard == ["привет"]
    assert counter.said() == ["Елена Смирнова: привет"]
    assert await counter.states() == [("done", 0)]


async def test_a_lane_is_handled_in_order(counter: Counter) -> None:
    """2. Also when the first has to be tried once more."""
    counter.desk.raising = [LookupError("a bug")]
    await counter.takes(*(says(str(n), number=n) for n in range(1, 4)))
    assert counter.desk.heard == ["1", "1", "2", "3"]
    assert counter.said() == [f"{ELENA.name}: {n}" for n in range(1, 4)]


async def test_a_row_that_fails_holds_its_lane_for_the_first_pause_only(counter: Counter) -> None:
    """2a. It failed after 1, 5 and 30 s, and the chat behind it was mute for all of them."""
    counter.desk.raising = [LookupError("a bug")] * 2
    await counter.takes(says("1"), says("2", number=2))
    assert counter.desk.heard == ["1", "1", "2", "1"]
    assert await counter.states() == [("done", 2), ("done", 0)]


async def test_an_error_leaves_no_trace_and_is_tried_again(counter: Counter) -> None:
    """3. What was begun is rolled back; the attempt is counted."""
    counter.desk.raising = [LookupError("a bug")] * 3
    await counter.takes(says("привет"))
    assert counter.desk.heard == ["привет"] * 4
    assert counter.said() == ["Елена Смирнова: привет"]
    assert await counter.states() == [("done", 3)]


async def test_a_restart_begins_no_new_ladder(counter: Counter) -> None:
    """3a. Each restart tried what fails as often as ever: what failed before it counts."""
    counter.desk.raising = [LookupError("a bug")] * (len(PAUSES) + 1)
    async with counter.house.units.write() as work:
        (row,) = await work.inbox.put([says("привет")])
        await work.inbox.fail(row.id, "a bug", again=True)
    counter.handling.enqueue(await counter.house.asks(lambda w: w.inbox.leftover()))
    await counter.handling.until_idle()
    assert len(counter.desk.heard) == len(PAUSES)
    assert await counter.states() == [("dead", len(PAUSES) + 1)]


async def test_after_the_last_attempt_the_person_is_told(counter: Counter) -> None:
    """4. In plain words; the row stays, dead, to be looked at."""
    counter.desk.raising = [LookupError("secret detail")] * (len(PAUSES) + 1)
    await counter.takes(says("привет"))
    (said,) = counter.said()
    assert "secret detail" not in said
    assert said.startswith("Что-то сломалось на нашей стороне")
    assert await counter.states() == [("dead", 4)]


async def test_a_refusal_is_worded_and_changes_nothing_else(counter: Counter) -> None:
    """5. What the handler had begun is rolled back, the sentence is said in a unit of work of its own."""
    counter.desk.raising = [Refusal(Why.NOT_THE_ORGANIZER)]
    await counter.takes(says("привет"))
    assert counter.said() == ["Это может сделать только организатор."]
    assert await counter.states() == [("done", 0)]


async def test_an_update_that_cannot_be_read_is_put_aside(counter: Counter) -> None:
    """6. The next one is handled."""
    broken = Arrived("tg:1", "tg:1001", RawUpdate(update={"update_id": 1, "message": {"date": "soon"}}))
    await counter.takes(broken, says("привет", number=2))
    assert [state for state, _ in await counter.states()] == ["poison", "done"]
    assert counter.desk.heard == ["привет"]


async def test_what_bots_send_is_nobodys(counter: Counter) -> None:
    """7. It is marked as handled, and nobody is met."""
    arrived = says("я бот")
    raw(arrived)["message"]["from"]["is_bot"] = True
    await counter.takes(arrived)
    assert counter.desk.heard == []
    assert await counter.states() == [("done", 0)]


async def test_somebody_new_is_met_and_reached(counter: Counter) -> None:
    """8. With the name, the username and the language that Telegram tells."""
    olga = a_person(id=0, telegram_id=OLGA, name="Olga", username="olga")
    arrived = says("hello", olga)
    raw(arrived)["message"]["from"]["language_code"] = "en"
    await counter.takes(arrived)
    known = await counter.house.asks(lambda w: w.people.by_address(on_telegram(OLGA)))
    assert known is not None
    assert (known.name, known.language, known.reach) == ("Olga", "en", Reach.STARTED)
    assert telegram_of(known).username == "olga"


async def test_writing_in_a_group_opens_no_chat(counter: Counter) -> None:
    """9. Telegram lets us write to people who wrote to us, not to everybody who was near."""
    await counter.takes(says("привет всем", IVAN, chat={"id": -100, "type": "group", "title": "Отдел"}))
    assert (await counter.house.person(IVAN)).reach is Reach.NEW


async def test_the_first_words_bring_what_waited(counter: Counter) -> None:
    """10. And the handler knows to which events they are invited by this."""
    event = await counter.house.announced(invitees=(Invitee(IVAN.id),))
    await counter.takes(says("/start", IVAN))
    assert counter.desk.invited == [frozenset({event.id})]
    assert [r.outgoing.message.kind for r in counter.delivered if r.outgoing.lane == telegram_of(IVAN).lane][:2] == [
        "letter",
        "letter.ics",
    ]


async def test_the_person_is_spoken_to_in_their_language(counter: Counter) -> None:
    """11. Anna has English."""
    counter.desk.raising = [Refusal(Why.NOT_THE_ORGANIZER)]
    with speaking("ru"):
        await counter.takes(says("hello", ANNA))
    assert counter.said() == ["Only the organizer can do that."]


async def test_a_toast_never_ends_the_bot(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    """11a. Whatever goes wrong in answering a press: the tap is saved already, and the bot goes on."""

    async def fails(*_: object) -> None:
        raise LookupError("a bug")

    monkeypatch.setattr(Bot, "__call__", fails)
    await counter.takes(presses("x"))
    await counter.takes(says("привет", number=2))
    assert counter.desk.heard == ["привет"]
    assert await counter.states() == [("done", 0)] * 2


async def test_results_and_timers_take_the_same_road(house: House) -> None:
    """12. A room that was made, one that was not, and somebody who cannot be reached."""
    await house.has(conference=Pending())
    await house.has(conference=Pending(), uid="2@planerka")
    async with at_work(house, Desk()) as counter:
        await counter.takes(
            conference_made(1, an_event(), a_conference()),
            conference_failed(2, 2, Failure(Trouble.LIMIT)),
            unreachable(3, telegram_of(ANNA).chat_id, Reach.BLOCKED, house.now),
        )
    assert (await house.event(1)).conference == a_conference()
    assert (await house.event(2)).conference == Pending(Trouble.LIMIT)
    assert (await house.person(ANNA)).reach is Reach.BLOCKED
    assert await counter.states() == [("done", 0)] * 3


async def test_a_row_that_cannot_be_read_is_put_aside_at_once(
    counter: Counter, caplog: pytest.LogCaptureFixture
) -> None:
    """12a. It is tried no more, what is behind it goes on, and the log says what is wrong."""
    odd = Arrived("odd", says("").lane, Unreadable("poll", "unknown kind", {}))
    await counter.takes(odd, says("привет", number=2))
    assert [state for state, _ in await counter.states()] == ["poison", "done"]
    assert any("poll: unknown kind" in line for line in caplog.messages)


async def test_a_result_that_cannot_be_handled_is_tried_again(house: House) -> None:
    """13. Like an update, and given up like one; nobody is told, since nobody asked."""
    attempts: list[datetime] = []

    async def fails(work: Work, now: datetime, message: object) -> None:
        attempts.append(now)
        raise LookupError("a bug")

    async with at_work(house, Desk(), {Unreachable: fails}) as counter:
        await counter.takes(unreachable(3, telegram_of(ANNA).chat_id, Reach.BLOCKED, house.now))
    assert len(attempts) == len(PAUSES) + 1
    assert await counter.states() == [("dead", 4)]
    assert counter.delivered == []


async def test_a_database_that_fails_for_long_costs_no_update(counter: Counter) -> None:
    """14. On a full disk what was taken in already was given up, and came back after the next restart, out of order."""
    units = counter.fails_to_commit()
    units.failures = 4 * len(PAUSES)
    await counter.takes(says("1", number=1), says("2", number=2))
    assert counter.desk.heard == ["1", "1", "2"]
    assert await counter.states() == [("done", 1), ("done", 0)]


async def test_an_update_from_nobody_that_can_be_is_given_up_for_good(counter: Counter) -> None:
    """15. The apology broke over the id that had broken the update: it was tried again at every start."""
    nobody = a_person(id=0, telegram_id=2**70, name="Nobody")
    counter.desk.raising = [OverflowError("no chat has such an id")] * (len(PAUSES) + 1)
    await counter.takes(says("привет", nobody))
    assert await counter.states() == [("dead", 4)]


async def test_what_is_typed_inline_is_given_up_in_silence(counter: Counter) -> None:
    """15a. Whoever typed it is in another chat, and has gone on typing."""
    counter.desk.raising = [LookupError("a bug")] * (len(PAUSES) + 1)
    await counter.takes(types_inline("план"))
    assert await counter.states() == [("dead", 4)]
    assert counter.delivered == []


@pytest.mark.parametrize("again", [0, 1])
async def test_an_update_that_may_hold_a_password_keeps_nothing(counter: Counter, again: int) -> None:
    """16. It is taken out of the chat with the first failure, and out of the inbox and the log with the last."""
    await counter.house.does(lambda w: w.conversations.set(ELENA.id, Awaiting(PASSWORD, 0), PASSWORD_TTL))
    counter.desk.raising = [LookupError("hunter2 is wrong")] * (len(PAUSES) + again)
    await counter.takes(says("hunter2", number=7))
    (clear,) = [row.outgoing for row in counter.delivered if row.outgoing.message.kind == "clear.secret"]
    assert clear.message == ClearSecret(chat=telegram_of(ELENA).chat_id, message=7, person=ELENA.id)
    assert await counter.bodies() == [None]
    assert "hunter2" not in str(await counter.errors())


@pytest.mark.parametrize("command", ["/skype", "/skype@planerka_bot"])
async def test_nor_does_one_with_a_password_behind_the_command(counter: Counter, command: str) -> None:
    """16a. Although nobody had asked for one."""
    counter.desk.raising = [LookupError("a bug")] * (len(PAUSES) + 1)
    await counter.takes(says(f"{command} hunter2"))
    assert await counter.bodies() == [None]
    assert "clear.secret" in [row.outgoing.message.kind for row in counter.delivered]


async def test_nor_does_one_that_cannot_be_read(counter: Counter) -> None:
    """17. The next version of Telegram may send passwords in messages that we cannot read."""
    await counter.house.does(lambda w: w.conversations.set(ELENA.id, Awaiting(PASSWORD, 0), PASSWORD_TTL))
    arrived = says("hunter2")
    raw(arrived)["message"]["date"] = "soon"
    await counter.takes(arrived)
    assert await counter.states() == [("poison", 1)]
    assert await counter.bodies() == [None]
    assert [row.outgoing.message.kind for row in counter.delivered] == ["clear.secret"]


async def test_any_other_stays_to_be_looked_at(counter: Counter) -> None:
    """18. Its body says what could not be handled."""
    counter.desk.raising = [LookupError("a bug")] * (len(PAUSES) + 1)
    await counter.takes(says("привет"))
    (body,) = await counter.bodies()
    assert body is not None
    assert [row.outgoing.message.kind for row in counter.delivered] == ["say"]
