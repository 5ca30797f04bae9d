"""What is still to be told of an event: until when it waits, and what is news to those who know an earlier state."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from domain.details import Change, Details, changes, relinked
from domain.event import Event
from domain.form import Field

OVERDUE = timedelta(minutes=1)  # longer than all attempts at handling its timer take


@dataclass(frozen=True)
class Announcement:
    """Letters about an event wait for its conference link, and leave at `due_at` without it.

    What they say is decided when they leave, for each reader: the event is compared with the one that they know.
    """

    event_id: int
    due_at: datetime

    def is_waiting(self, now: datetime) -> bool:
        """False once its timer must have failed, so that it does not hold later letters back for ever."""
        return now < self.due_at + OVERDUE


class Announcements(Protocol):
    """At most one for each event."""

    async def get(self, event_id: int) -> Announcement | None: ...
    async def add(self, announcement: Announcement) -> None: ...
    async def remove(self, event_id: int) -> None: ...


def changes_since(known: Event, event: Event) -> tuple[Change, ...]:
    """What a reader who knows the event as `known` is to be told of it as it is now.

    A time that was moved and moved back counts, since the answers to it are gone; so does a link that replaced another.
    """
    before, after = _linked(known, event), event.details
    found = changes(before, after)
    is_moved_back = event.sequence > known.sequence and event.when == known.when
    is_relinked = known.link is not None and event.link not in {known.link, None}
    return (
        *found,
        *([Change(Field.WHEN, after.when, after.when)] if is_moved_back else []),
        *([Change(Field.CONFERENCE, True, True)] if is_relinked else []),
    )


def _linked(known: Event, event: Event) -> Details:
    """A link that came since stands in the description without the organizer's doing, and is no change of that."""
    details = known.details
    if event.link is None or event.link == known.link:
        return details
    return replace(details, description=relinked(details.description, known.link or known.left_link, event.link))
