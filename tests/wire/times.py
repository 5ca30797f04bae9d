"""Rules 11 to 15: instants, repetition and zones (RFC 5545 3.3.5, 3.3.10, 3.6.5)."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tests.wire.lines import Line
from tests.wire.tree import Component

_DATE = re.compile(r"\d{8}")
_LOCAL = re.compile(r"\d{8}T\d{6}")
_UTC = re.compile(r"\d{8}T\d{6}Z")


def faults(calendar: Component) -> Iterator[str]:
    events = calendar.components("VEVENT")
    for event in events:
        for line in (*event.all("DTSTART"), *event.all("DTEND")):
            if not _is_fixed(line):
                yield f"11: {line.name} is floating or no time: {line.value}"
        yield from _order(event)
    for component in calendar.walk():
        yield from _rules(component)
    yield from _kinds(events)
    yield from _zones(calendar)


def _is_fixed(line: Line) -> bool:
    if line.params.get("VALUE") == "DATE":
        return bool(_DATE.fullmatch(line.value))
    return bool((_LOCAL if "TZID" in line.params else _UTC).fullmatch(line.value))


def _order(event: Component) -> Iterator[str]:
    if event.all("DTEND") and event.all("DURATION"):
        yield "12: DTEND beside DURATION"
    start, end = event.first("DTSTART"), event.first("DTEND")
    if start and end and _is_fixed(start) and _is_fixed(end) and _instant(end) <= _instant(start):
        yield f"12: DTEND {end.value} is not later than DTSTART {start.value}"


def _instant(line: Line) -> datetime:
    try:
        zone = ZoneInfo(line.params.get("TZID", "UTC"))
    except (ZoneInfoNotFoundError, ValueError):
        return datetime.fromisoformat(line.value).replace(tzinfo=UTC)  # a name of its own: the order is near enough
    return datetime.fromisoformat(line.value.removesuffix("Z")).replace(tzinfo=zone)


def _rules(component: Component) -> Iterator[str]:
    rules = component.all("RRULE")
    if len(rules) > 1:
        yield "13: two RRULEs"
    for line in rules:
        parts = dict(part.upper().partition("=")[::2] for part in line.value.split(";"))
        until = parts.get("UNTIL", "")
        if "T" in until and not _UTC.fullmatch(until):
            yield f"13: UNTIL is not in UTC: {until}"
        if until and "COUNT" in parts:
            yield "13: UNTIL beside COUNT"


def _kinds(events: list[Component]) -> Iterator[str]:
    master = next((event for event in events if event.first("RECURRENCE-ID") is None), None)
    for event in events:
        start = (master or event).first("DTSTART")
        for name in ("EXDATE", "RDATE", "RECURRENCE-ID"):
            for line in event.all(name):
                if start is not None and any(_kind(line, each) != _kind(start) for each in line.value.split(",")):
                    yield f"14: {name} has not the value type and zone of DTSTART: {line.value}"


def _kind(line: Line, value: str | None = None) -> tuple[str, str | None, bool]:
    return (line.params.get("VALUE", "DATE-TIME"), line.params.get("TZID"), (value or line.value).endswith("Z"))


def _zones(calendar: Component) -> Iterator[str]:
    used = {line.params["TZID"] for part in calendar.walk() for line in part.lines if "TZID" in line.params}
    zones = calendar.components("VTIMEZONE")
    defined = {zone.value("TZID") for zone in zones}
    for name in used - defined:
        yield f"15: no VTIMEZONE for {name}"
    for unused in defined - used:
        yield f"15: nobody uses the VTIMEZONE {unused}"
    if any(part.all("RDATE") for zone in zones for part in zone.walk()):
        yield "15: a VTIMEZONE with RDATE"
