"""Letters, and the snapshots of events that they are about: a letter never changes."""

import json
from typing import Any, get_type_hints

from pydantic import TypeAdapter
from sqlalchemy import and_, bindparam, case, func, literal_column, or_, select

from domain.details import Change, Details
from domain.event import Event, Status
from domain.letters import Letter, Occasion
from domain.messages.outbox import SendLetter
from domain.road import End
from storage.connection import Connection
from storage.constructs import any_of, insert_new
from storage.statements import Prepared
from storage.tables.events import attendance, events, letters, snapshots
from storage.tables.road import outbox
from storage.tables.screens import cards

_EVENT = TypeAdapter(Event)
_LETTER = TypeAdapter(Letter)
_VALUES = {name: TypeAdapter(kind) for name, kind in get_type_hints(Details).items()}

_ADD_SNAPSHOT = Prepared(insert_new(snapshots))
_ADD = Prepared(insert_new(letters))
_GET = Prepared(
    select(letters.c.body, snapshots.c.body)
    .join(snapshots, (snapshots.c.event_id == letters.c.event_id) & (snapshots.c.revision == letters.c.revision))
    .where(letters.c.key == bindparam("letter"))
)
_NOW = Prepared(
    select(events.c.status, events.c.revision, attendance.c.told)
    .outerjoin_from(
        events,
        attendance,
        (attendance.c.event_id == events.c.id) & (attendance.c.person_id == bindparam("reader")),
    )
    .where(events.c.id == bindparam("event"))
)

# Every letter has a card, found by its event; the card has a message once the letter has arrived.
_takes_off = letters.c.key.startswith(f"{Occasion.UNINVITED}:")
_has_arrived = cards.c.message_id.is_not(None)
_arrived = func.max(case((and_(~_takes_off, _has_arrived), letters.c.revision)))
_off = func.max(case((_takes_off, letters.c.revision), else_=0))
_TOLD = Prepared(
    select(letters.c.reader_id, _arrived)
    .join_from(cards, letters, letters.c.key == cards.c.letter)
    .where(cards.c.event_id == bindparam("event"))
    .group_by(letters.c.reader_id)
    .having(_arrived > _off)
)
# Of a letter without a message its row of the outbox tells more. It has certainly not left if it was never tried, or if
# the first attempt was refused. The word that somebody was taken off surely follows if it waits while they are off.
_row = and_(outbox.c.card_id == cards.c.id, outbox.c.kind == literal_column(f"'{SendLetter.kind}'"))
_place = and_(attendance.c.event_id == letters.c.event_id, attendance.c.person_id == letters.c.reader_id)
_is_taken = outbox.c.claimed_at.is_not(None)
_may_have_left = or_(
    _has_arrived, outbox.c.id.is_(None), _is_taken, outbox.c.interrupted_at.is_not(None), outbox.c.attempts > 0
)
_will_leave = and_(outbox.c.state == End.AGAIN, ~_is_taken, attendance.c.person_id.is_(None))
_tells_of_event = and_(~_takes_off, ~letters.c.key.startswith(f"{Occasion.CANCELLED}:"))
_may_know = func.max(case((and_(_tells_of_event, _may_have_left), letters.c.revision)))
_knows_better = func.max(case((and_(_takes_off, or_(_has_arrived, _will_leave)), letters.c.revision), else_=0))
_REACHED = Prepared(
    select(letters.c.reader_id)
    .join_from(cards, letters, letters.c.key == cards.c.letter)
    .outerjoin(outbox, _row)
    .outerjoin(attendance, _place)
    .where(cards.c.event_id == bindparam("event"))
    .group_by(letters.c.reader_id)
    .having(_may_know > _knows_better)
)
_SNAPSHOTS = Prepared(
    select(snapshots.c.revision, snapshots.c.body).where(
        snapshots.c.event_id == bindparam("event"), any_of(snapshots.c.revision, "revisions")
    )
)


class SqlLetters:
    """domain.ports.Letters."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def add(self, *new: Letter) -> None:
        shared = {(letter.event.id, letter.event.revision): letter.event for letter in new}
        await self._connection.run_each(_ADD_SNAPSHOT, [_snapshot_values(event) for event in shared.values()])
        await self._connection.run_each(_ADD, [_values(letter) for letter in new])

    async def get(self, key: str) -> Letter:
        """Raises LookupError for an unknown key."""
        row = await self._connection.first(_GET, letter=key)
        if row is None:
            raise LookupError(f"no letter {key}")
        return _letter(*row)

    async def told(self, event_id: int) -> dict[int, Event]:
        found = await self._connection.all(_TOLD, event=event_id)
        revisions = list({revision for _, revision in found})
        rows = await self._connection.all(_SNAPSHOTS, event=event_id, revisions=revisions)
        events = {revision: _EVENT.validate_json(body) for revision, body in rows}
        return {reader: events[revision] for reader, revision in found}

    async def possibly_reached(self, event_id: int) -> set[int]:
        return {reader for (reader,) in await self._connection.all(_REACHED, event=event_id)}

    async def is_current(self, letter: Letter) -> bool:
        row = await self._connection.first(_NOW, event=letter.event.id, reader=letter.reader.id)
        if row is None:
            return False
        status, revision, told = row
        return letter.is_current(status == Status.CANCELLED, revision, told)


def _snapshot_values(event: Event) -> dict[str, Any]:
    return {"event_id": event.id, "revision": event.revision, "body": _EVENT.dump_json(event).decode()}


def _values(letter: Letter) -> dict[str, Any]:
    return {
        "key": letter.key,
        "event_id": letter.event.id,
        "revision": letter.event.revision,
        "reader_id": letter.reader.id,
        "body": _LETTER.dump_json(letter, exclude={"event"}).decode(),
    }


def _letter(body: str, snapshot: str) -> Letter:
    values = json.loads(body)
    changes = tuple(_change(**change) for change in values["changes"])
    return _LETTER.validate_python(values | {"event": _EVENT.validate_json(snapshot), "changes": changes})


def _change(field: str, old: Any, new: Any) -> Change:
    """Change leaves the type of its values open; the field names it."""
    read = _VALUES[field].validate_python
    return Change(field, read(old), read(new))
