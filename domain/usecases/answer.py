"""«Принять», «Под вопросом», «Отклонить»."""

from dataclasses import dataclass
from datetime import datetime

from domain.event import Event, Partstat
from domain.person import Person
from domain.ports import UnitOfWork
from domain.usecases.showing import refresh_answer


@dataclass(frozen=True)
class Answer:
    work: UnitOfWork
    now: datetime

    async def __call__(self, event_id: int, by: Person, partstat: Partstat, sequence: int) -> Event:
        """`sequence` is that of the pressed card. Raises EVENT_GONE, NOT_INVITED, EVENT_CANCELLED or TIME_MOVED."""
        event = (await self.work.events.get(event_id)).answered(by.id, partstat, sequence)
        await self.work.events.save_attendee(event, by.id)
        await refresh_answer(self.work, event, by.id, self.now)
        return event
