"""Timers: one that is due becomes a row of the inbox, and is handled like an update from there."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select

from domain.messages.inbox import Due
from domain.messages.outbox import Unreadable
from domain.road import Arrived, InboxRow
from storage.connection import Connection
from storage.constructs import upsert
from storage.road.codec import due_message, timer_body
from storage.road.inbox import SqlInbox
from storage.statements import Prepared
from storage.tables.road import timers

_key = timers.c.key == bindparam("timer")
_SET = Prepared(upsert(timers))
_CLEAR = Prepared(delete(timers).where(_key))
_GET = Prepared(select(timers.c.body).where(_key))
_first = (
    select(timers.c.key).where(timers.c.due_at <= bindparam("now")).order_by(timers.c.due_at).limit(bindparam("limit"))
)
_HAS_DUE = Prepared(_first)
_FIRE = Prepared(delete(timers).where(timers.c.key.in_(_first)).returning(timers.c.due_at, timers.c.key, timers.c.body))


class SqlTimers:
    """domain.ports.Timers."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def set(self, key: str, due_at: datetime, due: Due, lane: str | None = None) -> None:
        body = timer_body(due) | ({"lane": lane} if lane else {})
        await self._connection.run(_SET, key=key, due_at=due_at, body=body)

    async def clear(self, key: str) -> bool:
        return await self._connection.run(_CLEAR, timer=key) == 1

    async def get(self, key: str) -> Due | Unreadable | None:
        body = await self._connection.scalar(_GET, timer=key)
        return None if body is None else due_message(body)


class SqlDueTimers:
    """domain.road.DueTimers."""

    def __init__(self, connection: Connection, clock: Callable[[], datetime], inbox: SqlInbox) -> None:
        self._connection = connection
        self._clock = clock
        self._inbox = inbox

    async def due(self, limit: int) -> list[InboxRow]:
        """Moves at most `limit` timers that are due into the inbox, the earliest first."""
        fired = await self._connection.all(_FIRE, now=self._clock(), limit=limit)
        return await self._inbox.put([_arrived(*row) for row in sorted(fired, key=lambda row: row[:2])])

    async def has_due(self) -> bool:
        return await self._connection.first(_HAS_DUE, now=self._clock(), limit=1) is not None


def _arrived(due_at: datetime, key: str, body: dict[str, Any]) -> Arrived:
    """The due time is part of the key: a timer that was set again is another one."""
    return Arrived(f"timer:{key}:{due_at.isoformat()}", body.get("lane", key), due_message(body))
