"""People come back as they were, and what each was asked, until it is forgotten."""

from datetime import UTC, datetime, timedelta
from sqlite3 import IntegrityError

import pytest

from domain.address import Reach, on_telegram
from domain.attendee import Attendee
from domain.letters import Letter, Occasion
from domain.messages.inbox import RawUpdate
from domain.person import Person
from domain.ports import Awaiting
from domain.road import Arrived
from storage.uow import Database
from tests.integration.storage.conftest import Clock
from tests.make import ALEXANDER, ANNA, ELENA, a_person, a_telegram, an_event, changed_person, telegram_of

NOW = datetime(2028, 8, 25, 9, 0, tzinfo=UTC)


async def test_people(known: Database) -> None:
    """A person is found by id, by Telegram's id and by username in any case; what is saved comes back."""
    async with known.write() as work:
        changed = changed_person(ANNA, name="Анна", language_chosen=True, zone="Asia/Omsk", reach=Reach.BLOCKED)
        await work.people.save(changed)
        assert await work.people.get(3) == changed
        assert await work.people.by_address(on_telegram(1003)) == changed
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
        assert telegram_of(await work.people.get(3)).username is None
        await work.people.save(changed_person(ELENA, username="ANNA"))
        assert await work.people.by_username("anna") == changed_person(ELENA, username="ANNA")


async def test_people_have_any_number_of_addresses(known: Database) -> None:
    """Found by each of them, with all; by themselves, in a list, in an event and in letters."""
    async with known.write() as work:
        nowhere = await work.people.add(Person(0, "Мария"))
        twice = ANNA.with_address(a_telegram(999, "lee"))
        await work.people.save(twice)
        assert [a.value for a in twice.addresses] == ["1003", "999"]
        assert await work.people.by_address(on_telegram(999)) == await work.people.by_username("anna") == twice
        assert await work.people.many([nowhere.id, 3, 1]) == (nowhere, twice, ELENA)
        people = tuple(map(Attendee, (twice, nowhere, ELENA, ALEXANDER)))
        event = await work.events.add(an_event(id=0, uid="u", people=people))
        assert await work.events.get(event.id) == event
        assert [len(e.people) for e in await work.events.never_told(2, NOW)] == [3, 4]
        letter = Letter(Occasion.INVITED, event, nowhere, NOW)
        await work.letters.add(letter)
        assert await work.letters.get(letter.key) == letter


async def test_an_address_is_one_persons(known: Database) -> None:
    async with known.write() as work:
        with pytest.raises(IntegrityError):
            await work.people.save(ELENA.with_address(telegram_of(ANNA)))


async def test_conversations(known: Database) -> None:
    async with known.write() as work:
        assert await work.conversations.get(1) is None
        for awaiting in (Awaiting("form", 5), Awaiting("comment", 6)):
            await work.conversations.set(1, awaiting, timedelta(minutes=1))
            assert await work.conversations.get(1) == awaiting
        await work.conversations.clear(1)
        assert await work.conversations.get(1) is None


async def test_what_was_asked_is_forgotten_in_time(known: Database, clock: Clock) -> None:
    async with known.write() as work:
        await work.conversations.set(1, Awaiting("comment", 6), timedelta(minutes=1))
        clock.forward(59)
        assert await work.conversations.get(1) == Awaiting("comment", 6)
        clock.forward(1)
        assert await work.conversations.get(1) is None


async def test_who_wrote_lately(known: Database, clock: Clock) -> None:
    """The last one first, by what is in the inbox and by the last Start; who only was invited is not among them."""
    async with known.write() as work:
        assert await work.people.lately(8) == ()
        await work.people.save(started := changed_person(ELENA, started_at=clock()))
        clock.forward(5)
        await work.inbox.put(
            [Arrived("tg:1", "tg:1003", RawUpdate(update={})), Arrived("tg:2", "tg:-7", RawUpdate(update={}))]
        )
        assert await work.people.lately(8) == (ANNA, started)
        assert await work.people.lately(1) == (ANNA,)
        assert await work.people.first_id() == ELENA.id
