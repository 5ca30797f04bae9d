"""The entries of a person's own calendar."""

from dataclasses import dataclass

from domain.attendee import Partstat
from domain.when import When


@dataclass(frozen=True)
class Planned:
    """An event in the calendar of its organizer or of an attendee, with their own role and answer."""

    event_id: int
    summary: str
    when: When
    is_organizer: bool
    partstat: Partstat
    has_conference: bool
    is_cancelled: bool
