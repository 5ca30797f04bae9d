"""Somebody opened the chat with the bot: from now on letters reach them there, and those that waited leave."""

from dataclasses import dataclass
from datetime import datetime

from domain.address import Address
from domain.event import Event
from domain.letters import Letter, Occasion
from domain.outbox import letter_key
from domain.person import Person
from domain.ports import UnitOfWork
from domain.usecases.announce import Announce
from domain.usecases.shared.cards import REFRESHED_EVENTS, refresh_for, refresh_own
from domain.usecases.shared.letters import invite, post_letters


@dataclass(frozen=True)
class Start:
    work: UnitOfWork
    now: datetime

    async def __call__(self, by: Person, address: Address) -> tuple[Person, frozenset[int]]:
        """The person as they are now, and the ids of the events to which they are invited only now."""
        here = by.with_address(address.started(self.now))
        await self.work.people.save(here)
        if not address.is_reachable:
            await refresh_own(self.work, by.id, self.now)  # Telegram took no edit of their cards
        await self._resend_cancellations(here)
        held = Announce(self.work, self.now).is_held  # letters that wait for the link, these among them
        waiting = [e for e in await self.work.events.never_told(by.id, self.now) if not await held(e.id)]
        for event in waiting:
            await self._invite(await self.work.events.get_for_update(event.id), here)
        return here, frozenset(e.id for e in waiting)

    async def _resend_cancellations(self, by: Person) -> None:
        """Of events whose letter about the end did not arrive: they had blocked the bot, or it was given up."""
        for line in await self.work.events.upcoming(by.id, self.now, REFRESHED_EVENTS, 0):
            if line.is_cancelled and not line.is_organizer:
                await self._resend_cancellation(await self.work.events.get(line.event_id), by)

    async def _invite(self, event: Event, by: Person) -> None:
        event = await invite(self.work, event, by, self.now)
        await self.work.events.save_attendee(event, by.id)
        await refresh_for(self.work, event, [event.organizer.id])  # it stops saying that they cannot be reached

    async def _resend_cancellation(self, event: Event, by: Person) -> None:
        """If they were invited, as a letter in their chat shows, and none about the end has arrived or is to come."""
        letter = Letter(Occasion.CANCELLED, event, by, self.now)
        cards = await self.work.cards.of_event(event.id)
        is_invited = any(c.reader == by.id and c.letter and c.message_id for c in cards)
        if is_invited and not await self.work.outbox.has(*(letter_key(letter, a) for a in by.reachable)):
            await post_letters(self.work, [letter])
