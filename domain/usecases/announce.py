"""The letters about a saved event leave: at once, when the link is there, or when patience ends."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.details import Change, changes
from domain.event import Event
from domain.policy import PATIENCE
from domain.ports import UnitOfWork
from domain.usecases.telling import announce


def timer_key(event_id: int) -> str:
    return f"announce:{event_id}"


@dataclass(frozen=True)
class Announce:
    work: UnitOfWork
    now: datetime

    async def later(self, event_id: int, form_id: int | None) -> None:
        """Waits for the link; `form_id` is the form of the edit that is to be told, None for a new event."""
        if await self.work.timers.get(timer_key(event_id)) is None:
            body: dict[str, Any] = {"what": "announce", "event": event_id, "form": form_id}
            await self.work.timers.set(timer_key(event_id), self.now + PATIENCE, body)

    async def __call__(self, event: Event, form_id: int | None = None) -> Event:
        """Returns the event, saved, with everybody told."""
        await self.work.timers.clear(timer_key(event.id))
        changed: tuple[Change, ...] = ()
        if form_id is not None:
            form = await self.work.forms.get(form_id)
            changed = changes(form.base, event.details) if form.base else ()
            await self.work.forms.remove(form)
        event = await announce(self.work, event, self.now, changed)
        await self.work.events.save(event)
        return event
