"""Whatever people type, the file stays whole: it passes the wire check and reads back as it was meant."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ical.people import NAME_LIMIT
from bot.ical.text import line, lines, parameter
from bot.ical.writer import Method
from domain.attendee import Attendee
from domain.details import PLACE_LIMIT, SUMMARY_LIMIT
from domain.event import Event
from tests.make import a_conference, an_event
from tests.unit.ical.readers import event_in, read_strictly, validate_by_vobject
from tests.unit.ical.samples import CANCELLED, mailed, published
from tests.wire import faults

# Surrogates and controls as well, and often the characters that iCalendar, its quoting and its folding care about.
SIGNS = (*'\\;,:"\n\r\t\x00\x07\x85\u2028\u202e\ufeff', "\r\n", "\\n", "\\N", "^'")
PIECES = ("END:VEVENT", "ATTENDEE:mailto:x@y.z", "я", "🎉", "👩\u200d💻", "e\u0301", "\ud800")
TRICKY = st.sampled_from(SIGNS + PIECES)
TEXT = st.lists(TRICKY | st.text(st.characters(), max_size=40), max_size=12).map("".join)
CONFERENCES = st.none() | st.just(a_conference()) | st.just(a_conference(join_url="https://meet.example.org/a,b;c?d=e"))


@st.composite
def events(draw: st.DrawFn) -> Event:
    people = tuple(Attendee(replace(a.person, name=draw(TEXT)), a.role) for a in an_event().people)
    texts = {"summary": draw(TEXT), "place": draw(TEXT), "description": draw(TEXT)}
    return an_event(people=people, conference=draw(CONFERENCES), **texts)


def is_whole(data: bytes) -> None:
    assert faults(data) == []
    read_strictly(data)
    validate_by_vobject(data)


@given(events())
@settings(deadline=None)
def test_any_text_makes_a_whole_file(event: Event) -> None:
    is_whole(published(event))
    is_whole(mailed(event, Method.REQUEST))


@given(TEXT)
@settings(deadline=None)
def test_any_last_word_makes_a_whole_file(word: str) -> None:
    is_whole(published(replace(CANCELLED, comment=word)))
    is_whole(mailed(replace(CANCELLED, comment=word), Method.CANCEL))


@given(events())
@settings(deadline=None)
def test_what_was_typed_reads_back(event: Event) -> None:
    """The same component and properties as with harmless text, and the cleaned text as their values."""
    read = event_in(published(event))
    summary, place = line(event.summary, SUMMARY_LIMIT), line(event.place, PLACE_LIMIT)
    assert str(read["summary"]) == summary
    assert str(read.get("location", "")) == "\n".join(filter(None, (place, event.link)))
    assert read["organizer"].params["CN"] == parameter(event.organizer.name, NAME_LIMIT)
    assert set(read) == set(event_in(published(_harmless(event))))


def _harmless(event: Event) -> Event:
    """The same event with a plain word wherever something is said."""
    place = line(event.place, PLACE_LIMIT) and "x"
    description = lines(event.description, 4000) and "x"
    return an_event(conference=event.conference, summary="x", place=place, description=description)
