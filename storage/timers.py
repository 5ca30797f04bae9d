"""Moments to come. One that has come becomes a row of the inbox and takes the road of an update from there."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.road import Arrived, Taken
from storage.inbox import SqlInbox
from storage.rows import timers

_key = timers.c.key == bindparam("timer")
_new = insert(timers)
_SET = _new.on_conflict_do_update(
    index_elements=["key"], set_={"due_at": _new.excluded.due_at, "body": _new.excluded.body}
)
_CLEAR = delete(timers).where(_key)
_GET = select(timers.c.body).where(_key)
_FIRST = select(timers.c.key).where(timers.c.due_at <= bindparam("now")).order_by(timers.c.due_at)
_FIRE = (
    delete(timers)
    .where(timers.c.key.in_(_FIRST.limit(bindparam("limit"))))
    .returning(timers.c.due_at, timers.c.key, timers.c.body)
)


class SqlTimers:
    """domain.ports.Timers."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def set(self, key: str, due_at: datetime, body: dict[str, Any]) -> None:
        await self._connection.execute(_SET, {"key": key, "due_at": due_at, "body": body})

    async def clear(self, key: str) -> bool:
        return (await self._connection.execute(_CLEAR, {"timer": key})).rowcount == 1

    async def get(self, key: str) -> dict[str, Any] | None:
        body: dict[str, Any] | None = await self._connection.scalar(_GET, {"timer": key})
        return body


class SqlTicking:
    """domain.road.Ticking."""

    def __init__(self, connection: AsyncConnection, clock: Callable[[], datetime], inbox: SqlInbox) -> None:
        self._connection = connection
        self._clock = clock
        self._inbox = inbox

    async def due(self, limit: int) -> list[Taken]:
        """Moves at most `limit` timers that are due into the inbox, the earliest first."""
        fired = await self._connection.execute(_FIRE, {"now": self._clock(), "limit": limit})
        return await self._inbox.put([_arrived(*row) for row in sorted(fired, key=lambda row: row[:2])])

    async def has_due(self) -> bool:
        found = await self._connection.scalar(_FIRST.limit(1), {"now": self._clock()})
        return found is not None


def _arrived(due_at: datetime, key: str, body: dict[str, Any]) -> Arrived:
    """The moment is part of the key: a timer that was set anew is another one."""
    return Arrived(f"timer:{key}:{due_at.isoformat()}", body.get("lane", key), "timer", body)
