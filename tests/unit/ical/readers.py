"""Two more opinions on a calendar object. icalendar wrote it, so its own is the weaker one."""

from typing import Any

from icalendar import Calendar
from vobject import readOne

MAY_REPEAT = {"ATTENDEE", "CONFERENCE", "COMMENT"}


def read_strictly(data: bytes) -> Calendar:
    """By icalendar; fails on what it could not read, on a missing zone and on a repeated property."""
    calendar = Calendar.from_ical(data)
    assert isinstance(calendar, Calendar)
    assert [component.errors for component in calendar.walk() if component.errors] == []
    assert calendar.get_missing_tzids() == set()
    repeated = {name for each in calendar.walk() for name, value in each.items() if isinstance(value, list)}
    assert repeated <= MAY_REPEAT
    return calendar


def event_in(data: bytes) -> Any:
    """The only event; untyped, since icalendar types a property as the union of all that properties can be."""
    (event,) = read_strictly(data).walk("VEVENT")
    return event


def validate_by_vobject(data: bytes) -> None:
    """Raises what vobject has against it."""
    readOne(data.decode()).validate(raiseException=True)
