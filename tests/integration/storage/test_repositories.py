"""Everything that the domain stores comes back as it was."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.card import Card
from domain.conference import Conference, Trouble
from domain.details import Change, Details, Invitee, Role
from domain.errors import Refusal, Why
from domain.event import Attendee, Event, Partstat, Status, Wanted
from domain.form import Field, Form
from domain.letters import Letter, Occasion, Other
from domain.person import Reach
from domain.ports import Awaiting
from domain.road import Units, Work
from domain.when import When
from storage.uow import Database, SqlUnitOfWork
from tests.integration.storage.conftest import Clock, rolled_back
from tests.make import ALEXANDER, ANNA, ELENA, a_conference, a_person, a_when, an_event

NOW = datetime(2028, 8, 25, 9, 0, tzinfo=UTC)

# Telegram, JSON and SQLite all refuse surrogates; NUL never passes domain.text.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  bounds
whens = st.builds(
    lambda start, minutes, zone: When(start, start + timedelta(minutes=minutes), zone),
    moments,
    st.integers(1, 1440),
    st.sampled_from(["Europe/Moscow", "Asia/Kathmandu", "UTC"]),
)
wanted = st.builds(Wanted, st.none() | st.sampled_from(Trouble))
rooms = st.none() | wanted | st.builds(Conference, texts, texts, texts, st.none() | texts)
roles = st.sampled_from([Role.REQUIRED, Role.OPTIONAL])
invitees = st.lists(st.builds(Invitee, st.integers(1, 2**62), roles), max_size=3).map(tuple)
details = st.builds(Details, texts, st.none() | whens, invitees, st.booleans(), texts, texts)
changed = st.one_of(
    st.builds(Change, st.sampled_from(["summary", "place", "description"]), texts, texts),
    st.builds(Change, st.just("when"), st.none() | whens, whens),
    st.builds(Change, st.just("invitees"), invitees, invitees),
    st.builds(Change, st.just("conference"), st.booleans(), st.booleans()),
)
seats = st.builds(
    Attendee, st.just(ALEXANDER), roles, st.sampled_from(Partstat), st.integers(0, 9), st.none() | moments
)
fast = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
async def known(db: Database) -> Database:
    """Elena, Alexander and Anna are 1, 2 and 3; Elena's event with both is 1."""
    async with db.write() as work:
        for person in (ELENA, ALEXANDER, ANNA):
            assert await work.people.add(replace(person, id=0)) == person
        assert await work.events.add(an_event(id=0)) == an_event()
    return db


def test_the_unit_of_work_is_what_the_domain_asks_for(db: Database) -> None:
    """Checked by mypy."""
    units: Units = db
    work: type[Work] = SqlUnitOfWork
    assert units is not None
    assert work is not None


async def test_people(known: Database) -> None:
    """A person is found by id, by Telegram's id and by username in any case; what is saved comes back."""
    async with known.write() as work:
        changed = replace(ANNA, name="Анна", language_chosen=True, zone="Asia/Omsk", reach=Reach.BLOCKED)
        await work.people.save(changed)
        assert await work.people.get(3) == changed
        assert await work.people.by_telegram(1003) == changed
        assert await work.people.by_username("ANNA") == changed
        assert await work.people.by_username("nobody") is None
        assert await work.people.many([3, 1]) == (changed, ELENA)
        assert await work.people.many([]) == ()
        with pytest.raises(KeyError):
            await work.people.get(404)


async def test_a_username_belongs_to_whom_it_was_seen_with_last(known: Database) -> None:
    async with known.write() as work:
        newcomer = await work.people.add(a_person(id=0, telegram_id=9, username="Anna"))
        assert await work.people.by_username("anna") == newcomer
        assert (await work.people.get(3)).username is None
        await work.people.save(replace(ELENA, username="ANNA"))
        assert await work.people.by_username("anna") == replace(ELENA, username="ANNA")


@fast
@given(when=whens, room=rooms, seat=seats, summary=texts, status=st.sampled_from(Status))
async def test_events(known: Database, when: When, room: Any, seat: Attendee, summary: str, status: Status) -> None:
    """An event comes back whole, with its people in order."""
    organizer = Attendee(ELENA, Role.CHAIR, Partstat.ACCEPTED)
    event = an_event(
        id=0, uid="u", when=when, conference=room, people=(organizer, seat), summary=summary, status=status
    )

    async def test(work: SqlUnitOfWork) -> None:
        added = await work.events.add(event)
        assert await work.events.get(added.id) == added == replace(event, id=added.id)
        more = replace(
            added,
            people=(organizer, Attendee(ANNA), seat),
            revision=7,
            sequence=3,
            word="!",
            place="5",
            left_link="https://x",
        )
        await work.events.save(more)
        assert await work.events.get(added.id) == more
        await work.events.save(added)
        assert await work.events.get(added.id) == added

    await rolled_back(known, test)


