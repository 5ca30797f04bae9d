"""Checks whether the room of an event still exists, and makes another if the server lost it."""

from dataclasses import dataclass
from datetime import datetime

from domain import outbox
from domain.conference import Conference
from domain.event import Event
from domain.ports import UnitOfWork
from domain.usecases.shared.cards import refresh
from domain.usecases.shared.conferences import check_timer_key
from domain.usecases.shared.forms import refresh_form


@dataclass(frozen=True)
class Replace:
    work: UnitOfWork
    now: datetime

    async def check(self, event_id: int) -> None:
        """For the timer: posts a check of the event's room, if it has one and is not over."""
        event = await self.work.events.get(event_id)
        if isinstance(event.conference, Conference) and not event.is_over(self.now):
            await self.work.outbox.post(outbox.conference_check(event.id))

    async def __call__(self, event_id: int, id: str, organizer_uri: str) -> None:
        """The server lost the room with that id and owner. Does nothing if the event has another, or is over."""
        event = await self.work.events.get_for_update(event_id)
        room = event.conference
        if not isinstance(room, Conference) or (room.id, room.organizer_uri) != (id, organizer_uri):
            return
        if not event.is_over(self.now):
            await self._replace(event, room)

    async def _replace(self, event: Event, lost: Conference) -> None:
        event = event.conference_lost()
        await self.work.events.save(event)
        await self.work.timers.clear(check_timer_key(event.id))
        await self.work.outbox.post(outbox.conference_create(event.id, event.revision))
        for form in await self.work.forms.of_event(event.id):
            unlinked = form.unlinked(lost.join_url)
            await self.work.forms.save(unlinked)
            await refresh_form(self.work, unlinked)
        await refresh(self.work, event)
