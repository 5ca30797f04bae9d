"""What follows from timers and from the results of deliveries. Each has a unit of work of its own, like an update."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from bot.handling import Reaction
from domain.conference import Conference, Phone, Trouble
from domain.event import Event
from domain.person import Reach
from domain.road import Arrived, Fresh, Work
from domain.usecases.announce import Announce
from domain.usecases.connect import Connect
from domain.usecases.give_up import GiveUp
from domain.usecases.lose import Lose


def conference_made(row: int, event: Event, conference: Conference) -> Arrived:
    """`row` is that of the outbox whose result this is, `event` the one for which the room was made, as of then."""
    made_with = {"event": event.id, "subject": event.summary, "end": event.when.end.isoformat()}
    return Arrived(
        f"outbox:{row}", f"skype:{event.id}", "conference.made", made_with | {"conference": asdict(conference)}
    )


def conference_failed(row: int, event_id: int, trouble: Trouble) -> Arrived:
    return Arrived(f"outbox:{row}", f"skype:{event_id}", "conference.failed", {"event": event_id, "trouble": trouble})


def unreachable(row: int, telegram_id: int, reach: Reach, tried_at: datetime) -> Arrived:
    """`tried_at` is when the attempt began: they may have come back before it ended."""
    body = {"telegram_id": telegram_id, "reach": reach, "tried_at": tried_at.isoformat()}
    return Arrived(f"outbox:{row}", f"tg:{telegram_id}", "unreachable", body)


def given_up(row: Fresh) -> Arrived | None:
    """What the domain is told about a row that is tried no more: some organizer waits for what comes of it."""
    match row.owed.kind:
        case "letter":
            return Arrived(f"outbox:{row.id}", row.owed.lane, "letter.given_up", {"letter": row.owed.body["letter"]})
        case "conference.create":
            return conference_failed(row.id, row.owed.body["event"], Trouble.NONSENSE)
    return None


async def _on_made(work: Work, now: datetime, body: dict[str, Any]) -> None:
    room = body["conference"]
    conference = Conference(**(room | {"phones": tuple(Phone(**phone) for phone in room["phones"])}))
    end = datetime.fromisoformat(body["end"])
    await Connect(work, now).made(body["event"], conference, subject=body["subject"], end=end)


async def _on_failed(work: Work, now: datetime, body: dict[str, Any]) -> None:
    await Connect(work, now).failed(body["event"], Trouble(body["trouble"]))


async def _on_unreachable(work: Work, now: datetime, body: dict[str, Any]) -> None:
    tried_at = datetime.fromisoformat(body["tried_at"])
    await Lose(work, now)(body["telegram_id"], Reach(body["reach"]), tried_at)


async def _on_given_up(work: Work, _now: datetime, body: dict[str, Any]) -> None:
    await GiveUp(work)(body["letter"])


async def _on_timer(work: Work, now: datetime, body: dict[str, Any]) -> None:
    """So far the only timer is the end of the patience with Skype."""
    event, announce = await work.events.get(body["event"]), Announce(work, now)
    if event.is_cancelled:
        await announce.drop(body["form"])
    else:
        await announce(event, body["form"])


REACTIONS: dict[str, Reaction] = {
    "conference.made": _on_made,
    "conference.failed": _on_failed,
    "unreachable": _on_unreachable,
    "letter.given_up": _on_given_up,
    "timer": _on_timer,
}
