"""Delivery of a letter was given up, although its reader can be reached."""

from dataclasses import dataclass

from domain import outbox
from domain.attendee import LETTER_GIVEN_UP
from domain.ports import UnitOfWork
from domain.usecases.shared.cards import refresh_for


@dataclass(frozen=True)
class GiveUp:
    work: UnitOfWork

    async def __call__(self, key: str) -> None:
        """Shows it on the organizer's card; the reader is told with the next change, or when they press Start.

        Does nothing if the letter is overtaken, or was delivered to another of the reader's addresses or may yet be.
        """
        letter = await self.work.letters.get(key)
        event = await self.work.events.get_for_update(letter.event.id)
        reader = next((a for a in event.attendees if a.person.id == letter.reader.id), None)
        if reader is None or not letter.is_current(event.is_cancelled, event.revision, reader.told):
            return
        if await self.work.outbox.known(*(outbox.letter_key(letter, a.lane) for a in reader.person.addresses)):
            return
        event = event.reset_told(reader.person.id, LETTER_GIVEN_UP)
        await self.work.events.save_attendee(event, reader.person.id)
        await refresh_for(self.work, event, [event.organizer.id])
