"""Somebody opened the chat with the bot: from now on letters reach them, and those that waited leave."""

from dataclasses import dataclass
from datetime import datetime

from domain.event import Event
from domain.person import Person
from domain.ports import UnitOfWork
from domain.usecases.announce import Announce
from domain.usecases.showing import refresh_for, refresh_own
from domain.usecases.telling import invite


@dataclass(frozen=True)
class Start:
    work: UnitOfWork
    now: datetime

    async def __call__(self, by: Person) -> tuple[Person, frozenset[int]]:
        """The person as they are now, and the ids of the events to which they are invited only now."""
        await self.work.people.save(by.started())
        await refresh_own(self.work, by.id, self.now)  # Telegram took no edit while they had blocked the bot
        held = Announce(self.work, self.now).is_held  # letters that wait for the link, these among them
        waiting = [e for e in await self.work.events.untold(by.id, self.now) if not await held(e.id)]
        for event in waiting:
            await self._invite(event, by.started())
        return by.started(), frozenset(e.id for e in waiting)

    async def _invite(self, event: Event, by: Person) -> None:
        await refresh_for(self.work, event, [event.organizer.id])  # it stops saying that they cannot be reached
        await self.work.events.save_attendee(await invite(self.work, event, by, self.now), by.id)
