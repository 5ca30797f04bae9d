"""Somebody pressed Start: from now on letters reach them, and those that waited leave."""

from dataclasses import dataclass
from datetime import datetime

from domain.event import Event
from domain.person import Person
from domain.ports import UnitOfWork
from domain.usecases.announce import timer_key
from domain.usecases.showing import refresh
from domain.usecases.telling import announce


@dataclass(frozen=True)
class Start:
    work: UnitOfWork
    now: datetime

    async def __call__(self, by: Person) -> tuple[Event, ...]:
        """The events to which the person is invited only now."""
        await self.work.people.save(by.started())
        waiting = [e for e in await self.work.events.untold(by.id, self.now) if not await self._is_held(e)]
        return tuple([await self._invite(e, by.id) for e in waiting])

    async def _is_held(self, event: Event) -> bool:
        """Its letters still wait for the link, this one among them."""
        return await self.work.timers.get(timer_key(event.id)) is not None

    async def _invite(self, event: Event, person_id: int) -> Event:
        await refresh(self.work, event)  # the organizer's card stops saying that they cannot be reached
        event = await announce(self.work, event, self.now)
        await self.work.events.save_attendee(event, person_id)
        return event
