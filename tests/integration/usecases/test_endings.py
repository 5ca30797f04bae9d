"""Answers, cancelling, deleting, and what is ahead."""

from datetime import timedelta

import pytest

from domain.attendee import Attendee, Partstat
from domain.card import AsksToCancel, Card, ShowsEvent, ShowsNewer
from domain.details import Invitee, Role
from domain.errors import Why
from domain.event import UNDO_FOR, Event
from domain.usecases.answer import Answer
from domain.usecases.cancel import COMMENT_LIMIT, Cancel
from domain.usecases.delete import Delete
from domain.usecases.mark_unreachable import MarkUnreachable
from domain.usecases.shared.cards import CROWD, post_new_card
from domain.usecases.view_events import PAGE, ViewEvents
from tests.integration.usecases.house import IVAN, House, Row
from tests.make import ALEXANDER, ANNA, ELENA, a_conference, a_person, a_when, telegram_of


async def cancelled(house: House, event: Event, comment: str = "") -> Event:
    card = (await house.asks(lambda w: w.cards.of_event(event.id)))[0]
    return await house.does(lambda w: Cancel(w, house.now)(card.showing(AsksToCancel(event.id, comment)), ELENA))


async def crowd(house: House, size: int) -> Event:
    """An event of so many, the organizer among them, each with a card."""
    met = await house.crowd(size - 1)
    people = (Attendee(ELENA, Role.CHAIR, Partstat.ACCEPTED), *(Attendee(p, told=1) for p in met))
    event = await house.has(people=people)
    cards = [Card(0, p.id, telegram_of(p).chat_id, ShowsEvent(event.id)) for p in met]
    await house.does(lambda w: w.cards.add(*cards))
    return event


def at_once(house: House) -> list[Row]:
    return [r for r in house.kinds("card") if r.due_at <= house.now]


async def test_an_answer_shows_at_once_in_a_small_round(house: House) -> None:
    """1. In every copy of the card, without a letter."""
    event = await house.announced()
    await house.does(lambda w: Answer(w, house.now)(event.id, ANNA, Partstat.TENTATIVE, 0))
    assert (len(at_once(house)), len(house.owed)) == (3, 3)
    assert (await house.event()).revision == event.revision


async def test_the_same_answer_again_edits_nothing(house: House) -> None:
    """2. Telegram's clients may repeat a press."""
    event = await house.announced()
    await house.does(lambda w: Answer(w, house.now)(event.id, ANNA, Partstat.ACCEPTED, 0))
    await house.does(lambda w: Answer(w, house.now)(event.id, ANNA, Partstat.ACCEPTED, 0))
    assert house.owed == []


@pytest.mark.parametrize(("people", "waiting"), [(CROWD, 0), (CROWD + 1, CROWD - 1)])
async def test_in_a_crowd_the_others_see_answers_once_a_minute(house: House, people: int, waiting: int) -> None:
    """3. The person and the organizer at once; each tap would cost hundreds of edits otherwise."""
    event = await crowd(house, people)
    someone = event.attendees[0].person
    house.clock.now += timedelta(seconds=17)
    await house.does(lambda w: Answer(w, house.now)(event.id, someone, Partstat.ACCEPTED, 0))
    later = [r for r in house.kinds("card") if r not in at_once(house)]
    assert (len(later), len(at_once(house))) == (waiting, people - waiting)
    assert {r.due_at for r in later} <= {house.now.replace(second=0) + timedelta(minutes=1)}
    assert {"tg:1001", telegram_of(someone).lane} <= {r.lane for r in at_once(house)}


async def test_a_crowds_second_answer_in_a_minute_adds_no_edit(house: House) -> None:
    """4. One row a card and a minute, whoever answered; the next minute has its own."""
    event = await crowd(house, CROWD + 1)
    one, other = (a.person for a in event.attendees[:2])
    await house.does(lambda w: Answer(w, house.now)(event.id, one, Partstat.ACCEPTED, 0))
    await house.does(lambda w: Answer(w, house.now)(event.id, other, Partstat.ACCEPTED, 0))
    assert [r.lane for r in house.owed if r not in at_once(house)] == [telegram_of(one).lane]
    house.clock.now += timedelta(minutes=1)
    await house.does(lambda w: Answer(w, house.now)(event.id, one, Partstat.DECLINED, 0))
    assert len([r for r in house.owed if r not in at_once(house)]) == CROWD - 1


async def test_cancelling_tells_everybody_who_knew(house: House) -> None:
    """5. With the word and a file; the room goes, every card is redrawn, nothing is told of it again."""
    event = await house.has(conference=a_conference())
    gone = await cancelled(house, event, "Жаль")
    assert house.letters() == [("cancelled", "Anna"), ("cancelled", "Александр")]
    assert len(house.kinds("letter.ics")) == 2
    assert [r.body["conference"] for r in house.kinds("conference.delete")] == [a_conference().id]
    assert await house.event() == gone
    assert (gone.comment, gone.conference, gone.sequence) == ("Жаль", None, 1)


