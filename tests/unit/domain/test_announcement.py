"""What has changed since a reader was told of the event, and which letters may still be sent."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from domain.announcement import changes_since
from domain.attendee import LETTER_GIVEN_UP
from domain.conference import Pending
from domain.details import Change, Invitee
from domain.event import Event
from domain.letters import Letter, Occasion
from tests.make import ALEXANDER, ANNA, a_conference, a_when, an_event

LATER = a_when("2028-08-29 10:00", "2028-08-29 11:00")
ROOM, OTHER = a_conference(), a_conference(id="OTHER", join_url="https://meet.example.org/elena/OTHER")
LINK = ROOM.join_url
PLAIN = an_event(description="Повестка")
WANTED = replace(PLAIN, conference=Pending())
LINKED = WANTED.connected(ROOM)


def edited(event: Event, **details: Any) -> Event:
    return event.edited(replace(event.details, **details), (ALEXANDER, ANNA))


def fields(known: Event, event: Event) -> list[str]:
    return [change.field for change in changes_since(known, event)]


def test_what_differs() -> None:
    """1. However many steps lie between."""
    assert changes_since(PLAIN, edited(edited(PLAIN, place="Зал"), place="Кафе")) == (Change("place", "", "Кафе"),)
    assert changes_since(PLAIN, edited(edited(PLAIN, place="Зал"), place="")) == ()
    assert fields(PLAIN, edited(PLAIN, invitees=(Invitee(ANNA.id),))) == ["invitees"]


def test_a_time_that_is_back() -> None:
    """2. The answers were dropped on the way."""
    back = edited(edited(PLAIN, when=LATER), when=PLAIN.when)
    assert changes_since(PLAIN, back) == (Change("when", PLAIN.when, PLAIN.when),)
    assert changes_since(back, edited(back, place="Зал")) == (Change("place", "", "Зал"),)


def test_a_link_that_came_by_itself_is_no_change_of_the_description() -> None:
    """3. Neither the first one, nor one in the place of another."""
    assert changes_since(WANTED, LINKED) == ()
    assert fields(PLAIN, edited(PLAIN, conference=True).connected(ROOM)) == ["conference"]
    again = edited(edited(LINKED, conference=False), conference=True).connected(OTHER)
    assert changes_since(edited(LINKED, conference=False), again) == (Change("conference", False, True),)


def test_what_the_organizer_does_about_the_link_in_the_description() -> None:
    """4. That is a change, whether or not it came since."""
    without = edited(LINKED, description="Повестка")
    for known in (WANTED, LINKED):
        assert changes_since(known, without) == (Change("description", f"Повестка\n{LINK}", "Повестка"),)
    assert fields(without, edited(without, place="Зал")) == ["place"]


@pytest.mark.parametrize("lost", [True, False])
def test_another_link_than_the_known(lost: bool) -> None:
    """5. The known one is dead, whether the server lost the room or the organizer took it away for a while."""
    without = LINKED.conference_lost() if lost else edited(LINKED, conference=False)
    wanted = without if lost else edited(without, conference=True)
    assert changes_since(LINKED, wanted) == ()
    assert changes_since(LINKED, wanted.connected(OTHER)) == (Change("conference", True, True),)
    assert changes_since(LINKED, wanted.connected(ROOM)) == ()


@pytest.mark.parametrize("occasion", [Occasion.INVITED, Occasion.CHANGED, Occasion.NEW_LINK, Occasion.NO_CONFERENCE])
def test_which_letters_stand(occasion: Occasion) -> None:
    """6. The last one for its reader, as long as the event stands and they are in it."""
    letter = Letter(occasion, an_event(revision=5), ANNA, datetime(2028, 8, 1, tzinfo=UTC))
    assert {told for told in (0, LETTER_GIVEN_UP, 4, 5, 6, None) if letter.is_current(False, 5, told)} == {
        0,
        LETTER_GIVEN_UP,
        5,
    }
    assert {told for told in (0, LETTER_GIVEN_UP, 4, 5, 6, None) if letter.is_current(False, 6, told)} == {5}
    assert not any(letter.is_current(True, 5, told) for told in (0, 5, None))


def test_which_letters_of_before_the_upgrade_stand() -> None:
    """6a. Beside the newest of them, until a letter of now takes the place of all."""
    letter = Letter(Occasion.CHANGED, an_event(revision=5), ANNA, datetime(2028, 8, 1, tzinfo=UTC), goes_with=7)
    assert {told for told in (LETTER_GIVEN_UP, 4, 5, 6, 7, 8, None) if letter.is_current(False, 7, told)} == {
        LETTER_GIVEN_UP,
        5,
        7,
    }
    assert not letter.is_current(True, 7, 7)


def test_which_letters_about_an_end_stand() -> None:
    """7. As long as it is one."""
    letter = Letter(Occasion.CANCELLED, an_event(revision=5), ANNA, datetime(2028, 8, 1, tzinfo=UTC))
    assert (letter.is_current(True, 5, 4), letter.is_current(False, 5, 4)) == (True, False)
    letter = replace(letter, occasion=Occasion.UNINVITED)
    off = (letter.is_current(False, 5, None), letter.is_current(True, 5, None), letter.is_current(False, 5, 0))
    assert off == (True, True, False)
