"""People come back as they were, and what each was asked, until it is forgotten."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.person import Reach
from domain.ports import Awaiting
from storage.uow import Database
from tests.integration.storage.conftest import Clock
from tests.make import ANNA, ELENA, a_person


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
