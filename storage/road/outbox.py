"""Messages to be sent, posted with the change that causes them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, literal_column, or_, select

from domain.outbox import Outgoing
from domain.road import OutboxRow
from storage.connection import Connection
from storage.constructs import any_of, insert_new
from storage.road.codec import encoded
from storage.statements import Prepared
from storage.tables.road import outbox

LEASE = timedelta(seconds=60)

# Spelled out as in the index, which SQLite would not use for a bound value.
PENDING = outbox.c.state == literal_column("'pending'")
FAILED = outbox.c.last_error.is_not(
    None
)  # at least once; `attempts` does not tell, since being told to wait is not counted

# What is posted now must not overtake a row that failed and waits, or one that is due and not claimed yet. It may
# overtake what was posted for later and never tried.
_HELD = Prepared(
    select(outbox.c.lane).where(
        PENDING,
        any_of(outbox.c.lane, "lanes"),
        or_(outbox.c.lease_until.is_(None), outbox.c.lease_until <= bindparam("now")),
        or_(FAILED, outbox.c.due_at <= bindparam("now")),
    )
)
_KNOWN = Prepared(select(outbox.c.key).where(any_of(outbox.c.key, "keys")))  # what failed for good has no key
_POST = Prepared(
    insert_new(outbox).returning(outbox.c.id),
    ("key", "lane", "kind", "body", "card_id", "state", "due_at", "lease_until", "attempts", "created_at"),
)


class SqlOutbox:
    """domain.ports.Outbox. A row that can leave at once comes leased to this process, which has it in memory."""

    def __init__(self, connection: Connection, clock: Callable[[], datetime], fresh: list[OutboxRow]) -> None:
        """`fresh` collects what is to be delivered as soon as the unit of work is committed."""
        self._connection = connection
        self._clock = clock
        self._fresh = fresh

    async def post(self, *outgoing: Outgoing) -> None:
        if not outgoing:
            return
        now = self._clock()
        held = await self._held({one.lane for one in outgoing}, now)
        for one in outgoing:
            values = _values(one, now, one.lane in held)
            id = await self._connection.scalar(_POST, **values)
            if id is not None and values["lease_until"] is not None:
                self._fresh.append(OutboxRow(id, one, now))

    async def known(self, *keys: str) -> set[str]:
        return {key for (key,) in await self._connection.all(_KNOWN, keys=list(keys))}

    async def _held(self, lanes: set[str], now: datetime) -> set[str]:
        return {lane for (lane,) in await self._connection.all(_HELD, lanes=list(lanes), now=now)}


def _values(outgoing: Outgoing, now: datetime, is_held: bool) -> dict[str, Any]:
    due_at = outgoing.due_at or now
    leaves = due_at <= now and not is_held
    return {
        "key": outgoing.key,
        "lane": outgoing.lane,
        "kind": outgoing.message.kind,
        "body": encoded(outgoing.message),
        "card_id": getattr(outgoing.message, "card", None),
        "state": "pending",
        "due_at": due_at,
        "lease_until": now + LEASE if leaves else None,
        "attempts": int(leaves),
        "created_at": now,
    }
