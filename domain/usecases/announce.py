"""The letters about a saved event leave: at once, when the link is there, or when patience ends."""

from dataclasses import dataclass
from datetime import datetime

from domain.details import Change, changes
from domain.event import Event
from domain.form import Field, Form
from domain.messages.inbox import AnnouncementDue
from domain.policy import PATIENCE
from domain.ports import UnitOfWork
from domain.usecases.shared.letters import post_announcement


def timer_key(event_id: int) -> str:
    return f"announce:{event_id}"


@dataclass(frozen=True)
class Announce:
    work: UnitOfWork
    now: datetime

    async def is_held(self, event_id: int) -> bool:
        """Whether letters about the event wait for its link."""
        return await self.work.timers.get(timer_key(event_id)) is not None

    async def later(self, event_id: int, form_id: int | None) -> None:
        """Waits for the link; `form_id` is the form of the edit that is to be told, None for a new event.

        Where letters wait already, they tell this as well: they say what differs from how the first form began.
        """
        if await self.is_held(event_id):
            await self.drop(form_id)
            return
        due = AnnouncementDue(event=event_id, form=form_id)
        await self.work.timers.set(timer_key(event_id), self.now + PATIENCE, due)

    async def never(self, event_id: int) -> None:
        """What waits is told no more."""
        if (held := await self._released(event_id)) is not None:
            await self.drop(held.form)

    async def __call__(self, event: Event, form_id: int | None = None) -> Event:
        """Returns the event, saved, with everybody told; letters that waited leave as part of these."""
        if (held := await self._released(event.id)) is not None:
            await self.drop(form_id)
            form_id = held.form
        event = await post_announcement(self.work, event, self.now, await self._changes(event, form_id))
        await self.work.events.save(event)
        return event

    async def _released(self, event_id: int) -> AnnouncementDue | None:
        """The timer that held letters back, if there was one, and no longer does."""
        held = await self.work.timers.get(timer_key(event_id))
        await self.work.timers.clear(timer_key(event_id))
        return held if isinstance(held, AnnouncementDue) else None

    async def _changes(self, event: Event, form_id: int | None) -> tuple[Change, ...]:
        if form_id is None:
            return ()
        form = await self.work.forms.get(form_id)
        await self.work.forms.remove(form)
        return _since(form, event)

    async def drop(self, form_id: int | None) -> None:
        """Forgets the form of an edit that is told elsewhere, or to nobody any more."""
        if form_id is not None:
            await self.work.forms.remove(await self.work.forms.get(form_id))


def _since(form: Form, event: Event) -> tuple[Change, ...]:
    """What differs from how the form began. A time that came back counts as well: the answers to it are gone."""
    if form.base is None:
        return ()
    found = changes(form.base, event.details)
    is_back = event.sequence > form.sequence and event.when == form.base.when
    return (*found, Change(Field.WHEN, event.when, event.when)) if is_back else found