async def test_an_event_that_is_not_there(known: Database) -> None:
    async with known.read() as work:
        with pytest.raises(Refusal) as refused:
            await work.events.get(404)
    assert refused.value.why is Why.EVENT_GONE


async def test_an_answer_touches_nobody_else(known: Database) -> None:
    """Saving one attendee writes their answer only, however old the rest of the event at hand is."""
    old = an_event()
    async with known.write() as work:
        await work.events.save_attendee(old.answered(2, Partstat.ACCEPTED, 0), 2)
        await work.events.save_attendee(old.answered(3, Partstat.DECLINED, 0), 3)
        now = await work.events.get(1)
    assert [a.partstat for a in now.people] == [Partstat.NEEDS_ACTION, Partstat.ACCEPTED, Partstat.DECLINED]


@fast
@given(
    details=details, base=st.none() | details, readings=st.lists(whens, max_size=2).map(tuple), link=st.none() | texts
)
async def test_forms(known: Database, details: Details, base: Details | None, readings: Any, link: str | None) -> None:
    async def test(work: SqlUnitOfWork) -> None:
        form = await work.forms.add(Form(0, 1, details, base=base, link=link, readings=readings, asking=Field.WHEN))
        assert await work.forms.get(form.id) == form
        editing = replace(form, event_id=1, asking=None, past_meant=True, skype_offered=True)
        await work.forms.save(editing)
        assert await work.forms.of_event(1) == (editing,)
        await work.forms.remove(editing)
        with pytest.raises(Refusal):
            await work.forms.get(form.id)

    await rolled_back(known, test)


async def test_the_id_of_a_removed_form_is_not_given_again(known: Database) -> None:
    """A button of the old form must not reach somebody else's."""
    async with known.write() as work:
        form = await work.forms.add(Form(0, 1, Details()))
        await work.forms.remove(form)
        assert (await work.forms.add(Form(0, 2, Details()))).id > form.id


async def test_cards(known: Database) -> None:
    """Cards are found by event, form and message; saving one leaves the message to delivery."""
    async with known.write() as work:
        form = await work.forms.add(Form(0, 1, Details()))
        first, second = await work.cards.add(Card(0, 1, 1001, event_id=1, message_id=7), Card(0, 2, 1002, event_id=1))
        assert await work.cards.of_event(1) == (first, second)
        await work.cards.save(replace(first.asking_to_cancel("sorry"), message_id=None))
        assert await work.cards.get(first.id) == first.asking_to_cancel("sorry")
        assert await work.cards.at(1001, 7) == first.asking_to_cancel("sorry")
        assert await work.cards.at(1001, 8) is None
        await work.cards.save(first.showing_form(form.id))
        assert await work.cards.of_form(form.id) == (first.showing_form(form.id),)
        assert await work.cards.of_event(1) == (second,)
        await work.forms.remove(form)
        assert await work.cards.of_event(1) == (first, second)
        assert await work.cards.add() == ()


@fast
@given(changes=st.lists(changed, max_size=4).map(tuple), when=whens, at=moments, room=rooms)
async def test_letters(known: Database, changes: tuple[Change, ...], when: When, at: datetime, room: Any) -> None:
    """A letter comes back with the event as of its revision, and with every change in its type."""
    event = an_event(revision=5, conference=room, when=when)
    other = Other(9, "Планёрка", when, clashes=True)
    letter = Letter(Occasion.CHANGED, event, ANNA, at, (other,), changes, ((2, "Александр"),))

    async def test(work: SqlUnitOfWork) -> None:
        await work.letters.add(letter, replace(letter, reader=ALEXANDER))
        assert await work.letters.get(letter.key) == letter
        later = replace(letter, event=replace(event, summary="later"), others=())
        await work.letters.add(later)
        assert await work.letters.get(letter.key) == letter
        with pytest.raises(LookupError):
            await work.letters.get("no:such:key")

    await rolled_back(known, test)


async def test_invitations(known: Database) -> None:
    """A link leads to its event until it expires; only its hash is known."""
    async with known.write() as work:
        await work.invitations.add("hash", 1, NOW + timedelta(days=1))
        assert await work.invitations.event_of("hash", NOW) == 1
        assert await work.invitations.event_of("hash", NOW + timedelta(days=1)) is None
        assert await work.invitations.event_of("other", NOW) is None
        await work.invitations.drop(2)
        assert await work.invitations.event_of("hash", NOW) == 1
        await work.invitations.drop(1)
        assert await work.invitations.event_of("hash", NOW) is None


async def test_conversations(known: Database) -> None:
    async with known.write() as work:
        assert await work.conversations.get(1) is None
        for awaiting in (Awaiting("form", 5), Awaiting("word", 6)):
            await work.conversations.set(1, awaiting, timedelta(minutes=1))
            assert await work.conversations.get(1) == awaiting
        await work.conversations.clear(1)
        assert await work.conversations.get(1) is None


