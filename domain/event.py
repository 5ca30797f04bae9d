"""An event: what is planned, who attends, and what may be done to it. Methods that change it return a new Event."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from domain.attendee import Attendee, Partstat
from domain.conference import Conference, Pending
from domain.details import Details, Invitee, Role, linked, relinked, without_link, without_repeats
from domain.errors import Refusal, Why
from domain.person import Person
from domain.when import When

UNDO_FOR = timedelta(hours=24)


class Status(StrEnum):
    """RFC 5545 3.8.1.11."""

    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True)
class Event:
    """`id` is ours (0 until stored), `uid` is that of RFC 5545. `people` are the organizer (CHAIR), then the attendees.

    `sequence` (RFC 5546 2.1.4) grows when time or status changes. `revision` grows with every change by the organizer
    or of the conference, but not with answers, which must not invalidate an open form.
    `left_link` is the link of a removed conference that is still in the description.
    """

    id: int
    uid: str
    summary: str
    when: When
    people: tuple[Attendee, ...]
    conference: Conference | Pending | None = None
    place: str = ""
    description: str = ""
    left_link: str | None = None
    status: Status = Status.CONFIRMED
    comment: str = ""  # the organizer's, when cancelling
    sequence: int = 0
    revision: int = 1

    @property
    def organizer(self) -> Person:
        return self.people[0].person

    @property
    def attendees(self) -> tuple[Attendee, ...]:
        return self.people[1:]

    @property
    def link(self) -> str | None:
        """The join link, while there is a conference."""
        return self.conference.join_url if isinstance(self.conference, Conference) else None

    @property
    def shown_description(self) -> str:
        """Without the link of a lost room, since it no longer works."""
        is_lost = isinstance(self.conference, Pending) and self.conference.lost
        return without_link(self.description, self.left_link) if is_lost and self.left_link else self.description

    @property
    def read_description(self) -> str:
        """For a text in which the join link stands already: without the lines that only repeat it."""
        return without_repeats(self.description, self.link) if self.link else self.shown_description

    @property
    def conference_addresses(self) -> frozenset[str]:
        """The conference addresses of its people, as far as they are known."""
        return frozenset(a.person.conference_address for a in self.people if a.person.conference_address)

    @property
    def is_cancelled(self) -> bool:
        return self.status is Status.CANCELLED

    @property
    def details(self) -> Details:
        invitees = tuple(Invitee(a.person.id, a.role) for a in self.attendees)
        return Details(self.summary, self.when, invitees, self.conference is not None, self.place, self.description)

    def is_over(self, now: datetime) -> bool:
        return self.when.end <= now

    def attendee(self, person_id: int) -> Attendee | None:
        """The person's entry in `people`, so the organizer is found too."""
        return next((a for a in self.people if a.person.id == person_id), None)

    def require_attendee(self, person_id: int) -> Attendee:
        """As `attendee`, but raises NOT_INVITED for a stranger."""
        if (found := self.attendee(person_id)) is None:
            raise Refusal(Why.NOT_INVITED)
        return found

    def organized_by(self, person_id: int) -> Self:
        """The event if the person organizes it; raises NOT_INVITED or NOT_THE_ORGANIZER."""
        if self.require_attendee(person_id).role is not Role.CHAIR:
            raise Refusal(Why.NOT_THE_ORGANIZER)
        return self

    def not_cancelled(self) -> Self:
        """The event if it is not cancelled; raises EVENT_CANCELLED."""
        if self.is_cancelled:
            raise Refusal(Why.EVENT_CANCELLED)
        return self

    def answered(self, person_id: int, partstat: Partstat, sequence: int) -> Self:
        """With the person's answer to the event as of `sequence`.

        Raises NOT_INVITED, ORGANIZER_DOES_NOT_ANSWER, EVENT_CANCELLED, or TIME_MOVED if `sequence` is out of date.
        """
        attendee = self.require_attendee(person_id)
        if attendee.role is Role.CHAIR:
            raise Refusal(Why.ORGANIZER_DOES_NOT_ANSWER)
        if sequence < self.not_cancelled().sequence:
            raise Refusal(Why.TIME_MOVED)
        return self._with(replace(attendee, partstat=partstat))

    def edited(self, new: Details, invited: tuple[Person, ...]) -> Self:
        """With the fields of a form; `invited` are the people of `new.invitees`. The link does not change.

        Moving the time raises the sequence and resets every answer (RFC 5546 3.2.2.1).
        """
        when = new.when or self.when
        moved = when != self.when
        people = {p.id: p for p in invited}
        attendees = tuple(self._invited(people[i.person_id], i.role, moved) for i in new.invitees)
        conference = (self.conference or Pending()) if new.conference else None
        edited = replace(self, summary=new.summary, when=when, place=new.place, description=new.description)
        return replace(
            edited,
            people=(self.people[0], *attendees),
            conference=conference,
            left_link=None if conference and self.link else linked(new.description, self.link or self.left_link),
            sequence=self.sequence + moved,
            revision=self.revision + 1,
        )

    def joined(self, person: Person) -> Self:
        """With one more required attendee, who joined by an invitation link."""
        return replace(self, people=(*self.people, Attendee(person)), revision=self.revision + 1)

    def cancelled(self, comment: str) -> Self:
        """Cancelled, without the conference and its link, since the room is deleted. Raises EVENT_CANCELLED."""
        description = without_link(self.description, self.link) if self.link else self.shown_description
        left = linked(description, self.left_link)
        closed = replace(self.not_cancelled(), status=Status.CANCELLED, comment=comment, conference=None)
        closed = replace(closed, description=description, left_link=left)
        return replace(closed, sequence=self.sequence + 1, revision=self.revision + 1)

    def connected(self, conference: Conference) -> Self:
        """With its room. The link replaces `left_link` in the description, or is added to it."""
        described = relinked(self.description, self.left_link, conference.join_url)
        return replace(self, conference=conference, description=described, left_link=None, revision=self.revision + 1)

    def with_pending(self, pending: Pending) -> Self:
        """With its conference still, or again, without a room."""
        return replace(self, conference=pending, revision=self.revision + 1)

    def conference_lost(self) -> Self:
        """Without the room, which the server lost; the link of the next one will replace `left_link`."""
        old = linked(self.description, self.link)
        return replace(self, conference=Pending(lost=True), left_link=old, revision=self.revision + 1)

    def told(self, *person_ids: int) -> Self:
        """With these people marked as told about this revision: a letter about it is posted to them."""
        people = (replace(a, told=self.revision) if a.person.id in person_ids else a for a in self.people)
        return replace(self, people=tuple(people))

    def reset_told(self, person_id: int, told: int = 0) -> Self:
        """With the person's `told` set back: to an earlier revision, 0 for never told, or LETTER_GIVEN_UP."""
        return self._with(replace(self.require_attendee(person_id), told=told))

    def deleted(self, person_id: int, now: datetime) -> Self:
        """Deleted from one person's own calendar. Raises NOT_INVITED or NOT_CANCELLED."""
        attendee = self.require_attendee(person_id)
        if not self.is_cancelled:
            raise Refusal(Why.NOT_CANCELLED)
        return self._with(replace(attendee, deleted_at=now))

    def restored(self, person_id: int, now: datetime) -> Self:
        """Back in the person's calendar. Raises NOT_INVITED, or UNDO_TOO_LATE if it was deleted over UNDO_FOR ago."""
        attendee = self.require_attendee(person_id)
        if attendee.deleted_at is not None and now - attendee.deleted_at > UNDO_FOR:
            raise Refusal(Why.UNDO_TOO_LATE)
        return self._with(replace(attendee, deleted_at=None))

    def _with(self, changed: Attendee) -> Self:
        return replace(self, people=tuple(changed if a.person.id == changed.person.id else a for a in self.people))

    def _invited(self, person: Person, role: Role, moved: bool) -> Attendee:
        before = self.attendee(person.id) or Attendee(person)
        told = max(before.told, 0)  # if a letter was given up, this change is tried again
        return replace(before, role=role, told=told, partstat=Partstat.NEEDS_ACTION if moved else before.partstat)
