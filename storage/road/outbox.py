"""Messages to be sent, posted with the change that causes them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, literal_column, select

from domain.outbox import Outgoing
from domain.road import OutboxRow
from storage.connection import Connection
from storage.constructs import any_of, insert_new
from storage.road.codec import encoded
from storage.statements import Prepared
from storage.tables.road import outbox

# Spelled out as in the index, which SQLite would not use for a bound value.
PENDING = outbox.c.state == literal_column("'pending'")
UNCLAIMED = outbox.c.claimed_at.is_(None)

# What is posted now must not overtake what is due and not claimed yet, unless it answers a person. It may overtake what
# was posted for later; delivery knows what waits behind a failure.
_BACKLOG = Prepared(
    select(outbox.c.lane)
    .where(PENDING, UNCLAIMED, any_of(outbox.c.lane, "lanes"), outbox.c.due_at <= bindparam("now"))
    .distinct()
)
_KNOWN = Prepared(select(outbox.c.key).where(any_of(outbox.c.key, "keys")))  # what failed for good has no key
_POST = Prepared(
    insert_new(outbox).returning(outbox.c.id),
    ("key", "lane", "kind", "body", "card_id", "state", "due_at", "claimed_at", "attempts", "created_at"),
)


class SqlOutbox:
    """domain.ports.Outbox. A row that can leave at once is claimed for this process, which has it in memory."""

    def __init__(self, connection: Connection, clock: Callable[[], datetime], fresh: list[OutboxRow]) -> None:
        """`fresh` collects what is to be delivered as soon as the unit of work is committed."""
        self._connection = connection
        self._clock = clock
        self._fresh = fresh

    async def post(self, *outgoing: Outgoing) -> None:
        if not outgoing:
            return
        now = self._clock()
        backlog = await self._backlog({one.lane for one in outgoing if not one.is_answer}, now)
        for one in outgoing:
            values = _values(one, now, one.lane in backlog)
            id = await self._connection.scalar(_POST, **values)
            if id is not None and values["claimed_at"] is not None:
                self._fresh.append(OutboxRow(id, one, now))

    async def known(self, *keys: str) -> set[str]:
        return {key for (key,) in await self._connection.all(_KNOWN, keys=list(keys))}

    async def _backlog(self, lanes: set[str], now: datetime) -> set[str]:
        """Of these lanes those that have one."""
        if not lanes:
            return set()
        return {lane for (lane,) in await self._connection.all(_BACKLOG, lanes=list(lanes), now=now)}


def _values(outgoing: Outgoing, now: datetime, has_backlog: bool) -> dict[str, Any]:
    due_at = outgoing.due_at or now
    leaves = due_at <= now and (outgoing.is_answer or not has_backlog)
    return {
        "key": outgoing.key,
        "lane": outgoing.lane,
        "kind": outgoing.message.kind,
        "body": encoded(outgoing.message),
        "card_id": getattr(outgoing.message, "card", None),
        "state": "pending",
        "due_at": due_at,
        "claimed_at": now if leaves else None,
        "attempts": 0,
        "created_at": now,
    }
