"""People's own Skype accounts, and refused passwords."""

from dataclasses import replace

from domain.account import ConferenceAccount, PasswordRefusals
from storage.uow import Database
from tests.integration.storage.conftest import Clock
from tests.make import a_conference, an_event


async def test_accounts(known: Database) -> None:
    """1. One for each person; saved again it is replaced, and removed it is gone."""
    async with known.write() as work:
        assert await work.accounts.get(1) is None
        await work.accounts.save(named := ConferenceAccount(1, "EXAMPLE\\elena"))
        await work.accounts.save(ConferenceAccount(2, "alexander@example.org", "sealed"))
        assert await work.accounts.get(1) == named
        await work.accounts.save(named.connected("also sealed"))
        found = await work.accounts.all()
        assert [(a.person_id, a.user, a.secret) for a in found] == [
            (1, "EXAMPLE\\elena", "also sealed"),
            (2, "alexander@example.org", "sealed"),
        ]
        await work.accounts.remove(2)
        assert await work.accounts.all() == found[:1]


async def test_rooms_on_an_account(known: Database, clock: Clock) -> None:
    """2. Only of that person's own, and of events that are not over."""
    async with known.write() as work:
        event = an_event()
        for number, account in enumerate((1, 1, 2, None), 2):
            other = await work.events.add(replace(event, id=0, uid=f"{number}@planerka"))
            await work.events.save(other.connected(replace(a_conference(), account=account)))
        assert [await work.accounts.rooms(person, clock()) for person in (1, 2, 3)] == [2, 1, 0]
        assert await work.accounts.rooms(1, event.when.end) == 0


async def test_refusals(known: Database, clock: Clock) -> None:
    """3. They come back as they were."""
    refused = PasswordRefusals("ann", "00ff", ("aa", "bb"), 2, clock())
    async with known.write() as work:
        assert await work.refused_passwords.get("ann") is None
        await work.refused_passwords.save(refused)
        assert await work.refused_passwords.get("ann") == refused
        await work.refused_passwords.save(again := refused.with_refusal("cc", clock()))
        assert await work.refused_passwords.get("ann") == again
        await work.refused_passwords.remove("ann")
        assert await work.refused_passwords.get("ann") is None
