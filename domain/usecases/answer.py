"""«Принять», «Под вопросом», «Отклонить»."""

from dataclasses import dataclass
from datetime import datetime

from domain.attendee import Partstat
from domain.event import Event
from domain.person import Person
from domain.ports import UnitOfWork
from domain.usecases.shared.cards import refresh_answer


@dataclass(frozen=True)
class Answer:
    work: UnitOfWork
    now: datetime

    async def __call__(self, event_id: int, by: Person, partstat: Partstat, sequence: int) -> Event:
        """`sequence` is that of the pressed card. Raises EVENT_GONE, or as Event.answered does."""
        before = await self.work.events.get_for_update(event_id)
        event = before.answered(by.id, partstat, sequence)
        if event != before:  # Telegram refuses an edit that changes nothing
            await self.work.events.save_attendee(event, by.id)
            await refresh_answer(self.work, event, by.id, self.now)
        return event
