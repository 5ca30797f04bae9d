"""An address no longer takes letters: the person blocked the bot, never pressed Start, or deleted the account."""

from dataclasses import dataclass
from datetime import datetime

from domain import outbox
from domain.address import AddressKey, Reach
from domain.person import Person
from domain.ports import UnitOfWork
from domain.usecases.start import Start


@dataclass(frozen=True)
class MarkUnreachable:
    work: UnitOfWork
    now: datetime

    async def __call__(self, key: AddressKey, reach: Reach, tried_at: datetime) -> None:
        """If it was the person's last address, organizers see that on their cards; the next Start invites them again.

        If the attempt began before their last Start, its letters are posted again at once, since they are back.
        """
        person = await self.work.people.by_address(key)
        if person is None or (address := person.at(key)).reach is reach:
            return
        lost = person.with_address(address.lost(reach))
        await self.work.people.save(lost)
        if not lost.is_reachable:
            await self._reset_told(lost)
        if address.started_at is not None and tried_at < address.started_at:
            await Start(self.work, self.now)(lost, lost.at(key))

    async def _reset_told(self, person: Person) -> None:
        """A person may attend hundreds of events: none of them is loaded."""
        events = await self.work.events.reset_told(person.id, self.now)
        await self.work.outbox.post(*map(outbox.card, await self.work.cards.of_organizers(events)))
