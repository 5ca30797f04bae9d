"""Nothing secret is left in the file where it was."""

import sqlite3
from contextlib import closing
from pathlib import Path

from domain.messages.inbox import RawUpdate
from domain.messages.outbox import Say, TryPassword
from domain.outbox import Outgoing
from domain.road import Arrived, DeliveryResult, End
from storage.uow import Database
from tests.integration.storage.conftest import Clock

PASSWORD = "Tr0ub4dor-and-3"


def bytes_of(file: Path) -> bytes:
    """The database file after everything written was moved into it."""
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
    return file.read_bytes()


async def test_a_message_leaves_no_trace_in_the_file(known: Database, tmp_path: Path) -> None:
    """1. As soon as it is handled: what is deleted is overwritten, not only marked as free."""
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
    """2. While a proof has to wait it stays; when it has ended, however, the row holds nothing any more."""
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
