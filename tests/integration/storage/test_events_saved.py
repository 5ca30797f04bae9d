"""Saving an event writes what has changed in it, and leaves alone what others have written meanwhile."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.attendee import Attendee, Partstat
from domain.details import Invitee, Role
from domain.event import Event, Status
from storage.uow import Database, SqlUnitOfWork
from tests.integration.storage.conftest import Clock
from tests.integration.storage.strategies import fast, moments, roles, rooms, texts, whens
from tests.make import ALEXANDER, ANNA, ELENA, an_event

Units = tuple[SqlUnitOfWork, SqlUnitOfWork]


def seats_of(*people: Any) -> st.SearchStrategy[tuple[Attendee, ...]]:
    """Some of the people, in any order."""
    fields = (roles, st.sampled_from(Partstat), st.integers(-1, 9), st.none() | moments)
    seats = [st.none() | st.builds(Attendee, st.just(person), *fields) for person in people]
    return st.tuples(*seats).flatmap(lambda drawn: st.permutations([a for a in drawn if a])).map(tuple)


events = st.builds(
    an_event,
    summary=texts,
    when=whens,
    people=seats_of(ALEXANDER, ANNA).map(lambda seats: (Attendee(ELENA, Role.CHAIR, Partstat.ACCEPTED), *seats)),
    conference=rooms,
    description=texts,
    left_link=st.none() | texts,
    status=st.sampled_from(Status),
    sequence=st.integers(0, 9),
    revision=st.integers(1, 9),
)


async def answers_and_takes_back(work: SqlUnitOfWork, event: Event, told: int) -> None:
    """What one attendee writes is known when the whole is saved again."""
    for attendee in event.attendees:
        await work.events.save_attendee(event.reset_told(attendee.person.id, told), attendee.person.id)
    await work.events.save(event)


@fast
@given(versions=st.lists(events, min_size=1, max_size=3), told=st.integers(-1, 9), is_read_before=st.booleans())
async def test_what_was_saved_is_there(known: Database, versions: list[Event], told: int, is_read_before: bool) -> None:
    """1. Whole, however often it is saved, and whatever stood there before."""
    async with known.write() as work:
        if is_read_before:
            await work.events.get_for_update(1)
        for event in versions:
            await work.events.save(event)
            await answers_and_takes_back(work, event, told)
    async with known.read() as work:
        assert await work.events.get(1) == event


@pytest.fixture
async def two(known: Database, clock: Clock) -> AsyncIterator[Units]:
    """Two that do not know of each other, as they would be on an engine where both write at a time."""
    async with known.engine.write() as connection:
        yield SqlUnitOfWork(connection, clock), SqlUnitOfWork(connection, clock)


async def answers(work: SqlUnitOfWork, person_id: int, partstat: Partstat) -> None:
    event = await work.events.get_for_update(1)
    await work.events.save_attendee(event.answered(person_id, partstat, 0), person_id)


async def answered(work: SqlUnitOfWork) -> dict[str, Partstat]:
    return {a.person.name: a.partstat for a in (await work.events.get(1)).attendees}


async def test_an_edit_leaves_the_answers_that_came_meanwhile(two: Units) -> None:
    """2. All partstats were written back as they had been when the event was read."""
    one, other = two
    stale = await one.events.get_for_update(1)
    await answers(other, ANNA.id, Partstat.ACCEPTED)
    details = replace(stale.details, summary="new", invitees=(Invitee(ANNA.id),))
    await one.events.save(edited := stale.edited(details, (ANNA,)))
    await one.events.save(edited.told(ANNA.id))
    found = await other.events.get(1)
    assert (found.summary, [a.person for a in found.attendees]) == ("new", [ANNA])
    assert (found.attendees[0].partstat, found.attendees[0].told) == (Partstat.ACCEPTED, edited.revision)


async def test_an_edit_leaves_those_who_came_meanwhile(two: Units) -> None:
    """3. By an invitation link: they were not on the list of the event that was edited."""
    one, other = two
    alone = replace(await other.events.get_for_update(1), people=an_event().people[:2])
    await other.events.save(alone)
    stale = await one.events.get_for_update(1)
    await other.events.save(alone.joined(ANNA))
    await one.events.save(replace(stale, summary="new"))
    found = await other.events.get(1)
    assert (found.summary, [a.person for a in found.people]) == ("new", [ELENA, ALEXANDER, ANNA])


async def test_a_letter_leaves_the_answer_that_came_meanwhile(two: Units) -> None:
    """4. That somebody was told is no reason to write back what they answered before."""
    one, other = two
    stale = await one.events.get_for_update(1)
    await answers(other, ALEXANDER.id, Partstat.DECLINED)
    await one.events.save_attendee(stale.told(ALEXANDER.id), ALEXANDER.id)
    found = (await other.events.get(1)).require_attendee(ALEXANDER.id)
    assert (found.partstat, found.told) == (Partstat.DECLINED, 1)


async def test_an_answer_leaves_the_edit_that_came_meanwhile(two: Units) -> None:
    """5. Only what is the attendee's own is written."""
    one, other = two
    stale = await one.events.get_for_update(1)
    await other.events.save(replace(await other.events.get_for_update(1), summary="new"))
    await one.events.save_attendee(stale.answered(ANNA.id, Partstat.TENTATIVE, 0), ANNA.id)
    assert (await other.events.get(1)).summary == "new"
    assert (await answered(other))[ANNA.name] == Partstat.TENTATIVE


async def test_what_was_not_read_for_update_is_not_saved(known: Database) -> None:
    """6. Nobody would notice on an engine where one writes at a time."""
    async with known.write() as work:
        event = await work.events.get(1)
        with pytest.raises(RuntimeError, match="get_for_update"):
            await work.events.save(event)
        with pytest.raises(RuntimeError, match="get_for_update"):
            await work.events.save_attendee(event, ANNA.id)
        await work.events.get_for_update(1)
        await work.events.save(event)
