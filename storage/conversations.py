"""What the next text of a person is taken for."""

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.ports import Awaiting
from storage.rows import conversations

_GET = select(conversations.c.what, conversations.c.subject).where(conversations.c.person_id == bindparam("person"))
_CLEAR = delete(conversations).where(conversations.c.person_id == bindparam("person"))
_new = insert(conversations)
_SET = _new.on_conflict_do_update(
    index_elements=["person_id"], set_={"what": _new.excluded.what, "subject": _new.excluded.subject}
)


class SqlConversations:
    """domain.ports.Conversations."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def get(self, person_id: int) -> Awaiting | None:
        row = (await self._connection.execute(_GET, {"person": person_id})).first()
        return None if row is None else Awaiting(*row)

    async def set(self, person_id: int, awaiting: Awaiting | None) -> None:
        if awaiting is None:
            await self._connection.execute(_CLEAR, {"person": person_id})
        else:
            values = {"person_id": person_id, "what": awaiting.what, "subject": awaiting.subject}
            await self._connection.execute(_SET, values)
