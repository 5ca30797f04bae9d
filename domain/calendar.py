"""A person's own calendar, line by line."""

from dataclasses import dataclass

from domain.attendee import Partstat
from domain.when import When


@dataclass(frozen=True)
class Planned:
    """A line of somebody's calendar."""

    event_id: int
    summary: str
    when: When
    is_organizer: bool
    partstat: Partstat
    has_conference: bool
    is_cancelled: bool
