"""What comes of work on rooms, as it is put into the inbox, and what follows from it."""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from bot.road.ports import GivenUp, Reaction
from domain import owed
from domain.conference import Conference, Phone, Trouble
from domain.event import Event
from domain.road import Arrived, OutboxRow, Work
from domain.usecases.connect import Connect, MadeFor
from domain.usecases.replace import Replace
from domain.usecases.retry import Failure


def conference_made(row: int, event: Event, conference: Conference) -> Arrived:
    """`row` is that of the outbox whose result this is, `event` the one for which the room was made, as of then."""
    made_for = {"subject": event.summary, "end": event.when.end.isoformat(), "sips": sorted(event.sips)}
    return _arrived(row, event.id, "conference.made", made_for | {"conference": asdict(conference)})


def conference_failed(row: int, event_id: int, failure: Failure) -> Arrived:
    body = asdict(failure) | {"wait": failure.wait.total_seconds()}
    return _arrived(row, event_id, "conference.failed", body)


def conference_lost(row: int, event_id: int, conference: Conference) -> Arrived:
    body = {"id": conference.id, "organizer_uri": conference.organizer_uri}
    return _arrived(row, event_id, "conference.lost", body)


def put_off(row: OutboxRow, until: datetime, tried: int) -> Arrived:
    """What the row owes has to wait for long; a row that waits itself would hold up all that is behind it.

    `tried` counts the rows that were.
    """
    again = {"kind": row.owed.kind, "owed": row.owed.body | {"tried": tried}, "until": until.isoformat()}
    return _arrived(row.id, row.owed.body["event"], "conference.put_off", again)


def _arrived(row: int, event_id: int, kind: str, body: dict[str, Any]) -> Arrived:
    return Arrived(f"outbox:{row}", owed.room_lane(event_id), kind, {"event": event_id} | body)


async def _on_made(work: Work, now: datetime, body: dict[str, Any]) -> None:
    made_for = MadeFor(body["subject"], datetime.fromisoformat(body["end"]), frozenset(body.get("sips", ())))
    await Connect(work, now).made(body["event"], _room(body), made_for)


async def _on_failed(work: Work, now: datetime, body: dict[str, Any]) -> None:
    """A bot of before the upgrade tried nothing by itself, and wrote down the trouble only."""
    wait, attempt = timedelta(seconds=body.get("wait", 0)), body.get("attempt", 0)
    failure = Failure(Trouble(body["trouble"]), body.get("again", False), wait, attempt, body.get("account"))
    await Connect(work, now).failed(body["event"], failure)


async def _on_lost(work: Work, now: datetime, body: dict[str, Any]) -> None:
    await Replace(work, now)(body["event"], body["id"], body["organizer_uri"])


async def _on_put_off(work: Work, _now: datetime, body: dict[str, Any]) -> None:
    """As a row of its own: never tried, it holds nothing up until it is due."""
    until = datetime.fromisoformat(body["until"])
    await work.outbox.post(owed.Owed(owed.room_lane(body["event"]), body["kind"], body["owed"], due_at=until))


def _room(body: dict[str, Any]) -> Conference:
    """Also as a bot of before the upgrade has put it into the inbox: flat, and without telephones and account."""
    room = body.get("conference", body)
    phones = tuple(Phone(**phone) for phone in room.get("phones", ()))
    account = room.get("account")
    return Conference(room["id"], room["join_url"], room["organizer_uri"], room["dial_in_id"], phones, account)


def _given_up(row: OutboxRow) -> Arrived:
    """The organizer waits for the room that was to be made."""
    failure = Failure(Trouble.NONSENSE, attempt=row.owed.body.get("attempt", 0))
    return conference_failed(row.id, row.owed.body["event"], failure)


GIVEN_UP: dict[str, GivenUp] = {"conference.create": _given_up}
REACTIONS: dict[str, Reaction] = {
    "conference.made": _on_made,
    "conference.failed": _on_failed,
    "conference.lost": _on_lost,
    "conference.put_off": _on_put_off,
}
