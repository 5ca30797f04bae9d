"""The letters about a saved event leave: at once, when the link is there, or when patience ends."""

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
        """Whether letters about the event wait for its link, and the next ones with them."""
        waiting = await self.work.announcements.get(event_id)
        return waiting is not None and waiting.is_waiting(self.now)

    async def later(self, event_id: int) -> None:
        """Waits for the link. Letters that wait already go on waiting, and tell this as well."""
        if await self.is_held(event_id):
            return
        await self.withdraw(event_id)
        waiting = Announcement(event_id, self.now + LINK_TIMEOUT)
        await self.work.announcements.add(waiting)
        await self.work.timers.set(timer_key(event_id), waiting.due_at, AnnouncementDue(event=event_id))

    async def withdraw(self, event_id: int) -> None:
        """Letters that wait do not leave."""
        await self.work.announcements.remove(event_id)
        await self.work.timers.clear(timer_key(event_id))

    async def due(self, event_id: int) -> None:
        """The timer has come, however late: letters that still wait leave without the link."""
        if await self.work.announcements.get(event_id) is not None:
            await self(await self.work.events.get_for_update(event_id))

    async def __call__(self, event: Event) -> Event:
        """Returns the event, saved, with everybody told; letters that waited leave as part of these."""
        await self.withdraw(event.id)
        event = await announce_to_all(self.work, event, self.now)
        await self.work.events.save(event)
        return event
