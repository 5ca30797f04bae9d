"""Deletes what is no longer needed, a few rows at a time; foreign keys delete what belongs to a row."""

from datetime import datetime

from sqlalchemy import ColumnElement, Delete, Table, bindparam, delete, exists, literal_column, select

from storage.connection import Connection
from storage.statements import Prepared
from storage.tables.events import events, invitations
from storage.tables.people import conversations
from storage.tables.road import outbox
from storage.tables.screens import cards, forms

BATCH = 10  # rows; deleting an event may delete a thousand others, and every chat waits meanwhile


def _batch(table: Table, *where: ColumnElement[bool]) -> Delete:
    (key,) = table.primary_key.columns
    return delete(table).where(key.in_(select(key).where(*where).limit(BATCH)))


_FORMS = Prepared(_batch(forms, forms.c.touched_at < bindparam("before")))
_EVENTS = Prepared(_batch(events, events.c.ends_at < bindparam("before")))
_INVITATIONS = Prepared(_batch(invitations, invitations.c.expires_at < bindparam("before")))
_CONVERSATIONS = Prepared(_batch(conversations, conversations.c.until < bindparam("before")))
_is_owed = exists().where(outbox.c.state == literal_column("'pending'"), outbox.c.card_id == cards.c.id)
_CARDS = Prepared(_batch(cards, cards.c.event_id.is_(None), cards.c.form_id.is_(None), ~_is_owed))


class SqlPurge:
    """domain.road.Purge."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def forms(self, untouched_since: datetime) -> bool:
        return await self._purge(_FORMS, before=untouched_since)

    async def events(self, over_since: datetime) -> bool:
        return await self._purge(_EVENTS, before=over_since)

    async def invitations(self, now: datetime) -> bool:
        return await self._purge(_INVITATIONS, before=now)

    async def conversations(self, now: datetime) -> bool:
        return await self._purge(_CONVERSATIONS, before=now)

    async def cards(self) -> bool:
        return await self._purge(_CARDS)

    async def _purge(self, statement: Prepared, **given: datetime) -> bool:
        return await self._connection.run(statement, **given) == BATCH
