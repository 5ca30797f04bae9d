"""Letters and the snapshots of events that they speak of: what was written once reads the same for ever."""

import json
from typing import Any, get_type_hints

from pydantic import TypeAdapter
from sqlalchemy import bindparam, select

from domain.details import Change, Details
from domain.event import Event, Status
from domain.letters import Letter
from storage.connection import Connection
from storage.constructs import insert_new
from storage.statements import Prepared
from storage.tables.events import attendance, events, letters, snapshots

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
_STANDS = Prepared(
    select(letters.c.key)
    .join(events, events.c.id == letters.c.event_id)
    .join(attendance, (attendance.c.event_id == events.c.id) & (attendance.c.person_id == letters.c.reader_id))
    .where(letters.c.key == bindparam("letter"), events.c.status == Status.CONFIRMED)
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

    async def stands(self, key: str) -> bool:
        return await self._connection.first(_STANDS, letter=key) is not None


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
