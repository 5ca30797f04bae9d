"""What is owed to somebody outside, posted with the change that it follows from."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, case, exists, or_
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.owed import Owed
from domain.road import Fresh
from storage.rows import outbox

LEASE = timedelta(seconds=60)

_now = bindparam("now", type_=outbox.c.due_at.type)
# What failed and waits, or is due and nobody has claimed yet, must not be overtaken by what is posted now. What was
# posted for later and never tried holds nobody up.
_earlier = outbox.alias("earlier")
_free = ~exists().where(
    _earlier.c.lane == bindparam("into"),
    _earlier.c.state == "pending",
    or_(_earlier.c.lease_until.is_(None), _earlier.c.lease_until <= _now),
    or_(_earlier.c.due_at <= _now, _earlier.c.attempts > 0),
)
_lease = bindparam("lease", type_=outbox.c.lease_until.type)
_POST = (
    insert(outbox)
    .values(lease_until=case((_free, _lease)), attempts=case((and_(_free, _lease.is_not(None)), 1), else_=0))
    .on_conflict_do_nothing(index_elements=["key"])
    .returning(outbox.c.id, outbox.c.key, outbox.c.attempts)
)


class SqlOutbox:
    """domain.ports.Outbox. A row that can leave at once comes leased to this process, which has it in memory."""

    def __init__(self, connection: AsyncConnection, clock: Callable[[], datetime], fresh: list[Fresh]) -> None:
        """`fresh` collects what is to be delivered as soon as the unit of work is committed."""
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
