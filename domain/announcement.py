"""Letters about an event that wait for its conference link, and what has changed since a reader was last told."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from domain.details import Change, Details, changes, relinked
from domain.event import Event
from domain.form import Field

OVERDUE = timedelta(minutes=1)  # longer than all attempts to handle its timer take together


@dataclass(frozen=True)
class Announcement:
    """Letters about an event that wait for its conference link; at `due_at` they are posted without it.

    Their content is decided only then, for each reader: the event is compared with the one that they were told about.
    """

    event_id: int
    due_at: datetime

    def is_waiting(self, now: datetime) -> bool:
        """False once its timer must have failed, so that it does not hold back later letters forever."""
        return now < self.due_at + OVERDUE


class Announcements(Protocol):
    """At most one per event."""

    async def get(self, event_id: int) -> Announcement | None: ...
    async def add(self, announcement: Announcement) -> None: ...
    async def remove(self, event_id: int) -> None: ...


def changes_since(known: Event, event: Event) -> tuple[Change, ...]:
    """What to tell a reader who knows the event as `known`.

    A time that was moved and moved back counts as a change, since it reset the answers; so does a replaced link.
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
    """`known.details` with the new link in the description: the bot wrote it there, so it is no change to report."""
    details = known.details
    if event.link is None or event.link == known.link:
        return details
    return replace(details, description=relinked(details.description, known.link or known.left_link, event.link))
