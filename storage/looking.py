"""The newest rows at both ends of the road, for somebody who watches; without what people wrote."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, bindparam, select

from domain.road import Seen
from storage.connection import Connection, Prepared
from storage.road_rows import inbox, outbox


def _newest(query: Select[Any], id: Any) -> Prepared:
    return Prepared(query.order_by(id.desc()).limit(bindparam("limit")))


_i, _o = inbox.c, outbox.c
_INBOX = _newest(select(_i.id, _i.lane, _i.kind, _i.state, _i.attempts, _i.error, _i.received_at), _i.id)
_OUTBOX = _newest(select(_o.id, _o.lane, _o.kind, _o.state, _o.attempts, _o.last_error, _o.due_at), _o.id)


class SqlLooking:
    """domain.road.Looking."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def inbox(self, limit: int) -> Sequence[Seen]:
        return [Seen(*row) for row in await self._connection.all(_INBOX, limit=limit)]

    async def outbox(self, limit: int) -> Sequence[Seen]:
        return [Seen(*row) for row in await self._connection.all(_OUTBOX, limit=limit)]
