"""Posts the letters about a saved event: at once, when its conference link is known, or after LINK_TIMEOUT."""

from dataclasses import dataclass
from datetime import datetime

from domain.announcement import Announcement
from domain.event import Event
from domain.messages.inbox import AnnouncementDue
from domain.policy import LINK_TIMEOUT
from domain.ports import UnitOfWork
from domain.usecases.shared.announcements import announce_to_all


def timer_key(event_id: int) -> str:
    return f"announce:{event_id}"


@dataclass(frozen=True)
class Announce:
    work: UnitOfWork
    now: datetime

    async def is_held(self, event_id: int) -> bool:
        """Whether letters about the event wait for its link; if so, further ones must wait too."""
        waiting = await self.work.announcements.get(event_id)
        return waiting is not None and waiting.is_waiting(self.now)

    async def later(self, event_id: int) -> None:
        """Holds letters back until the link is known or LINK_TIMEOUT is over. Held ones will report this change too."""
        if await self.is_held(event_id):
            return
        await self.withdraw(event_id)
        waiting = Announcement(event_id, self.now + LINK_TIMEOUT)
        await self.work.announcements.add(waiting)
        await self.work.timers.set(timer_key(event_id), waiting.due_at, AnnouncementDue(event=event_id))

    async def withdraw(self, event_id: int) -> None:
        """Held letters are not posted."""
        await self.work.announcements.remove(event_id)
        await self.work.timers.clear(timer_key(event_id))

    async def due(self, event_id: int) -> None:
        """For the timer, however late: posts letters that are still held, without the link."""
        if await self.work.announcements.get(event_id) is not None:
            await self(await self.work.events.get_for_update(event_id))

    async def __call__(self, event: Event) -> Event:
        """Posts letters to all attendees, instead of any held ones. Returns the event as saved, with who was told."""
        await self.withdraw(event.id)
        event = await announce_to_all(self.work, event, self.now)
        await self.work.events.save(event)
        return event
