"""An address takes no letters any more: the person blocked the bot, never pressed Start there, or is gone."""

from dataclasses import dataclass
from datetime import datetime

from domain.address import AddressKey, Reach
from domain.person import Person
from domain.ports import UnitOfWork
from domain.usecases.shared.cards import refresh_for
from domain.usecases.start import Start


@dataclass(frozen=True)
class MarkUnreachable:
    work: UnitOfWork
    now: datetime

    async def __call__(self, key: AddressKey, reach: Reach, tried_at: datetime) -> None:
        """Once it was the last address, organizers see it in their cards, and the next Start invites the person anew.

        What was tried before the last Start, and failed after it, is owed again at once: they are back.
        """
        person = await self.work.people.by_address(key)
        if person is None or (address := person.at(key)).reach is reach:
            return
        lost = person.with_address(address.lost(reach))
        await self.work.people.save(lost)
        if not lost.is_reachable:
            await self._miss(lost)
        if address.started_at is not None and tried_at < address.started_at:
            await Start(self.work, self.now)(lost, lost.at(key))

    async def _miss(self, person: Person) -> None:
        for event in await self.work.events.attended_by(person.id, self.now):
            missed = (await self.work.events.get_for_update(event.id)).reset_told(person.id)
            await self.work.events.save_attendee(missed, person.id)
            await refresh_for(self.work, missed, [event.organizer.id])