async def test_cancelling_is_not_told_to_who_never_knew(house: House) -> None:
    """6. Nor to somebody who cannot be reached."""
    event = await house.announced(invitees=(Invitee(ALEXANDER.id), Invitee(ANNA.id), Invitee(IVAN.id)))
    await house.does(
        lambda w: MarkUnreachable(w, house.now)(telegram_of(ANNA).key, a_person().reach.BLOCKED, house.now)
    )
    await cancelled(house, event)
    assert house.letters() == [("cancelled", "Александр")]


async def test_a_question_can_be_taken_back(house: House) -> None:
    """7. The card asks, with the comment typed so far, and shows the event again; nobody hears of it."""
    event = await house.announced()
    card = (await house.asks(lambda w: w.cards.of_event(event.id)))[0]
    asking = await house.does(lambda w: Cancel(w, house.now).ask(card, ELENA, " Жаль \n"))
    assert asking.shows == AsksToCancel(event.id, "Жаль")
    assert await house.asks(lambda w: w.cards.get(card.id)) == asking
    await house.does(lambda w: Cancel(w, house.now).keep(asking, ELENA))
    assert await house.asks(lambda w: w.cards.get(card.id)) == card
    assert [r.kind for r in house.owed] == ["card"]


async def test_a_comment_has_a_limit(house: House) -> None:
    """8."""
    event = await house.announced()
    card = (await house.asks(lambda w: w.cards.of_event(event.id)))[0]
    comment = "x" * (COMMENT_LIMIT + 1)
    assert await house.refuses(lambda w: Cancel(w, house.now).ask(card, ELENA, comment)) is Why.TOO_LONG


async def test_an_event_is_cancelled_once(house: House) -> None:
    """9."""
    event = await house.announced()
    card = (await house.asks(lambda w: w.cards.of_event(event.id)))[0]
    await cancelled(house, event)
    assert await house.refuses(lambda w: Cancel(w, house.now)(card, ELENA)) is Why.EVENT_CANCELLED


async def test_a_cancelled_event_leaves_ones_own_calendar(house: House) -> None:
    """10. And comes back; nobody else notices."""
    event = await house.announced()
    await cancelled(house, event)
    await house.does(lambda w: Delete(w, house.now)(event.id, ANNA))
    assert {r.lane for r in house.owed} == {"tg:1003"}
    assert await house.asks(lambda w: ViewEvents(w, house.now).upcoming(ANNA, 0)) == ((), False)
    assert len((await house.asks(lambda w: ViewEvents(w, house.now).upcoming(ALEXANDER, 0)))[0]) == 1
    house.clock.now += UNDO_FOR
    await house.does(lambda w: Delete(w, house.now).undo(event.id, ANNA))
    assert len((await house.asks(lambda w: ViewEvents(w, house.now).upcoming(ANNA, 0)))[0]) == 1


async def test_undoing_ends_after_a_day(house: House) -> None:
    """11."""
    event = await house.announced()
    await cancelled(house, event)
    await house.does(lambda w: Delete(w, house.now)(event.id, ANNA))
    house.clock.now += UNDO_FOR + timedelta(seconds=1)
    assert await house.refuses(lambda w: Delete(w, house.now).undo(event.id, ANNA)) is Why.UNDO_TOO_LATE


@pytest.mark.parametrize(("events", "more"), [(PAGE, False), (PAGE + 1, True)])
async def test_what_is_ahead_comes_in_pages(house: House, events: int, more: bool) -> None:
    """12. The soonest first; what is over is not ahead."""
    for n in range(events):
        await house.has(uid=f"{n}@planerka", when=a_when(f"2028-08-{20 - n} 10:00", f"2028-08-{20 - n} 11:00"))
    page, has_more = await house.asks(lambda w: ViewEvents(w, house.now).upcoming(ANNA, 0))
    assert (len(page), has_more) == (PAGE, more)
    assert [p.when.start for p in page] == sorted(p.when.start for p in page)
    rest, _ = await house.asks(lambda w: ViewEvents(w, house.now).upcoming(ANNA, 1))
    assert len(rest) == events - PAGE
    house.clock.now = a_when("2028-08-21 10:00", "2028-08-21 11:00").start
    assert await house.asks(lambda w: ViewEvents(w, house.now).upcoming(ANNA, 0)) == ((), False)


async def test_a_cancelled_event_leaves_each_person_one_card(house: House) -> None:
    """13. Each message that somebody had about it became a tombstone of its own; the older ones point to the newest."""
    event = await house.announced()
    for person in (ELENA, ALEXANDER):
        await house.does(lambda w, p=person: post_new_card(w, event, p, telegram_of(p).chat_id))  # type: ignore[misc]
    before = await house.asks(lambda w: w.cards.of_event(event.id))
    assert len(before) == 5
    await cancelled(house, event)
    whole = await house.asks(lambda w: w.cards.of_event(event.id))
    assert sorted((c.reader, c.letter is not None) for c in whole) == [(1, False), (2, True), (3, True)]
    older = [await house.asks(lambda w, c=c: w.cards.get(c.id)) for c in before if c not in whole]  # type: ignore[misc]
    assert [c.shows for c in older] == [ShowsNewer(event.id)] * 4
    assert {c.id for c in before} <= {r.body["card"] for r in house.kinds("card")}, "all are drawn again"
