"""What is owed to somebody outside, in order within a lane, until it is settled.

A row that is due when it is posted stays leased to the process that posted it and goes out from memory. Rows that wait,
failed for now, or were left by a crash are claimed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Row, and_, bindparam, case, delete, exists, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.owed import Owed
from storage.rows import cards, outbox

LEASE = timedelta(seconds=60)

State = Literal["pending", "done", "undeliverable", "dead", "superseded"]


@dataclass(frozen=True)
class Fresh:
    """A row to be sent by whoever holds it. `attempts` counts this one too."""

    id: int
    owed: Owed
    attempts: int = 1


@dataclass(frozen=True)
class Settled:
    """How sending ended. "pending" means again, at `due_at`; `message` is (card id, message id) of a card sent.

    `counted` False takes the attempt back: nothing was wrong, Telegram only said to wait.
    """

    id: int
    state: State
    error: str | None = None
    due_at: datetime | None = None
    message: tuple[int, int] | None = None
    counted: bool = True


_now = bindparam("now", type_=outbox.c.due_at.type)
_pending = outbox.c.state == "pending"
_row = outbox.c.id == bindparam("row")

# A lane in which something waits for its turn must not be overtaken by what is posted now.
_earlier = outbox.alias("earlier")
_free = ~exists().where(
    _earlier.c.lane == bindparam("into"),
    _earlier.c.state == "pending",
    or_(_earlier.c.lease_until.is_(None), _earlier.c.lease_until <= _now),
)
_lease = bindparam("lease", type_=outbox.c.lease_until.type)
_POST = (
    insert(outbox)
    .values(lease_until=case((_free, _lease)), attempts=case((and_(_free, _lease.is_not(None)), 1), else_=0))
    .on_conflict_do_nothing(index_elements=["key"])
    .returning(outbox.c.id, outbox.c.key, outbox.c.attempts)
)

# Per lane: until when somebody holds it, and the first row that is not due yet, which nothing behind it may overtake.
_lanes = (
    select(
        outbox.c.lane,
        func.max(outbox.c.lease_until).label("lease"),
        func.min(case((outbox.c.due_at > _now, outbox.c.id))).label("held_from"),
        func.min(outbox.c.id).label("head"),
    )
    .where(_pending)
    .group_by(outbox.c.lane)
    .subquery("lanes")
)
_READY = (
    select(outbox.c.id)
    .join(_lanes, _lanes.c.lane == outbox.c.lane)
    .where(_pending, or_(_lanes.c.lease.is_(None), _lanes.c.lease <= _now))
    .where(or_(_lanes.c.held_from.is_(None), outbox.c.id < _lanes.c.held_from))
    .order_by(outbox.c.id)
    .limit(bindparam("limit"))
)
_CLAIM = (
    update(outbox)
    .where(outbox.c.id.in_(_READY))
    .values(lease_until=bindparam("lease"), attempts=outbox.c.attempts + 1)
    .returning(
        outbox.c.id, outbox.c.lane, outbox.c.kind, outbox.c.body, outbox.c.key, outbox.c.due_at, outbox.c.attempts
    )
)
_NEXT_DUE = (
    select(func.min(case((_lanes.c.lease > outbox.c.due_at, _lanes.c.lease), else_=outbox.c.due_at)))
    .join(_lanes, _lanes.c.head == outbox.c.id)
)  # fmt: skip
_OLDEST_DUE = select(func.min(outbox.c.due_at)).where(_pending, outbox.c.due_at <= _now)
_SETTLE = (
    update(outbox)
    .where(_row, _pending)
    .values(
        state=bindparam("becomes"),
        due_at=func.coalesce(bindparam("again", type_=outbox.c.due_at.type), outbox.c.due_at),
        lease_until=None,
        attempts=outbox.c.attempts - bindparam("uncounted"),
        last_error=bindparam("why"),
        done_at=bindparam("finished"),
    )
)
_RECORD = update(cards).where(cards.c.id == bindparam("card")).values(message_id=bindparam("message"))
_PURGE = delete(outbox).where(outbox.c.done_at < bindparam("before"))


class SqlOutbox:
    """domain.ports.Outbox, and what delivers from it. One process delivers; it passes over what it holds already."""

    def __init__(self, connection: AsyncConnection, clock: Callable[[], datetime], fresh: list[Fresh]) -> None:
        """`fresh` collects what is to be sent as soon as the unit of work is committed."""
        self._connection = connection
        self._clock = clock
        self._fresh = fresh

    async def post(self, *owed: Owed) -> None:
        if not owed:
            return
        rows = sorted((await self._connection.execute(_POST, _values(owed, self._clock()))).all())
        # Rows without a key are all new, in the order given; of several with one key only the first is.
        new = {row.key for row in rows}
        posted = (one for one in owed if one.key is None or _pop(new, one.key))
        self._fresh += [Fresh(row.id, one) for one, row in zip(posted, rows, strict=True) if row.attempts]

    async def claim(self, limit: int) -> list[Fresh]:
        """At most `limit` rows that are due, in order, leased for LEASE; a lane that somebody holds is left alone."""
        now = self._clock()
        rows = await self._connection.execute(_CLAIM, {"now": now, "lease": now + LEASE, "limit": limit})
        return [_claimed(row) for row in sorted(rows, key=lambda row: row.id)]

    async def settle(self, results: Sequence[Settled]) -> None:
        """Records how sending ended. A row that is finished already stays as it is."""
        if not results:
            return
        now = self._clock()
        await self._connection.execute(_SETTLE, [_settled(result, now) for result in results])
        messages = [result.message for result in results if result.message is not None]
        if messages:
            await self._connection.execute(_RECORD, [{"card": card, "message": message} for card, message in messages])

    async def next_due(self) -> datetime | None:
        """When claim may find something next; it may lie in the past."""
        moment: datetime | None = await self._connection.scalar(_NEXT_DUE, {"now": self._clock()})
        return moment

    async def oldest_due(self) -> datetime | None:
        """Since when the longest waiting row should have gone out."""
        moment: datetime | None = await self._connection.scalar(_OLDEST_DUE, {"now": self._clock()})
        return moment

    async def purge(self, before: datetime) -> None:
        """Forgets what was finished before, and with it the keys: none of them may be owed again."""
        await self._connection.execute(_PURGE, {"before": before})


def _values(owed: Sequence[Owed], now: datetime) -> list[dict[str, Any]]:
    """A row that is due comes leased, unless one before it in its lane is not due yet."""
    waiting = set[str]()
    values = []
    for one in owed:
        due_at = one.due_at or now
        if due_at > now:
            waiting.add(one.lane)
        lease = None if one.lane in waiting else now + LEASE
        row = {"key": one.key, "lane": one.lane, "kind": one.kind, "body": one.body, "due_at": due_at, "lease": lease}
        values.append(row | {"state": "pending", "created_at": now, "into": one.lane, "now": now})
    return values


def _pop(keys: set[str | None], key: str) -> bool:
    found = key in keys
    keys.discard(key)
    return found


def _claimed(row: Row[*tuple[Any, ...]]) -> Fresh:
    return Fresh(row.id, Owed(row.lane, row.kind, row.body, row.key, row.due_at), row.attempts)


def _settled(result: Settled, now: datetime) -> dict[str, Any]:
    return {
        "row": result.id,
        "becomes": result.state,
        "again": result.due_at,
        "uncounted": int(not result.counted),
        "why": result.error,
        "finished": None if result.state == "pending" else now,
    }
