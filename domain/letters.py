"""Letters: one message to one person about one occasion."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.details import Change
from domain.event import Event
from domain.person import Person
from domain.when import When


class Occasion(StrEnum):
    """Why a person is written to."""

    INVITED = "invited"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    UNINVITED = "uninvited"  # taken off the list of attendees
    NO_CONFERENCE = "no_conference"  # to the organizer: the room was not made
    NEW_LINK = "new_link"  # the server lost the room, and another one was made


@dataclass(frozen=True)
class OtherEvent:
    """Another event on the same day of the reader («Другие события дня»)."""

    event_id: int
    summary: str
    when: When
    clashes: bool


@dataclass(frozen=True)
class Letter:
    """`event` is the event as of the change (its `revision` is part of the key), `at` the time of the change, in UTC.

    `changes` are for CHANGED only; `names` are pairs of the id and the name of each person in `changes`.
    """

    occasion: Occasion
    event: Event
    reader: Person
    at: datetime
    others: tuple[OtherEvent, ...] = ()
    changes: tuple[Change, ...] = ()
    names: tuple[tuple[int, str], ...] = ()

    @property
    def key(self) -> str:
        """Unique: there is at most one letter to a reader per occasion and revision."""
        return f"{self.occasion}:{self.event.id}:{self.event.revision}:{self.reader.id}"

    def is_current(self, is_cancelled: bool, told: int | None) -> bool:
        """Whether it may still be sent. `told` is the reader's Attendee.told now, None if they are not in the event.

        False once it is overtaken: UNINVITED if the reader was added again; any other but CANCELLED if the event was
        cancelled, the reader removed, or a newer letter posted to them.
        """
        match self.occasion:
            case Occasion.CANCELLED:
                return is_cancelled
            case Occasion.UNINVITED:
                return told is None
        return not is_cancelled and told is not None and (told <= 0 or told == self.event.revision)
