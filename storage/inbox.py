"""What arrived and is to be handled once: updates of Telegram, timers that fired, results of jobs of our own."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, null, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.road import Arrived, Taken
from storage.rows import inbox

_PUT = insert(inbox).on_conflict_do_nothing().returning(inbox.c.id, inbox.c.key)
_row = inbox.c.id == bindparam("row")
_waiting = inbox.c.state == "new"
_TAKE = update(inbox).where(_row, _waiting).values(state="done", done_at=bindparam("now"), body=null(), error=None)
_FAIL = (
    update(inbox)
    .where(_row, _waiting)
    .values(
        state=bindparam("becomes"),
        attempts=inbox.c.attempts + bindparam("tries"),
        error=bindparam("why"),
        next_try_at=bindparam("again"),
        done_at=bindparam("finished"),
    )
)
_LEFTOVER = (
    select(inbox.c.id, inbox.c.key, inbox.c.lane, inbox.c.kind, inbox.c.body, inbox.c.attempts)
    .where(_waiting)
    .order_by(inbox.c.id)
)
_PURGE = delete(inbox).where(inbox.c.done_at < bindparam("before"))


class SqlInbox:
    """domain.road.Inbox. Rows stay for a while after they are done: by their keys a repeat is known."""

    def __init__(self, connection: AsyncConnection, clock: Callable[[], datetime]) -> None:
        self._connection = connection
        self._clock = clock

    async def put(self, rows: Sequence[Arrived]) -> list[Taken]:
        """Only the rows that were not there yet, in the order given."""
        if not rows:
            return []
        values = [_values(row, self._clock()) for row in rows]
        ids = {key: id for id, key in await self._connection.execute(_PUT, values)}
        return [Taken(ids.pop(row.key), row) for row in rows if row.key in ids]

    async def take(self, inbox_id: int) -> bool:
        """Marks the row done in this unit of work; False: somebody did it before, or it was given up."""
        return (await self._connection.execute(_TAKE, {"row": inbox_id, "now": self._clock()})).rowcount == 1

    async def leftover(self) -> list[Taken]:
        """Everything not done and not given up, the oldest first."""
        rows = await self._connection.execute(_LEFTOVER)
        return [Taken(id, Arrived(key, lane, kind, body), attempts) for id, key, lane, kind, body, attempts in rows]

    async def fail(self, inbox_id: int, error: str, next_try_at: datetime | None) -> None:
        """Handling it raised; None: it is given up, and its body stays to be looked at."""
        await self._finish(inbox_id, "dead" if next_try_at is None else "new", why=error, again=next_try_at)

    async def poison(self, inbox_id: int, error: str) -> None:
        """It cannot even be read."""
        await self._finish(inbox_id, "poison", why=error, again=None)

    async def purge(self, before: datetime) -> None:
        """Forgets what was finished before; Telegram repeats an update for a day at most."""
        await self._connection.execute(_PURGE, {"before": before})

    async def _finish(self, inbox_id: int, state: str, why: str, again: datetime | None) -> None:
        finished = None if state == "new" else self._clock()
        values = {"becomes": state, "tries": 1, "why": why, "again": again, "finished": finished}
        await self._connection.execute(_FAIL, values | {"row": inbox_id})


def _values(row: Arrived, now: datetime) -> dict[str, Any]:
    return {
        "key": row.key,
        "lane": row.lane,
        "kind": row.kind,
        "body": row.body,
        "state": "new",
        "attempts": 0,
        "received_at": now,
    }
