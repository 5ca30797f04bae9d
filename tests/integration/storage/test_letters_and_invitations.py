"""Letters come back as they were, and a link leads to its event."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.announcement import Announcement
from domain.card import Card, ShowsEvent
from domain.details import Change
from domain.letters import Letter, Occasion, OtherEvent
from domain.when import When
from storage.uow import Database, SqlUnitOfWork
from tests.integration.storage.conftest import rolled_back
from tests.integration.storage.strategies import changed, fast, moments, rooms, whens
from tests.make import ALEXANDER, ANNA, an_event, telegram_of

NOW = datetime(2028, 8, 25, 9, 0, tzinfo=UTC)


@fast
@given(changes=st.lists(changed, max_size=4).map(tuple), when=whens, at=moments, room=rooms)
async def test_letters(known: Database, changes: tuple[Change, ...], when: When, at: datetime, room: Any) -> None:
    """A letter comes back with the event as of its revision, and with every change in its type."""
    event = an_event(revision=5, conference=room, when=when)
    other = OtherEvent(9, "Планёрка", when, clashes=True)
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


async def test_what_readers_were_told(known: Database) -> None:
    """The newest letter that has become a message; nothing once they were taken off, until they are invited again."""
    event = an_event()

    async def test(work: SqlUnitOfWork) -> None:
        async def writes(occasion: Occasion, revision: int, message: int | None) -> None:
            letter = Letter(occasion, replace(event, revision=revision), ANNA, NOW)
            await work.letters.add(letter)
            shows = ShowsEvent(event.id)
            await work.cards.add(
                Card(0, ANNA.id, telegram_of(ANNA).chat_id, shows, message_id=message, letter=letter.key)
            )

        async def told() -> dict[int, int]:
            return {reader: known.revision for reader, known in (await work.letters.told(event.id)).items()}

        await writes(Occasion.INVITED, 1, None)
        assert await told() == {}
        await writes(Occasion.INVITED, 2, 71)
        await writes(Occasion.CHANGED, 3, 72)
        await writes(Occasion.CHANGED, 4, None)
        assert await told() == {ANNA.id: 3}
        await writes(Occasion.UNINVITED, 4, None)
        assert await told() == {}
        await writes(Occasion.INVITED, 6, 73)
        assert await told() == {ANNA.id: 6}

    await rolled_back(known, test)


async def test_announcements(known: Database) -> None:
    """One an event."""
    waiting = Announcement(1, NOW)

    async def test(work: SqlUnitOfWork) -> None:
        assert await work.announcements.get(1) is None
        await work.announcements.add(waiting)
        assert await work.announcements.get(1) == waiting
        await work.announcements.remove(2)
        assert await work.announcements.get(1) == waiting
        await work.announcements.remove(1)
        assert await work.announcements.get(1) is None

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
