"""Events as rows: one of `events`, and one of `attendance` for each of its people."""

from collections.abc import Sequence
from dataclasses import astuple
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import and_, select

from domain.attendee import Attendee, Partstat
from domain.conference import Conference, Pending, Phone, Trouble
from domain.details import Role
from domain.event import Event, Status
from domain.when import When
from storage.repositories.people import ADDRESS_ORDER, person_of
from storage.repositories.people import COLUMNS as PERSON
from storage.statements import Row
from storage.tables.events import attendance, events
from storage.tables.people import addresses, people

_ATTENDEE = (attendance.c.role, attendance.c.partstat, attendance.c.told, attendance.c.deleted_at)
_ATTENDEE_END = len(_ATTENDEE) + len(PERSON)
_person_id = itemgetter(len(_ATTENDEE))

_CONFERENCE = tuple(c.name for c in events.c if c.name.startswith("conference"))

# A row for each address of each person. The event's own columns come with the organizer's only: a long description is
# not repeated for 300 attendees.
WHOLE = (
    select(*_ATTENDEE, *PERSON, *events.c, attendance.c.event_id.label("of_event"))
    .join_from(attendance, people)
    .outerjoin(addresses)
    .outerjoin(events, and_(events.c.id == attendance.c.event_id, attendance.c.position == 0))
)
ORDER = (attendance.c.position, *ADDRESS_ORDER)  # within an event


def event_of(rows: Sequence[Row]) -> Event:
    """From the rows of WHOLE for one event, the organizer's first."""
    own = rows[0][_ATTENDEE_END:-1]
    id, uid, summary, start, end, zone, place, description, status, comment, sequence, revision, left_link, *room = own
    return Event(
        id=id,
        uid=uid,
        summary=summary,
        when=When(start, end, zone),
        people=tuple(_attendee(list(of_one)) for _, of_one in groupby(rows, key=_person_id)),
        conference=_conference(*room),
        place=place,
        description=description,
        left_link=left_link,
        status=Status(status),
        comment=comment,
        sequence=sequence,
        revision=revision,
    )


def _attendee(rows: Sequence[Row]) -> Attendee:
    """From the rows of one person."""
    role, partstat, told, deleted_at = rows[0][: len(_ATTENDEE)]
    return Attendee(person_of(rows, len(_ATTENDEE)), Role(role), Partstat(partstat), told, deleted_at)


def _conference(state: str, trouble: str | None, again: bool | None, *room: Any) -> Conference | Pending | None:
    match state:
        case "made":
            id, url, organizer, dial_in, numbers, account, provider = room
            phones = tuple(Phone(*number) for number in numbers or ())
            return Conference(id, url, organizer, dial_in, phones, account, provider=provider)
        case "wanted" | "lost":
            why, account = None if trouble is None else Trouble(trouble), room[-2]
            return Pending(why, state == "lost", bool(again), account)
        case _:
            return None


def event_values(event: Event) -> dict[str, Any]:
    """By column, without the id."""
    own = {name: getattr(event, name) for name in ("uid", "summary", "place", "description", "status", "comment")}
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


def people_values(event: Event) -> dict[int, dict[str, Any]]:
    """By person and column, without the ids."""
    return {
        attendee.person.id: attendee_values(attendee)
        | {"position": position, "role": attendee.role, "starts_at": event.when.start}
        for position, attendee in enumerate(event.people)
    }


def attendee_values(attendee: Attendee) -> dict[str, Any]:
    """What changes without the organizer."""
    return {"partstat": attendee.partstat, "told": attendee.told, "deleted_at": attendee.deleted_at}
