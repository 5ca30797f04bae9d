"""A person in an event: their role, their answer, and what they have been told."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.details import Role
from domain.person import Person

LETTER_GIVEN_UP = -1
"""In `Attendee.told` instead of a revision: delivery was given up, although the person can be reached."""


class Partstat(StrEnum):
    """RFC 5545 3.2.12: the answer of an attendee."""

    NEEDS_ACTION = "NEEDS-ACTION"
    ACCEPTED = "ACCEPTED"
    TENTATIVE = "TENTATIVE"
    DECLINED = "DECLINED"


@dataclass(frozen=True)
class Attendee:
    """`told` is the event's revision in the last letter posted to them, 0 if there was none, or LETTER_GIVEN_UP.

    `deleted_at` is when they deleted the event from their own calendar.
    """

    person: Person
    role: Role = Role.REQUIRED
    partstat: Partstat = Partstat.NEEDS_ACTION
    told: int = 0
    deleted_at: datetime | None = None
