"""What arrived and is to be handled once: updates of Telegram, timers that fired, results of jobs of our own."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, literal_column, null, select, update

from domain.road import Arrived, InboxRow
from storage.connection import Connection
from storage.constructs import insert_new
from storage.road.codec import encoded, inbox_message
from storage.statements import Prepared, Row
from storage.tables.road import inbox

_PUT = Prepared(
    insert_new(inbox).returning(inbox.c.id),
    ("key", "lane", "kind", "body", "state", "attempts", "received_at"),
)
_row = inbox.c.id == bindparam("row")
_waiting = inbox.c.state == literal_column("'new'")  # as in the index, which a bound value would not use
_TAKE = Prepared(
    update(inbox).where(_row, _waiting).values(state="done", done_at=bindparam("now"), body=null(), error=None)
)
_FAIL = Prepared(
    update(inbox)
    .where(_row, _waiting)
    .values(
        state=bindparam("becomes"),
        attempts=inbox.c.attempts + 1,
        error=bindparam("why"),
        done_at=bindparam("finished"),
    )
)
_LEFTOVER = Prepared(
    select(inbox.c.id, inbox.c.key, inbox.c.lane, inbox.c.kind, inbox.c.body, inbox.c.attempts)
    .where(_waiting)
    .order_by(inbox.c.id)
)
_EMPTY = Prepared(update(inbox).where(_row).values(body=null()))


class SqlInbox:
    """domain.road.Inbox. Rows stay for a while after they are done: their keys tell a repeated update."""

    def __init__(self, connection: Connection, clock: Callable[[], datetime]) -> None:
        self._connection = connection
        self._clock = clock

    async def put(self, rows: Sequence[Arrived]) -> list[InboxRow]:
        """Only the rows that were not there yet, in the order given."""
        now = self._clock()
        ids = [await self._connection.scalar(_PUT, **_values(row), received_at=now) for row in rows]
        return [InboxRow(id, row) for id, row in zip(ids, rows, strict=True) if id is not None]

    async def take(self, inbox_id: int) -> bool:
        """Marks the row done in this unit of work; False if it was done or given up before."""
        return await self._connection.run(_TAKE, row=inbox_id, now=self._clock()) == 1

    async def leftover(self) -> list[InboxRow]:
        """Everything not done and not given up, the oldest first."""
        rows = await self._connection.all(_LEFTOVER)
        return [_inbox_row(row) for row in rows]

    async def fail(self, inbox_id: int, error: str, again: bool) -> None:
        """Handling raised an error. With `again` False it is given up, and its body is kept for inspection."""
        await self._finish(inbox_id, "new" if again else "dead", error)

    async def poison(self, inbox_id: int, error: str) -> None:
        """It cannot be parsed."""
        await self._finish(inbox_id, "poison", error)

    async def empty(self, inbox_id: int) -> None:
        """Drops the body, which must not be kept even to find out why it could not be handled."""
        await self._connection.run(_EMPTY, row=inbox_id)

    async def _finish(self, inbox_id: int, state: str, why: str) -> None:
        finished = None if state == "new" else self._clock()
        await self._connection.run(_FAIL, row=inbox_id, becomes=state, why=why, finished=finished)


def _inbox_row(row: Row) -> InboxRow:
    id, key, lane, kind, body, attempts = row
    return InboxRow(id, Arrived(key, lane, inbox_message(kind, body)), attempts)


def _values(row: Arrived) -> dict[str, Any]:
    body, kind = encoded(row.message), row.message.kind
    return {"key": row.key, "lane": row.lane, "kind": kind, "body": body, "state": "new", "attempts": 0}
