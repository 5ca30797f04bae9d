"""«Отправить»: makes an event from a form, or applies the changes of one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from domain import outbox
from domain.attendee import Attendee, Partstat
from domain.conference import Pending
from domain.details import Change, Details, Role, changes, merged
from domain.errors import Refusal, Why
from domain.event import Event
from domain.form import Field, Form
from domain.letters import Letter, Occasion
from domain.person import Person
from domain.ports import UnitOfWork
from domain.usecases.announce import Announce
from domain.usecases.shared.announcements import possibly_reached
from domain.usecases.shared.cards import refresh
from domain.usecases.shared.conferences import sync_room
from domain.usecases.shared.forms import close_form, own_form
from domain.usecases.shared.letters import notify
from domain.when import When


@dataclass(frozen=True)
class Unsent:
    """Why a form was not sent: its time has passed, the event was changed `meanwhile`, or no one is invited."""

    form: Form
    meanwhile: tuple[Change, ...] = ()
    has_no_attendees: bool = False


@dataclass(frozen=True)
class Send:
    work: UnitOfWork
    now: datetime
    new_uid: Callable[[], str]

    async def __call__(self, form_id: int, by: Person, without_attendees: bool = False) -> Event | Unsent | None:
        """None after an edit without changes, which closes the form. `without_attendees` confirms that there are none.

        Raises FORM_GONE, SUMMARY_MISSING, TIME_MISSING or EVENT_CANCELLED.
        """
        form = await own_form(self.work, form_id, by)
        if not form.details.summary:
            raise Refusal(Why.SUMMARY_MISSING)
        if (when := form.details.when) is None:
            raise Refusal(Why.TIME_MISSING)
        if self._is_past_by_mistake(form, when):
            return await self._unsent(form.choosing((when,)))
        if form.event_id is not None:
            return await self._apply(form, await self.work.events.get_for_update(form.event_id))
        if not form.details.invitees and not without_attendees:
            return Unsent(form, has_no_attendees=True)
        return await self._create(form, by, when)

    def _is_past_by_mistake(self, form: Form, when: When) -> bool:
        stays = form.base is not None and form.base.when == when
        return when.start <= self.now and not form.past_meant and not stays

    async def _create(self, form: Form, by: Person, when: When) -> Event:
        details = form.details
        people = await self.work.people.many(i.person_id for i in details.invitees)
        roles = {i.person_id: i.role for i in details.invitees}
        attendees = (Attendee(by, Role.CHAIR, Partstat.ACCEPTED), *(Attendee(p, roles[p.id]) for p in people))
        room = Pending() if details.conference else None
        new = Event(0, self.new_uid(), details.summary, when, attendees, room, details.place, details.description)
        event = await self.work.events.add(new)
        await close_form(self.work, form, event)
        if room is None:
            return await Announce(self.work, self.now)(event)
        await self._await_link(event)
        return event

    async def _apply(self, form: Form, before: Event) -> Event | Unsent | None:
        """If the event was changed since the form was opened, merges that into the form instead, for another look."""
        before.organized_by(form.owner).not_cancelled()
        base = form.base or before.details
        meanwhile = tuple(c for c in changes(base, before.details) if c.field != Field.INVITEES)
        details = merged(base, form.details, before.details)
        if meanwhile:
            return await self._unsent(replace(form, base=before.details, details=details), meanwhile)
        if changes(before.details, details):
            return await self._edit(form, before, details)
        await close_form(self.work, form, before)
        return None

    async def _edit(self, form: Form, before: Event, details: Details) -> Event:
        people = await self.work.people.many(i.person_id for i in details.invitees)
        event = before.edited(details, people)
        await self.work.events.save(event)
        await close_form(self.work, form, event)
        await refresh(self.work, event)
        await self._notify_removed(before, event)
        await sync_room(self.work, before, event, self.now)
        return await self._announce(before, event)

    async def _announce(self, before: Event, event: Event) -> Event:
        """At once, or with the link if it is awaited and letters are held for it."""
        announce = Announce(self.work, self.now)
        if isinstance(event.conference, Pending) and event.conference.trouble is None:
            if before.conference is None:
                await self._await_link(event)
                return event
            if await announce.is_held(event.id):
                return event
        return await announce(event)

    async def _notify_removed(self, before: Event, event: Event) -> None:
        """Those who were removed get a last letter, about the event as they knew it.

        Revokes the invitation links, which would let them in again; the organizer can share a new one.
        """
        left = {a.person.id for a in event.people}
        gone = [a for a in before.attendees if a.person.id not in left]
        if gone:
            await self.work.invitations.drop(event.id)
        readers = await possibly_reached(self.work, before, gone)
        await notify(self.work, Letter(Occasion.UNINVITED, before, before.organizer, self.now), readers)

    async def _await_link(self, event: Event) -> None:
        await self.work.outbox.post(outbox.conference_create(event.id, event.revision))
        await Announce(self.work, self.now).later(event.id)

    async def _unsent(self, form: Form, meanwhile: tuple[Change, ...] = ()) -> Unsent:
        await self.work.forms.save(form)
        return Unsent(form, meanwhile)
