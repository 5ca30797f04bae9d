"""The newest rows of inbox and outbox, for administrators; without what people wrote."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, bindparam, select

from domain.inspection import RowSummary
from storage.connection import Connection
from storage.statements import Prepared
from storage.tables.road import inbox, outbox


def _newest(query: Select[Any], id: Any) -> Prepared:
    return Prepared(query.order_by(id.desc()).limit(bindparam("limit")))


_i, _o = inbox.c, outbox.c
_INBOX = _newest(select(_i.id, _i.lane, _i.kind, _i.state, _i.attempts, _i.error, _i.received_at), _i.id)
_OUTBOX = _newest(select(_o.id, _o.lane, _o.kind, _o.state, _o.attempts, _o.last_error, _o.due_at), _o.id)


class SqlInspection:
    """domain.road.Inspection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def inbox(self, limit: int) -> Sequence[RowSummary]:
        return [RowSummary(*row) for row in await self._connection.all(_INBOX, limit=limit)]

    async def outbox(self, limit: int) -> Sequence[RowSummary]:
        return [RowSummary(*row) for row in await self._connection.all(_OUTBOX, limit=limit)]
