"""The outbox as delivery sees it: claims rows that are not leased, and records how attempts ended."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, case, delete, func, literal_column, or_, select, update

from domain.messages.outbox import SendLetter, TryPassword
from domain.outbox import Outgoing
from domain.road import DeliveryResult, End, InboxRow, OutboxRow
from storage.connection import Connection
from storage.road.codec import outbox_message
from storage.road.inbox import SqlInbox
from storage.road.outbox import FAILED, LEASE, PENDING
from storage.statements import Prepared, Row
from storage.tables.road import outbox
from storage.tables.screens import cards

_moment = outbox.c.due_at.type
_now = bindparam("now", type_=_moment)

# Per lane: until when its rows are leased, and the first row that failed and waits, which no later one may overtake.
_lanes = (
    select(
        outbox.c.lane,
        func.max(outbox.c.lease_until).label("lease"),
        func.min(case((and_(outbox.c.due_at > _now, FAILED), outbox.c.id))).label("held_from"),
    )
    .where(PENDING)
    .group_by(outbox.c.lane)
    .subquery("lanes")
)
_ready = (
    select(outbox.c.id)
    .join(_lanes, _lanes.c.lane == outbox.c.lane)
    .where(PENDING, outbox.c.due_at <= _now)
    .where(or_(_lanes.c.lease.is_(None), _lanes.c.lease <= _now))
    .where(or_(_lanes.c.held_from.is_(None), outbox.c.id < _lanes.c.held_from))
    .order_by(outbox.c.id)
    .limit(bindparam("limit"))
)
_HAS_DUE = Prepared(_ready)
_CLAIM = Prepared(
    update(outbox)
    .where(outbox.c.id.in_(_ready))
    .values(lease_until=bindparam("lease"), attempts=outbox.c.attempts + 1)
    .returning(
        outbox.c.id,
        outbox.c.lane,
        outbox.c.kind,
        outbox.c.body,
        outbox.c.key,
        outbox.c.due_at,
        outbox.c.created_at,
        outbox.c.attempts,
    )
)
# Its password, although encrypted, is not kept once it has been tried.
_has_secret = outbox.c.kind == literal_column(f"'{TryPassword.kind}'")
_SETTLE = Prepared(
    update(outbox)
    .where(outbox.c.id == bindparam("row"), PENDING)
    .values(
        state=bindparam("becomes"),
        due_at=func.coalesce(bindparam("again", type_=_moment), outbox.c.due_at),
        lease_until=None,
        attempts=outbox.c.attempts - bindparam("untried"),
        last_error=func.coalesce(bindparam("why"), outbox.c.last_error),
        done_at=bindparam("finished"),
        body=case((and_(_has_secret, bindparam("finished").is_not(None)), literal_column("'{}'")), else_=outbox.c.body),
        key=case((bindparam("keeps_key"), outbox.c.key)),
    )
)
_SET_MESSAGE_ID = Prepared(update(cards).where(cards.c.id == bindparam("card")).values(message_id=bindparam("message")))
_RELEASE = Prepared(update(outbox).where(PENDING, outbox.c.lease_until.is_not(None)).values(lease_until=None))
_is_remembered = or_(outbox.c.key.is_not(None), outbox.c.kind == literal_column(f"'{SendLetter.kind}'"))
_forgotten = case((_is_remembered, bindparam("keyed", type_=_moment)), else_=bindparam("before", type_=_moment))
_PURGE = Prepared(delete(outbox).where(outbox.c.done_at < _forgotten))


class SqlRelay:
    """domain.road.Relay, for one process that delivers."""

    def __init__(self, connection: Connection, clock: Callable[[], datetime], inbox: SqlInbox) -> None:
        self._connection = connection
        self._clock = clock
        self._inbox = inbox

    async def claim(self, limit: int) -> list[OutboxRow]:
        """At most `limit` rows, in the order posted, leased for LEASE."""
        now = self._clock()
        rows = await self._connection.all(_CLAIM, now=now, lease=now + LEASE, limit=limit)
        return [_outbox_row(row) for row in sorted(rows, key=lambda row: row[0])]

    async def settle(self, results: Sequence[DeliveryResult]) -> list[InboxRow]:
        """A row that is finished already stays as it is."""
        now = self._clock()
        await self._connection.run_each(_SETTLE, [_values(result, now) for result in results])
        messages = (result.message for result in results if result.message is not None)
        await self._connection.run_each(
            _SET_MESSAGE_ID, [{"card": card, "message": message} for card, message in messages]
        )
        return await self._inbox.put([result.arrived for result in results if result.arrived is not None])

    async def release(self) -> None:
        """Ends every lease: only one bot at a time works on a database, so the process that held it has ended."""
        await self._connection.run(_RELEASE)

    async def has_due(self) -> bool:
        """Whether claim would find something."""
        return await self._connection.first(_HAS_DUE, now=self._clock(), limit=1) is not None

    async def purge(self, before: datetime, keyed_before: datetime) -> None:
        """Forgets what was finished before; only if before the other, what has a key, by which it is not owed again.

        So too a letter that failed and has no key any more: its attempts tell whether it may have arrived all the same.
        """
        await self._connection.run(_PURGE, before=before, keyed=keyed_before)


def _outbox_row(row: Row) -> OutboxRow:
    id, lane, kind, body, key, due_at, created_at, attempts = row
    return OutboxRow(id, Outgoing(lane, outbox_message(kind, body), key, due_at), created_at, attempts)


def _values(result: DeliveryResult, now: datetime) -> dict[str, Any]:
    return {
        "row": result.id,
        "becomes": result.end,
        "again": result.due_at,
        "untried": int(not result.is_attempt),
        "why": result.error,
        "finished": None if result.end is End.AGAIN else now,
        # What was not delivered may be owed again; everything else is owed once.
        "keeps_key": result.end not in {End.UNDELIVERABLE, End.DEAD},
    }
