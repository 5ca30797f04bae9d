"""Events with their people. One statement reads an event whole; saving writes what has changed, column by column."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from itertools import groupby
from typing import Any

from sqlalchemy import bindparam, delete, exists, insert, select, update

from domain.details import Role
from domain.errors import Refusal, Why
from domain.event import Event, Status
from domain.when import MAX_LENGTH
from storage.connection import Connection
from storage.constructs import any_of, upsert
from storage.repositories.calendar import SqlCalendar
from storage.repositories.event_rows import ORDER, WHOLE, attendee_values, event_of, event_values, people_values
from storage.statements import Prepared
from storage.tables.events import attendance, events

_its = events.c.id == bindparam("event")
_of_it = attendance.c.event_id == bindparam("event")
_LOCK = Prepared(select(events.c.id).where(_its).with_for_update())
_GET = Prepared(WHOLE.where(_of_it).order_by(*ORDER))

_theirs = attendance.alias("theirs")
_ATTENDED = select(_theirs.c.event_id).where(
    _theirs.c.person_id == bindparam("person"),
    _theirs.c.starts_at > bindparam("earliest"),
    _theirs.c.role != Role.CHAIR,
)
_ends = events.alias("ends")
_LATER = exists().where(_ends.c.id == _theirs.c.event_id, _ends.c.ends_at > bindparam("since"))
_BY_TIME = (attendance.c.starts_at, attendance.c.event_id, *ORDER)
_RESET_TOLD = Prepared(
    update(attendance)
    .where(attendance.c.person_id == bindparam("person"), attendance.c.event_id.in_(_ATTENDED.where(_LATER)))
    .values(told=0)
    .returning(attendance.c.event_id)
)
_unheard = _ATTENDED.where(_theirs.c.told <= 0, _LATER.where(_ends.c.status == Status.CONFIRMED))
_NEVER_TOLD = Prepared(WHOLE.where(attendance.c.event_id.in_(_unheard)).order_by(*_BY_TIME))

_ADD = Prepared(insert(events).returning(events.c.id), [column.name for column in events.c if column.name != "id"])
_PUT_PEOPLE = Prepared(upsert(attendance))
_DROP_PEOPLE = Prepared(delete(attendance).where(_of_it, any_of(attendance.c.person_id, "gone")))


class SqlEvents(SqlCalendar):
    """domain.ports.Events, for one unit of work.

    It remembers each event as it last read or wrote it: what is the same in the event to be saved is left as it
    is in the database, where others may have changed it since.
    """

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._known: dict[int, Event] = {}
        self._locked: set[int] = set()

    async def get(self, event_id: int) -> Event:
        rows = await self._connection.all(_GET, event=event_id)
        if not rows:
            raise Refusal(Why.EVENT_GONE)
        return self._know(event_of(rows))

    async def get_for_update(self, event_id: int) -> Event:
        # Two statements: one that has waited for a lock still shows the other tables as they were when it began.
        await self._connection.lock(_LOCK, event=event_id)
        self._locked.add(event_id)
        return await self.get(event_id)

    async def add(self, event: Event) -> Event:
        event = replace(event, id=await self._connection.scalar(_ADD, **event_values(event)))
        await self._put(event.id, people_values(event))
        self._locked.add(event.id)  # only this unit of work can see it
        return self._know(event)

    async def save(self, event: Event) -> None:
        before = await self._before(event.id)
        if changed := _changed(event_values(before), event_values(event)):
            await self._connection.run(_save(*changed), **changed, event=event.id)
        old, new = people_values(before), people_values(event)
        await self._drop(event.id, old.keys() - new.keys())
        await self._put(event.id, {person: new[person] for person in new if person not in old})
        changes = {person: _changed(old[person], new[person]) for person in new if person in old}
        await self._save_people(event.id, changes)
        self._know(event)

    async def save_attendee(self, event: Event, person_id: int) -> None:
        before = await self._before(event.id)
        old, new = before.require_attendee(person_id), event.require_attendee(person_id)
        await self._save_people(event.id, {person_id: _changed(attendee_values(old), attendee_values(new))})
        self._know(replace(before, people=tuple(new if a is old else a for a in before.people)))

    async def never_told(self, person_id: int, since: datetime) -> tuple[Event, ...]:
        rows = await self._connection.all(_NEVER_TOLD, person=person_id, since=since, earliest=since - MAX_LENGTH)
        return tuple(self._know(event_of(list(of_one))) for _, of_one in groupby(rows, key=lambda row: row[-1]))

    async def reset_told(self, person_id: int, since: datetime) -> tuple[int, ...]:
        given = {"person": person_id, "since": since, "earliest": since - MAX_LENGTH}
        ids = tuple(id for (id,) in await self._connection.all(_RESET_TOLD, **given))
        for id in ids:
            self._known.pop(id, None)
        return ids

    async def _before(self, event_id: int) -> Event:
        if event_id not in self._known:
            return await self.get_for_update(event_id)
        if event_id not in self._locked:
            raise RuntimeError(f"event {event_id} was read by get: what is saved is read by get_for_update")
        return self._known[event_id]

    def _know(self, event: Event) -> Event:
        self._known[event.id] = event
        return event

    async def _put(self, event_id: int, people: Mapping[int, dict[str, Any]]) -> None:
        rows = [values | {"event_id": event_id, "person_id": person} for person, values in people.items()]
        await self._connection.run_each(_PUT_PEOPLE, rows)

    async def _drop(self, event_id: int, people: Iterable[int]) -> None:
        if gone := list(people):
            await self._connection.run(_DROP_PEOPLE, event=event_id, gone=gone)

    async def _save_people(self, event_id: int, changes: Mapping[int, dict[str, Any]]) -> None:
        """One statement for all whose changes are in the same columns."""
        rows: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
        for person, changed in changes.items():
            rows[tuple(changed)].append(changed | {"event": event_id, "person": person})
        for columns, of_these in rows.items():
            if columns:
                await self._connection.run_each(_save_people(*columns), of_these)


def _changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in new.items() if value != old[name]}


@cache
def _save(*columns: str) -> Prepared:
    return Prepared(update(events).where(_its), columns)


@cache
def _save_people(*columns: str) -> Prepared:
    return Prepared(update(attendance).where(_of_it, attendance.c.person_id == bindparam("person")), columns)
