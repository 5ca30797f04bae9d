"""What the next text of a person is taken for."""

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from domain.ports import Awaiting
from storage.connection import Connection, Prepared
from storage.rows import conversations

_theirs = conversations.c.person_id == bindparam("person")
_GET = Prepared(select(conversations.c.what, conversations.c.subject).where(_theirs))
_CLEAR = Prepared(delete(conversations).where(_theirs))
_new = insert(conversations)
_SET = Prepared(
    _new.on_conflict_do_update(
        index_elements=["person_id"], set_={"what": _new.excluded.what, "subject": _new.excluded.subject}
    )
)


class SqlConversations:
    """domain.ports.Conversations."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def get(self, person_id: int) -> Awaiting | None:
        row = await self._connection.first(_GET, person=person_id)
        return None if row is None else Awaiting(*row)

    async def set(self, person_id: int, awaiting: Awaiting | None) -> None:
        if awaiting is None:
            await self._connection.run(_CLEAR, person=person_id)
        else:
            await self._connection.run(_SET, person_id=person_id, what=awaiting.what, subject=awaiting.subject)
