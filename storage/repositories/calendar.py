"""The events of a person by time: what is ahead, and what else a day holds."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import bindparam, select

from domain.attendee import Partstat
from domain.details import Role
from domain.event import Event, Status
from domain.letters import OtherEvent
from domain.person import Person
from domain.ports import Planned
from domain.when import MAX_LENGTH, When
from storage.connection import Connection
from storage.constructs import any_of
from storage.statements import Prepared, Row
from storage.tables.events import attendance, events

_LINE = (events.c.id, events.c.summary, events.c.starts_at, events.c.ends_at, events.c.zone)

# No event is longer than MAX_LENGTH, so its start, which the index knows, bounds its end.
_AHEAD = Prepared(
    select(*_LINE, attendance.c.role, attendance.c.partstat, events.c.conference, events.c.status)
    .join_from(attendance, events)
    .where(
        attendance.c.person_id == bindparam("person"),
        attendance.c.starts_at > bindparam("earliest"),
        attendance.c.deleted_at.is_(None),
        events.c.ends_at > bindparam("since"),
    )
    .order_by(attendance.c.starts_at, attendance.c.event_id)
    .limit(bindparam("limit"))
    .offset(bindparam("offset"))
)

_OWN = Prepared(
    select(events.c.id, events.c.summary)
    .join_from(attendance, events)
    .where(
        attendance.c.person_id == bindparam("person"),
        attendance.c.role == Role.CHAIR,
        attendance.c.starts_at > bindparam("earliest"),
        events.c.ends_at > bindparam("since"),
        events.c.status == Status.CONFIRMED,
    )
    .order_by(attendance.c.starts_at, attendance.c.event_id)
)

_OTHERS = Prepared(
    select(attendance.c.person_id, *_LINE)
    .join_from(attendance, events)
    .where(
        any_of(attendance.c.person_id, "readers"),
        attendance.c.starts_at > bindparam("earliest"),
        attendance.c.starts_at < bindparam("until"),
        attendance.c.deleted_at.is_(None),
        attendance.c.partstat != Partstat.DECLINED,
        events.c.ends_at > bindparam("since"),
        events.c.status == Status.CONFIRMED,
        events.c.id != bindparam("event"),
    )
    .order_by(attendance.c.starts_at, attendance.c.event_id)
)


class SqlCalendar:
    """The part of domain.ports.Events that reads lines instead of whole events."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def upcoming(self, person_id: int, since: datetime, limit: int, offset: int) -> tuple[Planned, ...]:
        asked = {"person": person_id, "since": since, "earliest": since - MAX_LENGTH, "limit": limit, "offset": offset}
        return tuple(_planned(row) for row in await self._connection.all(_AHEAD, **asked))

    async def organized_by(self, person_id: int, since: datetime) -> tuple[tuple[int, str], ...]:
        asked = {"person": person_id, "since": since, "earliest": since - MAX_LENGTH}
        return tuple((id, summary) for id, summary in await self._connection.all(_OWN, **asked))

    async def others(self, event: Event, readers: Iterable[Person]) -> dict[int, tuple[OtherEvent, ...]]:
        days = {person.id: _day(event.when, person) for person in readers}
        if not days:
            return {}
        since, until = min(s for s, _ in days.values()), max(u for _, u in days.values())
        asked = {
            "readers": list(days),
            "since": since,
            "earliest": since - MAX_LENGTH,
            "until": until,
            "event": event.id,
        }
        found: dict[int, list[OtherEvent]] = {person_id: [] for person_id in days}
        for row in await self._connection.all(_OTHERS, **asked):
            person_id, event_id, summary, start, end, zone = row
            since, until = days[person_id]
            if start < until and since < end:
                when = When(start, end, zone)
                found[person_id].append(OtherEvent(event_id, summary, when, when.overlaps(event.when)))
        return {person_id: tuple(others) for person_id, others in found.items()}


def _planned(row: Row) -> Planned:
    event_id, summary, start, end, zone, role, partstat, conference, status = row
    return Planned(
        event_id=event_id,
        summary=summary,
        when=When(start, end, zone),
        is_organizer=role == Role.CHAIR,
        partstat=Partstat(partstat),
        has_conference=conference != "none",
        is_cancelled=status == Status.CANCELLED,
    )


def _day(when: When, reader: Person) -> tuple[datetime, datetime]:
    """The reader's day on which the event begins, in UTC, longer where the event lasts beyond its midnight."""
    date = when.start.astimezone(reader.tz).date()
    begin, end = (datetime.combine(d, time(), reader.tz).astimezone(UTC) for d in (date, date + timedelta(days=1)))
    return begin, max(end, when.end)
