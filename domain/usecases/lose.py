"""A letter could not be delivered: the person blocked the bot, never pressed Start, or is gone."""

from dataclasses import dataclass
from datetime import datetime

from domain.person import Reach
from domain.ports import UnitOfWork
from domain.usecases.shared.cards import refresh_for
from domain.usecases.start import Start


@dataclass(frozen=True)
class Lose:
    work: UnitOfWork
    now: datetime

    async def __call__(self, telegram_id: int, reach: Reach, tried_at: datetime) -> None:
        """The organizers see it in their cards; the person is invited anew at the next Start.

        What was tried before their last Start, and failed after it, is owed again at once: they are back.
        """
        person = await self.work.people.by_telegram(telegram_id)
        if person is None or person.reach is reach:
            return
        lost = person.lost(reach)
        await self.work.people.save(lost)
        for event in await self.work.events.attended_by(person.id, self.now):
            missed = (await self.work.events.get_for_update(event.id)).missed(person.id)
            await self.work.events.save_attendee(missed, person.id)
            await refresh_for(self.work, missed, [event.organizer.id])
        if person.started_at is not None and tried_at < person.started_at:
            await Start(self.work, self.now)(lost)
