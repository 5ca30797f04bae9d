"""The outbox as delivery sees it: claims rows, and records how attempts ended."""

from collections.abc import Callable, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import BindParameter, and_, bindparam, case, func, literal_column, select, update

from domain.messages.outbox import TryPassword
from domain.outbox import Outgoing
from domain.road import DeliveryResult, End, InboxRow, OutboxRow, Waiting
from storage.connection import Connection
from storage.constructs import any_of
from storage.road.codec import outbox_message
from storage.road.inbox import SqlInbox
from storage.road.outbox import PENDING, UNCLAIMED
from storage.statements import Prepared, Row
from storage.tables.road import outbox
from storage.tables.screens import cards

_moment = outbox.c.due_at.type
_now = bindparam("now", type_=_moment)
_limit: BindParameter[int] = bindparam("limit")

_row = (
    outbox.c.id,
    outbox.c.lane,
    outbox.c.kind,
    outbox.c.body,
    outbox.c.key,
    outbox.c.due_at,
    outbox.c.created_at,
    outbox.c.attempts,
)
_due = (
    select(outbox.c.id)
    .where(PENDING, UNCLAIMED, outbox.c.due_at <= _now)
    .order_by(outbox.c.due_at, outbox.c.id)
    .limit(_limit)
)
_HAS_DUE = Prepared(_due)
_claim = update(outbox).values(claimed_at=_now).returning(*_row)
_CLAIM = Prepared(_claim.where(outbox.c.id.in_(_due)))
_CLAIM_THESE = Prepared(_claim.where(PENDING, UNCLAIMED, any_of(outbox.c.id, "ids")))
_FAILED = Prepared(
    select(outbox.c.id, outbox.c.lane, outbox.c.due_at, outbox.c.attempts)
    .where(PENDING, UNCLAIMED, outbox.c.last_error.is_not(None), outbox.c.due_at > _now)
    .order_by(outbox.c.due_at)
    .limit(_limit)
)
# Its password, although encrypted, is not kept once it has been tried.
_has_secret = outbox.c.kind == literal_column(f"'{TryPassword.kind}'")
_SETTLE = Prepared(
    update(outbox)
    .where(outbox.c.id == bindparam("row"), PENDING)
    .values(
        state=bindparam("becomes"),
        due_at=func.coalesce(bindparam("again", type_=_moment), outbox.c.due_at),
        claimed_at=None,
        attempts=outbox.c.attempts + bindparam("failed"),
        last_error=func.coalesce(bindparam("why"), outbox.c.last_error),
        done_at=bindparam("finished"),
        body=case((and_(_has_secret, bindparam("finished").is_not(None)), literal_column("'{}'")), else_=outbox.c.body),
        key=case((bindparam("keeps_key"), outbox.c.key)),
    )
)
_SET_MESSAGE_ID = Prepared(update(cards).where(cards.c.id == bindparam("card")).values(message_id=bindparam("message")))
_RELEASE = Prepared(
    update(outbox).where(PENDING, outbox.c.claimed_at.is_not(None)).values(claimed_at=None, interrupted_at=_now)
)


class SqlRelay:
    """domain.road.Relay, for one process that delivers."""

    def __init__(self, connection: Connection, clock: Callable[[], datetime], inbox: SqlInbox) -> None:
        self._connection = connection
        self._clock = clock
        self._inbox = inbox

    async def claim(self, limit: int) -> list[OutboxRow]:
        """At most `limit` rows that are due, in the order in which they became due and were posted."""
        rows = await self._connection.all(_CLAIM, now=self._clock(), limit=limit)
        return sorted(map(_claimed, rows), key=attrgetter("outgoing.due_at", "id"))

    async def claim_these(self, ids: Sequence[int]) -> list[OutboxRow]:
        """Those of them that are still to be delivered, in the order posted, whenever they are due."""
        rows = await self._connection.all(_CLAIM_THESE, now=self._clock(), ids=list(ids))
        return sorted(map(_claimed, rows), key=attrgetter("id"))

    async def failed(self, limit: int) -> list[Waiting]:
        """Rows that failed before and are due later, the earliest first."""
        return [Waiting(*row) for row in await self._connection.all(_FAILED, now=self._clock(), limit=limit)]

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
        """Gives back every claim: one bot at a time works on a database, so the process that made it has ended."""
        await self._connection.run(_RELEASE, now=self._clock())

    async def has_due(self) -> bool:
        """Whether claim would find something."""
        return await self._connection.first(_HAS_DUE, now=self._clock(), limit=1) is not None


def _claimed(row: Row) -> OutboxRow:
    id, lane, kind, body, key, due_at, posted_at, attempts = row
    return OutboxRow(id, Outgoing(lane, outbox_message(kind, body), key, due_at), posted_at, attempts)


def _values(result: DeliveryResult, now: datetime) -> dict[str, Any]:
    return {
        "row": result.id,
        "becomes": result.end,
        "again": result.due_at,
        "failed": int(result.is_attempt and result.end is End.AGAIN),
        "why": result.error,
        "finished": None if result.end is End.AGAIN else now,
        # What was not delivered may be owed again; everything else is owed once.
        "keeps_key": result.end not in {End.UNDELIVERABLE, End.DEAD},
    }
