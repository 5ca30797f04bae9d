"""The conference of an event: made, not made, tried again."""

from dataclasses import dataclass
from datetime import datetime

from domain import owed
from domain.conference import Conference, Trouble, Wanted
from domain.errors import Refusal, Why
from domain.event import Event
from domain.letters import Letter, Occasion
from domain.person import Person
from domain.ports import UnitOfWork
from domain.usecases.announce import Announce
from domain.usecases.showing import refresh, refresh_for, refresh_form
from domain.usecases.telling import notify


@dataclass(frozen=True)
class Connect:
    work: UnitOfWork
    now: datetime

    async def made(self, event_id: int, conference: Conference, *, subject: str, end: datetime) -> None:
        """The room is there: its link reaches everybody, with the letters or, when they have left, in the cards.

        It was made for the event as it was called and when it ended then; if that was edited meanwhile, it follows.
        """
        event = await self.work.events.get(event_id)
        if event.is_cancelled or not isinstance(event.conference, Wanted):
            await self._unwanted(event, conference)
            return
        event = event.connected(conference)
        await self.work.events.save(event)
        if (subject, end) != (event.summary, event.when.end):
            await self.work.outbox.post(owed.conference_update(event.id))
        await self._tell_forms(event)
        await refresh(self.work, event)
        await self._announce_if_held(event)

    async def failed(self, event_id: int, trouble: Trouble) -> None:
        """There is no room: the organizer is told, the event stands, and the letters leave without the link."""
        event = await self.work.events.get(event_id)
        if event.conference is None:  # removed or cancelled; an attempt may have made a room all the same
            await self.work.outbox.post(owed.conference_clear(event.id))
        if not isinstance(event.conference, Wanted):
            return
        event = event.waiting(trouble)
        await self.work.events.save(event)
        await self._refresh_organizer(event)
        bad_news = Letter(Occasion.NO_CONFERENCE, event, event.organizer, self.now)
        await notify(self.work, bad_news, [event.organizer])
        await self._announce_if_held(event)

    async def again(self, event_id: int, by: Person) -> Event:
        """The organizer tries once more; raises NO_CONFERENCE when there is nothing to be made."""
        event = (await self.work.events.get(event_id)).run_by(by.id).standing()
        if event.conference == Wanted():
            return event  # it is on its way already
        if not isinstance(event.conference, Wanted):
            raise Refusal(Why.NO_CONFERENCE)
        event = event.waiting(None)
        await self.work.events.save(event)
        await self.work.outbox.post(owed.conference_create(event.id, event.revision))
        await self._refresh_organizer(event)
        return event

    async def _refresh_organizer(self, event: Event) -> None:
        """The attendees read the same before and after: that the link will appear."""
        await refresh_for(self.work, event, [event.organizer.id])

    async def _unwanted(self, event: Event, conference: Conference) -> None:
        """Removed or cancelled while it was being made; a second answer about the room that it has is no news."""
        if event.conference != conference:
            await self.work.outbox.post(owed.conference_delete(event.id, conference))

    async def _tell_forms(self, event: Event) -> None:
        for form in await self.work.forms.of_event(event.id):
            linked = form.linked(event.link or "")
            await self.work.forms.save(linked)
            await refresh_form(self.work, linked)

    async def _announce_if_held(self, event: Event) -> None:
        if await (announce := Announce(self.work, self.now)).is_held(event.id):
            await announce(event)
