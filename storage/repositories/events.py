"""Events with their people. One statement reads an event whole."""

from collections.abc import Sequence
from dataclasses import astuple, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import and_, bindparam, delete, exists, insert, not_, select, update

from domain.attendee import Attendee, Partstat
from domain.conference import Conference, Pending, Phone, Trouble
from domain.details import Role
from domain.errors import Refusal, Why
from domain.event import Event, Status
from domain.when import LONGEST, When
from storage.constructs import any_of, upsert
from storage.repositories.calendar import SqlCalendar
from storage.repositories.people import COLUMNS as PERSON
from storage.repositories.people import person_of
from storage.statements import Prepared, Row
from storage.tables.events import attendance, events
from storage.tables.people import people

_ATTENDEE = (attendance.c.role, attendance.c.partstat, attendance.c.told, attendance.c.deleted_at)
_ATTENDEE_END = len(_ATTENDEE) + len(PERSON)

_CONFERENCE = tuple(c.name for c in events.c if c.name.startswith("conference"))

# The event's own columns come with the organizer's row only: a long description is not repeated for 300 attendees.
_WHOLE = (
    select(*_ATTENDEE, *PERSON, *events.c, attendance.c.event_id.label("of_event"))
    .join_from(attendance, people)
    .outerjoin(events, and_(events.c.id == attendance.c.event_id, attendance.c.position == 0))
)
_GET = Prepared(_WHOLE.where(attendance.c.event_id == bindparam("event")).order_by(attendance.c.position))

_theirs = attendance.alias("theirs")
_ATTENDED = select(_theirs.c.event_id).where(
    _theirs.c.person_id == bindparam("person"),
    _theirs.c.starts_at > bindparam("earliest"),
    _theirs.c.role != Role.CHAIR,
)
_ends = events.alias("ends")
_LATER = exists().where(_ends.c.id == _theirs.c.event_id, _ends.c.ends_at > bindparam("since"))
_BY_TIME = (attendance.c.starts_at, attendance.c.event_id, attendance.c.position)
_ATTENDED_BY = Prepared(_WHOLE.where(attendance.c.event_id.in_(_ATTENDED.where(_LATER))).order_by(*_BY_TIME))
_unheard = _ATTENDED.where(_theirs.c.told <= 0, _LATER.where(_ends.c.status == Status.CONFIRMED))
_UNTOLD = Prepared(_WHOLE.where(attendance.c.event_id.in_(_unheard)).order_by(*_BY_TIME))

_KEYS = [column.name for column in events.c if column.name != "id"]
_ADD = Prepared(insert(events).returning(events.c.id), _KEYS)
_SAVE = Prepared(update(events).where(events.c.id == bindparam("event")), _KEYS)
_SAVE_ATTENDEE = Prepared(
    update(attendance).where(
        attendance.c.event_id == bindparam("event"), attendance.c.person_id == bindparam("person")
    ),
    ("partstat", "told", "deleted_at"),
)
_PUT_PEOPLE = Prepared(upsert(attendance))
_DROP_PEOPLE = Prepared(
    delete(attendance).where(
        attendance.c.event_id == bindparam("event"), not_(any_of(attendance.c.person_id, "staying"))
    )
)


class SqlEvents(SqlCalendar):
    """domain.ports.Events."""

    async def get(self, event_id: int) -> Event:
        rows = await self._connection.all(_GET, event=event_id)
        if not rows:
            raise Refusal(Why.EVENT_GONE)
        return _event(rows)

    async def add(self, event: Event) -> Event:
        event = replace(event, id=await self._connection.scalar(_ADD, **_event_values(event)))
        await self._connection.run_each(_PUT_PEOPLE, _people_values(event))
        return event

    async def save(self, event: Event) -> None:
        staying = [a.person.id for a in event.people]
        await self._connection.run(_SAVE, **_event_values(event), event=event.id)
        await self._connection.run(_DROP_PEOPLE, event=event.id, staying=staying)
        await self._connection.run_each(_PUT_PEOPLE, _people_values(event))

    async def save_attendee(self, event: Event, person_id: int) -> None:
        attendee = event.seen_by(person_id)
        values = {"partstat": attendee.partstat, "told": attendee.told, "deleted_at": attendee.deleted_at}
        await self._connection.run(_SAVE_ATTENDEE, **values, event=event.id, person=person_id)

    async def untold(self, person_id: int, since: datetime) -> tuple[Event, ...]:
        return await self._attended(_UNTOLD, person_id, since)

    async def attended_by(self, person_id: int, since: datetime) -> tuple[Event, ...]:
        return await self._attended(_ATTENDED_BY, person_id, since)

    async def _attended(self, statement: Prepared, person_id: int, since: datetime) -> tuple[Event, ...]:
        rows = await self._connection.all(statement, person=person_id, since=since, earliest=since - LONGEST)
        return tuple(_event(list(of_one)) for _, of_one in groupby(rows, key=lambda row: row[-1]))


def _event(rows: Sequence[Row]) -> Event:
    """From the rows of _WHOLE for one event, the organizer's first."""
    own = rows[0][_ATTENDEE_END:-1]
    id, uid, summary, start, end, zone, place, description, status, word, sequence, revision, left_link, *room = own
    return Event(
        id=id,
        uid=uid,
        summary=summary,
        when=When(start, end, zone),
        people=tuple(_attendee(row) for row in rows),
        conference=_conference(*room),
        place=place,
        description=description,
        left_link=left_link,
        status=Status(status),
        word=word,
        sequence=sequence,
        revision=revision,
    )


def _attendee(row: Row) -> Attendee:
    role, partstat, told, deleted_at, *person = row[:_ATTENDEE_END]
    return Attendee(person_of(person), Role(role), Partstat(partstat), told, deleted_at)


def _conference(state: str, trouble: str | None, again: bool | None, *room: Any) -> Conference | Pending | None:
    match state:
        case "made":
            id, url, organizer, dial_in, phones, account = room
            return Conference(id, url, organizer, dial_in, tuple(Phone(*phone) for phone in phones or ()), account)
        case "wanted" | "lost":
            return Pending(None if trouble is None else Trouble(trouble), state == "lost", bool(again), room[-1])
        case _:
            return None


def _event_values(event: Event) -> dict[str, Any]:
    own = {name: getattr(event, name) for name in ("uid", "summary", "place", "description", "status", "word")}
    own |= {"sequence": event.sequence, "revision": event.revision, "left_link": event.left_link}
    when = {"starts_at": event.when.start, "ends_at": event.when.end, "zone": event.when.zone}
    return own | when | _conference_values(event.conference)


def _conference_values(conference: Conference | Pending | None) -> dict[str, Any]:
    values: dict[str, Any] = dict.fromkeys(_CONFERENCE)
    match conference:
        case Conference():
            values |= zip(_CONFERENCE, ("made", None, None, *astuple(conference)), strict=True)
        case Pending(trouble, lost, again, account):
            values |= {"conference": "lost" if lost else "wanted"}
            values |= {"conference_trouble": trouble, "conference_again": again, "conference_account": account}
        case None:
            values["conference"] = "none"
    return values


def _people_values(event: Event) -> list[dict[str, Any]]:
    return [
        {
            "event_id": event.id,
            "person_id": attendee.person.id,
            "position": position,
            "role": attendee.role,
            "partstat": attendee.partstat,
            "told": attendee.told,
            "deleted_at": attendee.deleted_at,
            "starts_at": event.when.start,
        }
        for position, attendee in enumerate(event.people)
    ]
