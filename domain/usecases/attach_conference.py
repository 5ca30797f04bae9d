"""The conference of an event: its room was made or could not be made, or is to be tried again."""

from dataclasses import dataclass, replace
from datetime import datetime

from domain import outbox
from domain.attendee import Partstat
from domain.conference import Conference, Failure, MadeFor, Pending
from domain.errors import Refusal, Why
from domain.event import Event
from domain.letters import Letter, Occasion
from domain.person import Person
from domain.ports import UnitOfWork
from domain.usecases.announce import Announce
from domain.usecases.retry import Retry
from domain.usecases.shared.announcements import announce_to, has_undelivered_letter
from domain.usecases.shared.cards import refresh, refresh_for
from domain.usecases.shared.conferences import post_retry, retry_timer_key, set_check_timer
from domain.usecases.shared.forms import refresh_form
from domain.usecases.shared.letters import notify

COMING = {Partstat.ACCEPTED, Partstat.TENTATIVE}


@dataclass(frozen=True)
class AttachConference:
    work: UnitOfWork
    now: datetime

    async def made(self, event_id: int, conference: Conference, made_for: MadeFor) -> None:
        """The room was made. Its link goes into the cards, and into the letters if those are still held."""
        before = await self.work.events.get_for_update(event_id)
        if before.is_cancelled or not isinstance(before.conference, Pending):
            await self._delete_unwanted(before, conference)
            return
        event = before.connected(conference)
        await self.work.events.save(event)
        await self._sync_room(event, made_for)
        await self._link_forms(event)
        await refresh(self.work, event)
        if before.conference.lost and before.left_link != event.link:
            event = await self._notify_new_link(event)
        await self._announce_if_held(event)

    async def failed(self, event_id: int, failure: Failure) -> None:
        """The room could not be made. Notifies the organizer, and posts held letters without the link.

        After an automatic retry the organizer is notified only of what is new to them.
        """
        event = await self.work.events.get_for_update(event_id)
        if event.conference is None:  # removed or cancelled; the attempt may have made a room nevertheless
            await self.work.outbox.post(outbox.conference_clear(event.id, failure.account))
        if not isinstance(before := event.conference, Pending):
            return
        if failure.attempt and before.trouble is None:
            return  # an automatic retry, and the organizer has started another attempt since, which will report
        again = await Retry(self.work, self.now).later(event, failure)
        wanted = replace(before, trouble=failure.trouble, again=again, account=failure.account)
        if wanted == before:
            return
        must_notify = before.trouble is None or (before.again and not failure.again)
        event = event.with_pending(wanted)
        event = event.told(event.organizer.id) if must_notify else event
        await self.work.events.save(event)
        await self._refresh_organizer(event)
        if must_notify:
            await notify(self.work, Letter(Occasion.NO_CONFERENCE, event, event.organizer, self.now), [event.organizer])
        await self._announce_if_held(event)

    async def retry(self, event_id: int, by: Person) -> Event:
        """«Повторить», pressed by the organizer. Raises NO_CONFERENCE if there is no room to be made."""
        before = (await self.work.events.get_for_update(event_id)).organized_by(by.id).not_cancelled()
        if not isinstance(before.conference, Pending):
            raise Refusal(Why.NO_CONFERENCE)
        if before.conference.trouble is None:
            return before  # it is being made already
        event = before.with_pending(Pending(lost=before.conference.lost))
        await self.work.events.save(event)
        await self.work.timers.clear(retry_timer_key(event.id))
        await post_retry(self.work, before, event)
        await self._refresh_organizer(event)
        return event

    async def _refresh_organizer(self, event: Event) -> None:
        """Only the organizer's, since attendees read the same before and after: that the link will appear."""
        await refresh_for(self.work, event, [event.organizer.id])

    async def _delete_unwanted(self, event: Event, conference: Conference) -> None:
        """The conference was removed meanwhile. A repeated result about the room that it has is ignored."""
        if event.conference != conference:
            await self.work.outbox.post(outbox.conference_delete(event.id, conference))

    async def _sync_room(self, event: Event, made_for: MadeFor) -> None:
        await self.work.timers.clear(retry_timer_key(event.id))
        await set_check_timer(self.work, event, self.now)
        if made_for != MadeFor(event.summary, event.when.end, event.conference_addresses):
            await self.work.outbox.post(outbox.conference_update(event.id))

    async def _notify_new_link(self, event: Event) -> Event:
        """To the organizer and to those who accepted or may come, since the link that they know no longer works.

        A reader with an undelivered letter gets one that reports both.
        """
        coming = [a for a in event.attendees if a.told > 0 and a.partstat in COMING and a.person.is_reachable]
        told = await self.work.letters.told(event.id)
        undelivered = [a for a in coming if has_undelivered_letter(a, told)]
        readers = [event.organizer, *(a.person for a in coming if a not in undelivered)]
        await notify(self.work, Letter(Occasion.NEW_LINK, event, event.organizer, self.now), readers)
        event = await announce_to(self.work, event.told(*(p.id for p in readers)), self.now, undelivered)
        await self.work.events.save(event)
        return event

    async def _link_forms(self, event: Event) -> None:
        for form in await self.work.forms.of_event(event.id):
            linked = form.linked(event.link or "")
            await self.work.forms.save(linked)
            await refresh_form(self.work, linked)

    async def _announce_if_held(self, event: Event) -> None:
        if await self.work.announcements.get(event.id) is not None:
            await Announce(self.work, self.now)(event)
