"""An event comes back as it was, and an answer touches nobody else's."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.attendee import Attendee, Partstat
from domain.details import Role
from domain.errors import Refusal, Why
from domain.event import Status
from domain.when import When
from storage.uow import Database, SqlUnitOfWork
from tests.integration.storage.conftest import rolled_back
from tests.integration.storage.strategies import fast, rooms, seats, texts, whens
from tests.make import ANNA, ELENA, an_event


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
            comment="!",
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
