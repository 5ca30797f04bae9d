"""What a person may see: an event of theirs, and their upcoming events."""

from dataclasses import dataclass
from datetime import datetime

from domain.event import Event
from domain.person import Person
from domain.ports import Planned, UnitOfWork

PAGE = 8


@dataclass(frozen=True)
class ViewEvents:
    work: UnitOfWork
    now: datetime

    async def event(self, event_id: int, by: Person) -> Event:
        """Raises EVENT_GONE or NOT_INVITED."""
        event = await self.work.events.get(event_id)
        event.require_attendee(by.id)
        return event

    async def upcoming(self, by: Person, page: int) -> tuple[tuple[Planned, ...], bool]:
        """A page, counted from 0, of the person's events that are not over, soonest first, and whether more follow."""
        found = await self.work.events.upcoming(by.id, self.now, PAGE + 1, page * PAGE)
        return found[:PAGE], len(found) > PAGE
