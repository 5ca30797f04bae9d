"""What may be done to an event, and what it refuses."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.attendee import Attendee, Partstat
from domain.conference import Pending, Trouble
from domain.details import Invitee, Role
from domain.errors import Refusal, Why
from domain.event import UNDO_FOR, Event
from tests.make import ALEXANDER, ANNA, ELENA, a_conference, a_person, a_when, an_event
from tests.unit.domain.samples import LINK

NOW = datetime(2028, 8, 1, 12, tzinfo=UTC)
STRANGER = 99
IVAN = a_person(id=4, telegram_id=1004, name="Иван Петров", username="ivan")
CANCELLED = an_event().cancelled("")


def why(act: Callable[[], object]) -> Why:
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value.why


def test_the_organizer_is_the_first() -> None:
    """1. And no attendee; Details name the attendees only."""
    event = an_event()
    assert event.organizer == ELENA
    assert [a.person for a in event.attendees] == [ALEXANDER, ANNA]
    assert event.details.invitees == (Invitee(2), Invitee(3, Role.OPTIONAL))


@pytest.mark.parametrize(
    ("act", "refused"),
    [
        (lambda: an_event().require_attendee(STRANGER), Why.NOT_INVITED),
        (lambda: an_event().organized_by(STRANGER), Why.NOT_INVITED),
        (lambda: an_event().organized_by(ANNA.id), Why.NOT_THE_ORGANIZER),
        (lambda: an_event().answered(STRANGER, Partstat.ACCEPTED, 0), Why.NOT_INVITED),
        (lambda: an_event().answered(ELENA.id, Partstat.ACCEPTED, 0), Why.ORGANIZER_DOES_NOT_ANSWER),
        (lambda: an_event(sequence=2).answered(ANNA.id, Partstat.ACCEPTED, 1), Why.TIME_MOVED),
        (lambda: CANCELLED.answered(ANNA.id, Partstat.ACCEPTED, 9), Why.EVENT_CANCELLED),
        (CANCELLED.not_cancelled, Why.EVENT_CANCELLED),
        (lambda: CANCELLED.cancelled("again"), Why.EVENT_CANCELLED),
        (lambda: an_event().deleted(ANNA.id, NOW), Why.NOT_CANCELLED),
        (lambda: CANCELLED.deleted(STRANGER, NOW), Why.NOT_INVITED),
        (lambda: CANCELLED.restored(STRANGER, NOW), Why.NOT_INVITED),
        (lambda: an_event().reset_told(STRANGER), Why.NOT_INVITED),
    ],
)
def test_what_is_refused(act: Callable[[], object], refused: Why) -> None:
    """2. A stranger learns no more than that they are not invited, whatever the event's state."""
    assert why(act) is refused


def test_a_moved_time_asks_again() -> None:
    """3. RFC 5546 3.2.2.1: the answers were to another time."""
    event = an_event().answered(ANNA.id, Partstat.ACCEPTED, 0)
    moved = event.edited(replace(event.details, when=a_when("2028-08-29 10:00", "2028-08-29 11:00")), (ALEXANDER, ANNA))
    assert moved.sequence == 1
    assert {a.partstat for a in moved.attendees} == {Partstat.NEEDS_ACTION}


def test_other_edits_keep_answers() -> None:
    """4. Also of somebody whose role changes; somebody new has none."""
    event = an_event().answered(ANNA.id, Partstat.ACCEPTED, 0).told(ALEXANDER.id, ANNA.id)
    invitees = (Invitee(ANNA.id), Invitee(IVAN.id, Role.OPTIONAL))
    edited = event.edited(replace(event.details, place="Зал", invitees=invitees), (ANNA, IVAN))
    assert edited.attendees == (
        Attendee(ANNA, Role.REQUIRED, Partstat.ACCEPTED, told=1),
        Attendee(IVAN, Role.OPTIONAL),
    )
    assert (edited.sequence, edited.revision) == (0, 2)


def test_a_conference_is_wanted_once() -> None:
    """5. What there is of it stays as it is, be it the room, the wait or the trouble."""
    event = an_event()
    wanted = event.edited(replace(event.details, conference=True), (ALEXANDER, ANNA))
    assert wanted.conference == Pending()
    for conference in (a_conference(), Pending(), Pending(Trouble.LIMIT)):
        there = replace(event, conference=conference)
        assert there.edited(there.details, (ALEXANDER, ANNA)).conference == conference
        assert there.edited(replace(there.details, conference=False), (ALEXANDER, ANNA)).conference is None


def test_the_link_stands_in_the_description_while_there_is_a_room() -> None:
    """6. It comes with the room and goes with the event."""
    event = an_event(conference=Pending(), description="Отчёт").connected(a_conference())
    assert event.link is not None
    assert event.description == f"Отчёт\n{event.link}"
    closed = event.cancelled("Заболела")
    assert (closed.link, closed.description, closed.comment) == (None, "Отчёт", "Заболела")


def test_a_wait_has_no_link() -> None:
    """7."""
    assert an_event(conference=Pending()).with_pending(Pending(Trouble.UNREACHABLE)).link is None


def test_told_is_the_revision_of_the_letter() -> None:
    """8. Of whoever it was owed to; missed begins anew."""
    event = an_event(revision=5).told(ANNA.id)
    assert [a.told for a in event.people] == [0, 0, 5]
    assert [a.told for a in event.reset_told(ANNA.id).people] == [0, 0, 0]


def test_an_event_leaves_one_calendar_only() -> None:
    """9. The organizer's own, too."""
    gone = CANCELLED.deleted(ANNA.id, NOW).deleted(ELENA.id, NOW)
    assert [a.deleted_at for a in gone.people] == [NOW, None, NOW]


def test_deleting_can_be_undone_for_a_day() -> None:
    """10. To the last moment of it; twice does no harm."""
    gone = CANCELLED.deleted(ANNA.id, NOW)
    assert gone.restored(ANNA.id, NOW + UNDO_FOR) == CANCELLED
    assert CANCELLED.restored(ANNA.id, NOW) == CANCELLED
    assert why(lambda: gone.restored(ANNA.id, NOW + UNDO_FOR + timedelta(microseconds=1))) is Why.UNDO_TOO_LATE


def test_an_event_is_over_when_it_ends() -> None:
    """11."""
    event: Event = an_event()
    assert not event.is_over(event.when.end - timedelta(microseconds=1))
    assert event.is_over(event.when.end)


def test_a_link_that_is_left_in_the_description_is_known() -> None:
    """12. As long as it stands there; the link of the next room takes its place."""
    event = an_event(conference=a_conference(), description=f"Вход: {LINK}\nОтчёт")
    removed = event.edited(replace(event.details, conference=False), (ALEXANDER, ANNA))
    assert (removed.left_link, removed.description) == (LINK, event.description)
    later = removed.edited(replace(removed.details, place="Зал"), (ALEXANDER, ANNA))
    assert later.left_link == LINK
    assert later.edited(replace(later.details, description="Отчёт"), (ALEXANDER, ANNA)).left_link is None
    wanted = later.edited(replace(later.details, conference=True), (ALEXANDER, ANNA))
    assert wanted.left_link == LINK
    new = wanted.connected(a_conference(join_url="https://meet.example.org/elena/NEW"))
    assert new.description == "Вход: https://meet.example.org/elena/NEW\nОтчёт"
    assert new.left_link is None
