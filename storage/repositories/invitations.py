"""Invitation links: only the hash of a token is kept, so that a copy of the database lets nobody in."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select

from storage.connection import Connection
from storage.constructs import upsert
from storage.statements import Prepared
from storage.tables.events import invitations

_ADD = Prepared(upsert(invitations))
_EVENT_OF = Prepared(
    select(invitations.c.event_id).where(
        invitations.c.token_hash == bindparam("token_hash"), invitations.c.expires_at > bindparam("now")
    )
)
_DROP = Prepared(delete(invitations).where(invitations.c.event_id == bindparam("event")))


class SqlInvitations:
    """domain.ports.Invitations."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, token_hash: str, event_id: int, expires_at: datetime) -> None:
        await self._connection.run(_ADD, token_hash=token_hash, event_id=event_id, expires_at=expires_at)

    async def event_of(self, token_hash: str, now: datetime) -> int | None:
        event_id: int | None = await self._connection.scalar(_EVENT_OF, token_hash=token_hash, now=now)
        return event_id

    async def drop(self, event_id: int) -> None:
        await self._connection.run(_DROP, event=event_id)
