"""Writes an event as the calendar object of one iTIP message (RFC 5546).

Times are written in UTC, without VTIMEZONE: an event takes place once, so its instants are enough, and programs differ
widely in how they read a zone. The local time is in the text of the letter that comes with the file.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType

import icalendar

from bot.ical import people, place
from bot.ical.place import Labels
from bot.ical.text import Text, line, lines
from domain.attendee import Attendee
from domain.details import SUMMARY_LIMIT
from domain.event import Event

PRODUCT = "-//Planerka//Planerka//EN"
COMMENT_LIMIT = 4000
_NO_ADDRESSES: Mapping[int, str] = MappingProxyType({})


class Method(StrEnum):
    """RFC 5546 1.4. A file in a chat is a PUBLISH: it has no list of recipients and expects no answer by mail."""

    PUBLISH = "PUBLISH"
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


def write(
    event: Event,
    method: Method,
    at: datetime,
    *,
    organizer_address: str,
    labels: Labels,
    addresses: Mapping[int, str] = _NO_ADDRESSES,
    removed: Attendee | None = None,
) -> bytes:
    """The file's bytes. `at` is the time of this message; answers go to `organizer_address` (NO_MAILBOX without mail).

    `addresses`: mailboxes by person id. REQUEST and CANCEL list the attendees who have one, PUBLISH lists none.
    `removed`: the one attendee taken off an event that goes on, for CANCEL.
    Raises ValueError when the method does not fit the event, no attendee has a mailbox, an address is not a plain
    mailbox, or a datetime is naive.
    """
    _check(event, method, removed)
    body = icalendar.Event()
    invited = _attendees(event if removed is None else removed, method, addresses)
    organizer = ("organizer", people.organizer(event.organizer, organizer_address))
    where = () if removed else place.properties(event, labels)  # a removed attendee gets no link
    for name, value in (*_core(event, at), *where, *_state(event, method), organizer, *invited):
        body.add(name, value)
    return _calendar(method, body)


def _check(event: Event, method: Method, removed: Attendee | None) -> None:
    if removed is not None and method is not Method.CANCEL:
        raise ValueError(f"{method} cannot take an attendee off: only CANCEL can")
    if method is Method.REQUEST and event.is_cancelled:
        raise ValueError("REQUEST is not for a cancelled event")
    if method is Method.CANCEL and event.is_cancelled is (removed is not None):
        raise ValueError("CANCEL is for a cancelled event, or for one attendee taken off an event that goes on")


def _core(event: Event, at: datetime) -> Iterator[tuple[str, object]]:
    yield "uid", event.uid
    yield "dtstamp", _utc(at)
    yield "sequence", event.sequence
    yield "dtstart", _utc(event.when.start)
    yield "dtend", _utc(event.when.end)
    yield "summary", Text(line(event.summary, SUMMARY_LIMIT))
    if comment := lines(event.comment, COMMENT_LIMIT):
        yield "comment", Text(comment)


def _state(event: Event, method: Method) -> Iterator[tuple[str, object]]:
    """Without STATUS for a removed attendee: the event itself is not cancelled (RFC 5546 3.2.5)."""
    gone = method is Method.CANCEL or event.is_cancelled
    if event.is_cancelled or not gone:
        yield "status", event.status.value
    yield "class", "PUBLIC"
    yield "transp", "TRANSPARENT" if gone else "OPAQUE"
    yield "x-microsoft-cdo-busystatus", "FREE" if gone else "BUSY"  # Outlook's TRANSP


def _attendees(whom: Event | Attendee, method: Method, addresses: Mapping[int, str]) -> list[tuple[str, object]]:
    if method is Method.PUBLISH:
        return []
    listed = whom.people if isinstance(whom, Event) else (whom,)
    found = [("attendee", each) for each in people.attendees(listed, addresses, asked=method is Method.REQUEST)]
    if not found and (method is Method.REQUEST or isinstance(whom, Attendee)):
        raise ValueError(f"{method} needs an attendee with a mailbox")
    return list(found)


def _calendar(method: Method, body: icalendar.Event) -> bytes:
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method.value)
    calendar.add_component(body)
    data: bytes = calendar.to_ical(sorted=False)  # UTF-8, CRLF, folded at 75 octets
    return data


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"a naive datetime would be written as floating, another instant for every reader: {moment}")
    return moment.astimezone(UTC)
