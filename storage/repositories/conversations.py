"""What the next text of a person is taken for."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select

from domain.ports import Awaiting
from storage.connection import Connection
from storage.constructs import upsert
from storage.statements import Prepared
from storage.tables.people import conversations

_theirs = conversations.c.person_id == bindparam("person")
_GET = Prepared(
    select(conversations.c.what, conversations.c.subject).where(_theirs, conversations.c.until > bindparam("now"))
)
_CLEAR = Prepared(delete(conversations).where(_theirs))
_SET = Prepared(upsert(conversations))


class SqlConversations:
    """domain.ports.Conversations."""

    def __init__(self, connection: Connection, clock: Callable[[], datetime]) -> None:
        self._connection = connection
        self._clock = clock

    async def get(self, person_id: int) -> Awaiting | None:
        row = await self._connection.first(_GET, person=person_id, now=self._clock())
        return None if row is None else Awaiting(*row)

    async def set(self, person_id: int, awaiting: Awaiting, ttl: timedelta) -> None:
        await self._connection.run(_SET, person_id=person_id, **vars(awaiting), until=self._clock() + ttl)

    async def clear(self, person_id: int) -> None:
        await self._connection.run(_CLEAR, person=person_id)
