"""Deletes what is no longer needed, a few rows at a time; foreign keys delete what belongs to a row."""

from datetime import datetime

from sqlalchemy import ColumnElement, Delete, Table, bindparam, delete, exists, literal_column, select

from domain.messages.outbox import SendLetter
from storage.connection import Connection
from storage.statements import Prepared
from storage.tables.events import events, invitations
from storage.tables.people import conversations
from storage.tables.road import inbox, outbox
from storage.tables.screens import cards, forms

BATCH = 10  # rows; deleting an event may delete a thousand others, and every chat waits meanwhile
ROAD_BATCH = 200  # rows on which no other depends


def _batch(table: Table, *where: ColumnElement[bool], limit: int = BATCH) -> Delete:
    (key,) = table.primary_key.columns
    return delete(table).where(key.in_(select(key).where(*where).limit(limit)))


_INBOX = Prepared(_batch(inbox, inbox.c.done_at < bindparam("before"), limit=ROAD_BATCH))
_finished = outbox.c.done_at < bindparam("before")
# A letter that failed has no key any more, but its attempts tell whether it may have arrived all the same.
_is_letter = outbox.c.kind == literal_column(f"'{SendLetter.kind}'")
_OUTBOX = Prepared(_batch(outbox, _finished, outbox.c.key.is_(None), ~_is_letter, limit=ROAD_BATCH))
_KEYS = Prepared(_batch(outbox, _finished, outbox.c.key.is_not(None), limit=ROAD_BATCH))
_FAILED_LETTERS = Prepared(_batch(outbox, _finished, outbox.c.key.is_(None), _is_letter, limit=ROAD_BATCH))
_FORMS = Prepared(_batch(forms, forms.c.touched_at < bindparam("before")))
_EVENTS = Prepared(_batch(events, events.c.ends_at < bindparam("before")))
_INVITATIONS = Prepared(_batch(invitations, invitations.c.expires_at < bindparam("before")))
_CONVERSATIONS = Prepared(_batch(conversations, conversations.c.until < bindparam("before")))
_is_owed = exists().where(outbox.c.state == literal_column("'pending'"), outbox.c.card_id == cards.c.id)
_CARDS = Prepared(_batch(cards, cards.c.event_id.is_(None), cards.c.form_id.is_(None), ~_is_owed))


class SqlPurge:
    """domain.purge.Purge."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def inbox(self, finished_before: datetime) -> bool:
        return await self._connection.run(_INBOX, before=finished_before) == ROAD_BATCH

    async def outbox(self, finished_before: datetime) -> bool:
        return await self._connection.run(_OUTBOX, before=finished_before) == ROAD_BATCH

    async def keys(self, finished_before: datetime) -> bool:
        failed = await self._connection.run(_FAILED_LETTERS, before=finished_before)
        return ROAD_BATCH in {failed, await self._connection.run(_KEYS, before=finished_before)}

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
