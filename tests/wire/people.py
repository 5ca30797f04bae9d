"""Rule 10: addresses of people (RFC 5545 3.3.3)."""

import re
from collections.abc import Iterator

from tests.wire.tree import Component

_MAILTO = re.compile(r"mailto:[^\s@]+@[^\s@]+", re.IGNORECASE)


def faults(calendar: Component) -> Iterator[str]:
    for event in calendar.components("VEVENT"):
        for line in (*event.all("ORGANIZER"), *event.all("ATTENDEE")):
            if not _MAILTO.fullmatch(line.value):
                yield f"10: {line.name} is no mailto: address: {line.value}"
        attendees = [line.value.lower() for line in event.all("ATTENDEE")]
        if len(attendees) != len(set(attendees)):
            yield "10: an attendee twice"
