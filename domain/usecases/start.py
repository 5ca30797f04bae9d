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
from domain.usecases.shared.announcements import who_may_know
from domain.usecases.shared.cards import REDRAWN, refresh_for, refresh_own
from domain.usecases.shared.letters import invite, notify


@dataclass(frozen=True)
class Start:
    work: UnitOfWork
    now: datetime

    async def __call__(self, by: Person, address: Address) -> tuple[Person, frozenset[int]]:
        """The person as they are now, and the ids of the events to which an invitation leaves only now."""
        here = by.reached_by(address.started(self.now))
        await self.work.people.save(here)
        if not address.is_reachable:
            await refresh_own(self.work, by.id, self.now)  # Telegram took no edit of their cards
        await self._tell_ends(here)
        held = Announce(self.work, self.now).is_held  # letters that wait for the link, these among them
        waiting = [e for e in await self.work.events.untold(by.id, self.now) if not await held(e.id)]
        leaving = [e.id for e in waiting if await self._invite(await self.work.events.get_for_update(e.id), here)]
        return here, frozenset(leaving)

    async def _tell_ends(self, by: Person) -> None:
        """Of events whose letter about the end did not arrive: they had blocked the bot, or it was given up."""
        for line in await self.work.events.ahead(by.id, self.now, REDRAWN, 0):
            if line.is_cancelled and not line.is_organizer:
                await self._tell_end(await self.work.events.get(line.event_id), by)

    async def _invite(self, event: Event, by: Person) -> bool:
        """Whether a letter leaves: not if they have it from before, as all that they need to know."""
        is_known = await self._is_owed(Letter(Occasion.INVITED, event, by, self.now))
        event = await invite(self.work, event, by, self.now)
        await self.work.events.save_attendee(event, by.id)
        await refresh_for(self.work, event, [event.organizer.id])  # it stops saying that they cannot be reached
        return not is_known

    async def _tell_end(self, event: Event, by: Person) -> None:
        """If they may know of the event, and no letter about the end has arrived or is to come."""
        letter = Letter(Occasion.CANCELLED, event, by, self.now)
        if not await self._is_owed(letter):
            await notify(self.work, letter, await who_may_know(self.work, event, [event.seen_by(by.id)]))

    async def _is_owed(self, letter: Letter) -> bool:
        """Whether a copy of it is to be delivered already, or was."""
        return bool(await self.work.outbox.known(*(letter_key(letter, a) for a in letter.reader.reachable)))