async def test_what_was_asked_is_forgotten_in_time(known: Database, clock: Clock) -> None:
    async with known.write() as work:
        await work.conversations.set(1, Awaiting("word", 6), timedelta(minutes=1))
        clock.forward(59)
        assert await work.conversations.get(1) == Awaiting("word", 6)
        clock.forward(1)
        assert await work.conversations.get(1) is None


async def test_the_form_that_asks(known: Database, clock: Clock) -> None:
    """The person's own, not sent, and of several the one touched last."""
    hour = timedelta(hours=1)
    async with known.write() as work:
        first, second, _closed, _sent, _other = [
            await work.forms.add(form)
            for form in (
                Form(0, 1, Details(), asking=Field.PLACE),
                Form(0, 1, Details(), asking=Field.WHEN),
                Form(0, 1, Details()),
                Form(0, 1, Details(), asking=Field.PLACE, is_sent=True),
                Form(0, 2, Details(), asking=Field.PLACE),
            )
        ]
        assert await work.forms.asking(1, hour) == second
        clock.forward(1800)
        await work.forms.save(first)
        assert await work.forms.asking(1, hour) == first
        await work.forms.save(first.ask(None))
        assert await work.forms.asking(1, hour) == second
        clock.forward(1800)
        assert await work.forms.asking(1, hour) is None


def at(start: str, end: str, **changes: Any) -> Event:
    return an_event(id=0, uid=start + end, when=a_when(start, end), **changes)


async def test_what_is_ahead(known: Database) -> None:
    """Own events that end later, the soonest first, by pages; cancelled ones stay until they are deleted."""
    async with known.write() as work:
        running = await work.events.add(at("2028-08-25 11:00", "2028-08-26 11:00", conference=a_conference()))
        await work.events.add(at("2028-08-25 11:00", "2028-08-25 12:00", summary="over at NOW, 12:00 in Moscow"))
        gone = at("2028-08-29 10:00", "2028-08-29 11:00").cancelled("")
        gone = await work.events.add(gone)
        lines = await work.events.ahead(2, NOW, 10, 0)
        assert [line.event_id for line in lines] == [running.id, 1, gone.id]
        assert [line.is_cancelled for line in lines] == [False, False, True]
        assert [line.has_conference for line in lines] == [True, False, False]
        assert [line.is_organizer for line in await work.events.ahead(1, NOW, 10, 0)] == [True] * 3
        assert await work.events.ahead(2, NOW, 1, 1) == lines[1:2]
        await work.events.save_attendee(gone.deleted(2, NOW), 2)
        assert await work.events.ahead(2, NOW, 10, 0) == lines[:2]


async def test_what_a_person_was_never_told(known: Database) -> None:
    """Standing events to come of which an attendee never had a letter; attended_by holds all that they attend."""
    async with known.write() as work:
        cancelled = await work.events.add(at("2028-08-29 10:00", "2028-08-29 11:00").cancelled(""))
        past = await work.events.add(at("2028-08-24 10:00", "2028-08-24 11:00"))
        told = await work.events.add(at("2028-08-27 10:00", "2028-08-27 11:00").told(2))
        assert await work.events.untold(2, NOW) == (an_event(),)
        assert await work.events.untold(1, NOW) == ()
        assert await work.events.attended_by(2, NOW) == (told, an_event(), cancelled)
        assert await work.events.attended_by(1, NOW) == ()
        assert past not in await work.events.attended_by(3, NOW)


async def test_other_events_of_the_day(known: Database) -> None:
    """The day is the reader's: a night in Moscow may be another day in London.

    What overlaps is marked; declined and cancelled events do not count.
    """
    async with known.write() as work:
        await work.events.add(at("2028-08-28 00:30", "2028-08-28 01:30", summary="Sunday in London"))
        clash = await work.events.add(at("2028-08-28 12:00", "2028-08-28 13:00", summary="clash"))
        await work.events.add(at("2028-08-28 15:00", "2028-08-28 16:00").cancelled(""))
        night = at("2028-08-29 01:00", "2028-08-29 01:45", summary="Monday in London")
        await work.events.add(night.answered(2, Partstat.DECLINED, 0))
        declined = at("2028-08-28 16:00", "2028-08-28 17:00").answered(2, Partstat.DECLINED, 0)
        await work.events.add(declined.answered(3, Partstat.DECLINED, 0))
        found = await work.events.others(an_event(), [ALEXANDER, ANNA])
    assert [(o.summary, o.clashes) for o in found[2]] == [("Sunday in London", False), ("clash", True)]
    assert found[2][1] == Other(clash.id, "clash", clash.when, clashes=True)
    assert [o.summary for o in found[3]] == ["clash", "Monday in London"]


async def test_nobody_has_no_other_events(known: Database) -> None:
    async with known.read() as work:
        assert await work.events.others(an_event(), []) == {}
