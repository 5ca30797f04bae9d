"""Any life of an event, in any order: what must hold after every step (RFC 5546 2.1.4, and our own revision)."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from domain.attendee import Partstat
from domain.conference import Pending, Trouble
from domain.details import Details
from domain.event import Event
from tests.make import ELENA, a_conference, a_person, an_event
from tests.unit.domain.samples import DETAILS

NOW = datetime(2028, 8, 1, 12, tzinfo=UTC)
PEOPLE = {n: a_person(id=n, telegram_id=1000 + n, name=f"Person {n}", username=None) for n in range(2, 10)}
ANSWERS = st.sampled_from([Partstat.ACCEPTED, Partstat.TENTATIVE, Partstat.DECLINED])
standing = precondition(lambda self: not self.event.is_cancelled)


class EventLife(RuleBasedStateMachine):
    """Each rule applies one transition and says what it may move."""

    def __init__(self) -> None:
        super().__init__()
        self.event = an_event(people=an_event().people[:1])
        self.before = self.event
        self.rooms = 0

    def becomes(self, event: Event) -> None:
        self.before, self.event = self.event, event

    @standing
    @rule(details=DETAILS)
    def edit(self, details: Details) -> None:
        people = tuple(PEOPLE[i.person_id] for i in details.invitees)
        self.becomes(self.event.edited(details, people))
        assert self.event.revision == self.before.revision + 1
        assert self.event.details == details
        moved = self.event.when != self.before.when
        for attendee in self.event.attendees:
            was = self.before.attendee(attendee.person.id)
            kept = Partstat.NEEDS_ACTION if moved or was is None else was.partstat
            assert attendee.partstat is kept
        if details.conference and self.before.link:
            assert self.event.link == self.before.link

    @standing
    @rule(person=st.sampled_from(sorted(PEOPLE)), partstat=ANSWERS)
    def answer(self, person: int, partstat: Partstat) -> None:
        if person not in {a.person.id for a in self.event.attendees}:
            return
        self.becomes(self.event.answered(person, partstat, self.event.sequence))
        assert self.event == replace(self.before, people=self.event.people)
        assert self.event.details == self.before.details

    @standing
    @rule(person=st.sampled_from(sorted(PEOPLE)))
    def join(self, person: int) -> None:
        if self.event.attendee(person) is None:
            self.becomes(self.event.joined(PEOPLE[person]))
            assert self.event.revision == self.before.revision + 1

    @standing
    @precondition(lambda self: isinstance(self.event.conference, Pending))
    @rule(trouble=st.none() | st.sampled_from(Trouble))
    def wait(self, trouble: Trouble | None) -> None:
        self.becomes(self.event.with_pending(Pending(trouble)))
        assert self.event.revision == self.before.revision + 1

    @standing
    @precondition(lambda self: isinstance(self.event.conference, Pending))
    @rule()
    def connect(self) -> None:
        self.rooms += 1
        link = f"https://meet.example.org/elena/ROOM{self.rooms:04}"
        self.becomes(self.event.connected(a_conference(id=f"ROOM{self.rooms:04}", join_url=link)))
        assert self.event.revision == self.before.revision + 1
        assert link in self.event.description

    @standing
    @precondition(lambda self: self.event.link)
    @rule()
    def lose(self) -> None:
        self.becomes(self.event.conference_lost())
        assert self.event.revision == self.before.revision + 1
        assert self.event.link is None
        assert str(self.before.link) not in self.event.shown_description

    @rule()
    def tell(self) -> None:
        self.becomes(self.event.told(*(a.person.id for a in self.event.attendees)))
        assert all(a.told == self.event.revision for a in self.event.attendees)
        assert self.event.revision == self.before.revision

    @standing
    @precondition(lambda self: self.event.revision > 5)
    @rule()
    def cancel(self) -> None:
        self.becomes(self.event.cancelled("Жаль"))
        assert self.event.revision == self.before.revision + 1
        assert self.event.conference is None
        assert self.before.link is None or self.before.link not in self.event.description

    @invariant()
    def sequence_follows_time_and_status(self) -> None:
        """It rises by one exactly when one of them changed."""

        def told(event: Event) -> tuple[object, ...]:
            return event.when, event.status

        assert self.event.sequence - self.before.sequence == (told(self.event) != told(self.before))

    @invariant()
    def the_organizer_and_the_identity_stay(self) -> None:
        assert self.event.organizer == ELENA
        assert (self.event.id, self.event.uid) == (self.before.id, self.before.uid)

    @invariant()
    def nobody_is_told_of_what_has_not_happened(self) -> None:
        assert all(a.told <= self.event.revision for a in self.event.people)

    @invariant()
    def nobody_is_there_twice(self) -> None:
        ids = [a.person.id for a in self.event.people]
        assert len(ids) == len(set(ids))

    @invariant()
    def a_link_that_is_left_stands_in_the_description(self) -> None:
        left = self.event.left_link
        assert left is None or (left in self.event.description and self.event.link is None)

    @invariant()
    def cancelled_is_final(self) -> None:
        assert self.event.is_cancelled or not self.before.is_cancelled


TestEventLife = EventLife.TestCase
TestEventLife.settings = settings(deadline=None, max_examples=60, stateful_step_count=25)
