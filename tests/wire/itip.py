"""Rules 7, 8, 9 and 16: what an object says as a message (RFC 5546 3.2) or as a CalDAV resource (RFC 4791 4.1)."""

import re
from collections.abc import Iterator

from tests.wire.tree import Component

_STATUSES = {"REQUEST": {"TENTATIVE", "CONFIRMED"}, "CANCEL": {"CANCELLED"}}
_ANY_STATUS = {"TENTATIVE", "CONFIRMED", "CANCELLED"}
_METHODS = {"PUBLISH", "REQUEST", "CANCEL", "REPLY"}  # those whose tables are written out here
_ONCE = (
    "SUMMARY", "SEQUENCE", "STATUS", "RECURRENCE-ID", "DESCRIPTION", "LOCATION", "URL", "CLASS", "TRANSP", "PRIORITY",
    "GEO", "DTEND", "DURATION", "CREATED", "LAST-MODIFIED",
)  # fmt: skip
_UTC = re.compile(r"\d{8}T\d{6}Z")
_IN_CALDAV = ""  # instead of a method


def faults(calendar: Component, in_caldav: bool) -> Iterator[str]:
    method = _IN_CALDAV if in_caldav else (calendar.value("METHOD") or "").upper()
    yield from _calendar(calendar, in_caldav)
    events = calendar.components("VEVENT")
    if not events:
        yield "9: no VEVENT"
    for name in {part.name for part in calendar.components("VTODO", "VJOURNAL", "VFREEBUSY")}:
        yield f"9: a {name} beside the events"
    for event in events:
        yield from _identity(event, method)
        yield from _table(event, method)
    yield from _versions(events)


def _calendar(calendar: Component, in_caldav: bool) -> Iterator[str]:
    if [line.value for line in calendar.all("VERSION")] != ["2.0"]:
        yield "7: VERSION:2.0 once"
    if len(calendar.all("PRODID")) != 1:
        yield "7: PRODID once"
    methods = [line.value.upper() for line in calendar.all("METHOD")]
    if in_caldav and methods:
        yield "7: METHOD in a CalDAV resource"
    if not in_caldav and (len(methods) != 1 or methods[0] not in _METHODS):
        yield f"7: METHOD once, one of {', '.join(sorted(_METHODS))}"


def _identity(event: Component, method: str) -> Iterator[str]:
    for name in ("UID", "DTSTAMP"):
        if len(event.all(name)) != 1 or not event.value(name):
            yield f"8: {name} once"
    starts, organizers = len(event.all("DTSTART")), len(event.all("ORGANIZER"))
    if starts > 1 or (not starts and method not in {"CANCEL", "REPLY"}):
        yield "8: DTSTART once"
    if organizers > 1 or (not organizers and method != _IN_CALDAV):
        yield "8: ORGANIZER once"
    if not all(_UTC.fullmatch(line.value) for line in event.all("DTSTAMP")):
        yield "8: DTSTAMP is not in UTC"


def _table(event: Component, method: str) -> Iterator[str]:
    for name in _ONCE:
        if len(event.all(name)) > 1:
            yield f"9: {name} twice"
    if method in {"PUBLISH", "REQUEST"} and not event.all("SUMMARY"):
        yield f"9: {method} without SUMMARY"
    if not re.fullmatch(r"\d+", event.value("SEQUENCE") or ""):
        yield "9: no SEQUENCE"
    elif method == "CANCEL" and event.value("SEQUENCE") == "0":
        yield "9: CANCEL whose SEQUENCE was not raised"
    yield from _status(event, method)
    if event.components("VALARM") and method in {"CANCEL", "REPLY"}:
        yield f"9: VALARM in {method}"
    yield from _attendees(event, method)


def _status(event: Component, method: str) -> Iterator[str]:
    if (status := event.value("STATUS")) is not None and status not in _STATUSES.get(method, _ANY_STATUS):
        yield f"9: STATUS:{status} in {method or 'CalDAV'}"
    if event.all("REQUEST-STATUS") and method != "REPLY":
        yield f"9: REQUEST-STATUS in {method or 'CalDAV'}"


def _attendees(event: Component, method: str) -> Iterator[str]:
    count = len(event.all("ATTENDEE"))
    if method == "PUBLISH" and count:
        yield "9: PUBLISH with ATTENDEE"
    if method == "REQUEST" and not count:
        yield "9: REQUEST without ATTENDEE"
    delegates = any("DELEGATED-TO" in line.params for line in event.all("ATTENDEE"))
    if method == "REPLY" and count not in ({1, 2} if delegates else {1}):
        yield f"9: REPLY with {count} ATTENDEE"
    everybody = method == "CANCEL" and event.value("STATUS") is None and not event.all("RECURRENCE-ID")
    if everybody and not count:
        yield "9: CANCEL that neither cancels the event nor names a person"


def _versions(events: list[Component]) -> Iterator[str]:
    if len({event.value("UID") for event in events}) > 1:
        yield "16: two UIDs in one object"
    if sum(1 for event in events if event.first("RECURRENCE-ID") is None) > 1:
        yield "16: two masters in one object"
    instances = [event.value("RECURRENCE-ID") for event in events if event.first("RECURRENCE-ID")]
    if len(instances) != len(set(instances)):
        yield "16: an instance twice"
