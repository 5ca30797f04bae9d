"""Letters come back as they were, and a link leads to its event."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.details import Change
from domain.letters import Letter, Occasion, Other
from domain.when import When
from storage.uow import Database, SqlUnitOfWork
from tests.integration.storage.conftest import rolled_back
from tests.integration.storage.strategies import changed, fast, moments, rooms, whens
from tests.make import ALEXANDER, ANNA, an_event

NOW = datetime(2028, 8, 25, 9, 0, tzinfo=UTC)


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
