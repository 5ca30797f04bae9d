"""Letters that wait, one row for each event."""

from sqlalchemy import bindparam, delete, insert, select

from domain.announcement import Announcement
from storage.connection import Connection
from storage.statements import Prepared
from storage.tables.events import announcements

_its = announcements.c.event_id == bindparam("event")
_GET = Prepared(select(announcements.c.event_id, announcements.c.due_at).where(_its))
_ADD = Prepared(insert(announcements))
_REMOVE = Prepared(delete(announcements).where(_its))


class SqlAnnouncements:
    """domain.announcement.Announcements."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def get(self, event_id: int) -> Announcement | None:
        row = await self._connection.first(_GET, event=event_id)
        return None if row is None else Announcement(*row)

    async def add(self, announcement: Announcement) -> None:
        await self._connection.run(_ADD, **vars(announcement))

    async def remove(self, event_id: int) -> None:
        await self._connection.run(_REMOVE, event=event_id)
