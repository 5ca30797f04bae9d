"""A person in an event: in which role, with which answer, and what they have been told."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.details import Role
from domain.person import Person

GIVEN_UP = -1  # instead of the revision told: the letter could not be delivered, although the person can be written to


class Partstat(StrEnum):
    """RFC 5545 3.2.12: the answer of an attendee."""

    NEEDS_ACTION = "NEEDS-ACTION"
    ACCEPTED = "ACCEPTED"
    TENTATIVE = "TENTATIVE"
    DECLINED = "DECLINED"


@dataclass(frozen=True)
class Attendee:
    """`told` is the revision of the last letter for them (0: none, or GIVEN_UP), `deleted_at` when they hid it."""

    person: Person
    role: Role = Role.REQUIRED
    partstat: Partstat = Partstat.NEEDS_ACTION
    told: int = 0
    deleted_at: datetime | None = None
