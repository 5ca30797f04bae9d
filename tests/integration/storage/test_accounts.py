"""People's own Skype accounts, refused passwords, and that nothing secret is left where it was."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from domain.account import Refusals, SkypeAccount
from domain.messages.inbox import RawUpdate
from domain.messages.outbox import Say, TryPassword
from domain.outbox import Outgoing
from domain.road import Arrived, DeliveryResult, End
from storage.uow import Database
from tests.integration.storage.conftest import Clock
from tests.make import a_conference, an_event

PASSWORD = "Tr0ub4dor-and-3"


def bytes_of(file: Path) -> bytes:
    """The database file after everything written was moved into it."""
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
    return file.read_bytes()


async def test_accounts(known: Database) -> None:
    """1. One for each person; saved again it is replaced, and removed it is gone."""
    async with known.write() as work:
        assert await work.accounts.get(1) is None
        await work.accounts.save(named := SkypeAccount(1, "EXAMPLE\\elena"))
        await work.accounts.save(SkypeAccount(2, "alexander@example.org", "sealed"))
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
    refused = Refusals("ann", "00ff", ("aa", "bb"), 2, clock())
    async with known.write() as work:
        assert await work.refused.get("ann") is None
        await work.refused.save(refused)
        assert await work.refused.get("ann") == refused
        await work.refused.save(again := refused.again("cc", clock()))
        assert await work.refused.get("ann") == again
        await work.refused.remove("ann")
        assert await work.refused.get("ann") is None


async def test_a_message_leaves_no_trace_in_the_file(known: Database, tmp_path: Path) -> None:
    """4. As soon as it is handled: what is deleted is overwritten, not only marked as free."""
    file = tmp_path / "planerka.db"
    update = {"message": {"text": PASSWORD}}
    async with known.write() as work:
        rows = await work.inbox.put([Arrived(f"tg:{n}", "tg:1", RawUpdate(update=update)) for n in range(2)])
    assert PASSWORD.encode() in bytes_of(file)
    async with known.write() as work:
        assert await work.inbox.take(rows[0].id)
        await work.inbox.fail(rows[1].id, "a bug", again=False)
        await work.inbox.empty(rows[1].id)
    assert PASSWORD.encode() not in bytes_of(file)


async def test_what_is_sealed_is_not_kept_when_it_has_served(known: Database, tmp_path: Path) -> None:
    """5. While a proof has to wait it stays; when it has ended, however, the row holds nothing any more."""
    file, sealed = tmp_path / "planerka.db", "gAAAAABsealed"
    async with known.write() as work:
        await work.outbox.post(
            Outgoing("prove:ann", TryPassword(person=1, user="ann", sealed=sealed)),
            Outgoing("tg:1", Say(chat=1, text="да")),
        )
        prove, say = (row.id for row in work.fresh)
    async with known.write() as work:
        await work.relay.settle([DeliveryResult(prove, End.AGAIN, due_at=Clock().now)])
    assert sealed.encode() in bytes_of(file)
    async with known.write() as work:
        await work.relay.settle([DeliveryResult(prove, End.DEAD, "a bug"), DeliveryResult(say, End.DONE)])
    assert sealed.encode() not in bytes_of(file)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT body FROM outbox ORDER BY id").fetchall()[0] == ("{}",)
        assert "\\u0434" in connection.execute("SELECT body FROM outbox ORDER BY id").fetchall()[1][0]
