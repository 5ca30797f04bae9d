"""«Удалить»: deletes a cancelled event from one person's own calendar, or restores it."""

from dataclasses import dataclass
from datetime import datetime

from domain.event import Event
from domain.person import Person
from domain.ports import UnitOfWork
from domain.usecases.shared.cards import refresh_for


@dataclass(frozen=True)
class Delete:
    work: UnitOfWork
    now: datetime

    async def __call__(self, event_id: int, by: Person) -> Event:
        """Raises EVENT_GONE, NOT_INVITED or NOT_CANCELLED."""
        return await self._save((await self.work.events.get_for_update(event_id)).deleted(by.id, self.now), by)

    async def undo(self, event_id: int, by: Person) -> Event:
        """Raises EVENT_GONE, NOT_INVITED or UNDO_TOO_LATE."""
        return await self._save((await self.work.events.get_for_update(event_id)).restored(by.id, self.now), by)

    async def _save(self, event: Event, by: Person) -> Event:
        await self.work.events.save_attendee(event, by.id)
        await refresh_for(self.work, event, [by.id])
        return event
