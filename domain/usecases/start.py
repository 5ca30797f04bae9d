"""A person pressed Start: letters reach them at this address now, and those that they missed are posted."""

from dataclasses import dataclass
from datetime import datetime

from domain.address import Address
from domain.event import Event
from domain.letters import Letter, Occasion
from domain.outbox import letter_key
from domain.person import Person
from domain.ports import UnitOfWork
from domain.usecases.announce import Announce
from domain.usecases.shared.announcements import possibly_reached
from domain.usecases.shared.cards import REFRESHED_EVENTS, refresh_for, refresh_own, supersede
from domain.usecases.shared.letters import invite, notify


@dataclass(frozen=True)
class Start:
    work: UnitOfWork
    now: datetime

    async def __call__(self, by: Person, address: Address) -> tuple[Person, frozenset[int]]:
        """The updated person, and the ids of the events to which they have just been invited."""
        here = by.with_address(address.started(self.now))
        await self.work.people.save(here)
        if not address.is_reachable:
            await refresh_own(self.work, by.id, self.now)  # their cards could not be edited until now
        await self._resend_cancellations(here)
        held = Announce(self.work, self.now).is_held  # these will be posted with the held letters
        waiting = [e for e in await self.work.events.never_told(by.id, self.now) if not await held(e.id)]
        leaving = [e.id for e in waiting if await self._invite(await self.work.events.get_for_update(e.id), here)]
        return here, frozenset(leaving)

    async def _resend_cancellations(self, by: Person) -> None:
        """Posts letters about cancelled events that they missed: they had blocked the bot, or delivery was given up."""
        for line in await self.work.events.upcoming(by.id, self.now, REFRESHED_EVENTS, 0):
            if line.is_cancelled and not line.is_organizer:
                await self._resend_cancellation(await self.work.events.get(line.event_id), by)

    async def _invite(self, event: Event, by: Person) -> bool:
        """Whether a letter leaves: not if they have it from before, as all that they need to know."""
        is_known = await self._is_posted(Letter(Occasion.INVITED, event, by, self.now))
        event = await invite(self.work, event, by, self.now)
        await self.work.events.save_attendee(event, by.id)
        await refresh_for(self.work, event, [event.organizer.id])  # it said that they cannot be reached
        return not is_known

    async def _resend_cancellation(self, event: Event, by: Person) -> None:
        """If they may know of the event, and no letter about the end has arrived or is to come.

        Older cards then point to it.
        """
        letter = Letter(Occasion.CANCELLED, event, by, self.now)
        if await self._is_posted(letter):
            return
        if readers := await possibly_reached(self.work, event, [event.require_attendee(by.id)]):
            await supersede(
                self.work, event, [c for c in await self.work.cards.of_event(event.id) if c.reader == by.id]
            )
            await notify(self.work, letter, readers)

    async def _is_posted(self, letter: Letter) -> bool:
        """Whether a copy of it is waiting already, or was delivered."""
        return bool(await self.work.outbox.known(*(letter_key(letter, a.lane) for a in letter.reader.reachable)))
