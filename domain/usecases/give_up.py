"""A letter was given up: Telegram took it neither in time nor at all, although the person can be written to."""

from dataclasses import dataclass

from domain import outbox
from domain.attendee import GIVEN_UP
from domain.ports import UnitOfWork
from domain.usecases.shared.cards import refresh_for


@dataclass(frozen=True)
class GiveUp:
    work: UnitOfWork

    async def __call__(self, key: str) -> None:
        """The organizer sees it in their card; the person is told anew by the next change, or at the next Start.

        No news while the letter is on its way to another address of theirs, or has arrived there.
        """
        letter = await self.work.letters.get(key)
        event = await self.work.events.get_for_update(letter.event.id)
        reader = next((a for a in event.attendees if a.person.id == letter.reader.id), None)
        if reader is None or not letter.stands(event.is_cancelled, event.revision, reader.told):
            return
        if await self.work.outbox.known(*(outbox.letter_key(letter, a) for a in reader.person.addresses)):
            return
        event = event.missed(reader.person.id, GIVEN_UP)
        await self.work.events.save_attendee(event, reader.person.id)
        await refresh_for(self.work, event, [event.organizer.id])
