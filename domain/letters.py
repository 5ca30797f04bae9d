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

    `changes` are what an edit changed, for CHANGED only; `names` are those of the people in `changes`, by person id.
    `goes_with` is the revision of a newer letter that leaves this one standing: the bot of before the upgrade owed a
    reader one letter for each change, and the newest says nothing of what the others say.
    """

    occasion: Occasion
    event: Event
    reader: Person
    at: datetime
    others: tuple[OtherEvent, ...] = ()
    changes: tuple[Change, ...] = ()
    names: tuple[tuple[int, str], ...] = ()
    goes_with: int | None = None

    @property
    def key(self) -> str:
        """Unique: there is at most one letter to a reader per occasion and revision."""
        return f"{self.occasion}:{self.event.id}:{self.event.revision}:{self.reader.id}"

    def is_current(self, is_cancelled: bool, revision: int, told: int | None) -> bool:
        """Whether it is still to be sent: `revision` is the event's now, `told` the reader's; None: not in the event.

        Not if the event was cancelled meanwhile, the reader taken off or taken in again, or another letter is the last
        one for them to know. For somebody who counts as never told, that is the invitation to the event as it is now.
        """
        match self.occasion:
            case Occasion.CANCELLED:
                return is_cancelled
            case Occasion.UNINVITED:
                return told is None
        if is_cancelled or told is None:
            return False
        return (told if told > 0 else revision) in {self.event.revision, self.goes_with}
