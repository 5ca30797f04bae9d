"""What follows from timers and from the results of deliveries. Each has a unit of work of its own, like an update."""

from datetime import datetime
from typing import Any

from bot.conferences import password_results as proofs
from bot.conferences import results as room_news
from bot.road.handling import Reaction
from domain.conference import Trouble
from domain.person import Reach
from domain.road import Arrived, OutboxRow, Work
from domain.usecases.announce import Announce
from domain.usecases.give_up import GiveUp
from domain.usecases.lose import Lose
from domain.usecases.replace import Replace
from domain.usecases.retry import Failure, Retry


def unreachable(row: int, telegram_id: int, reach: Reach, tried_at: datetime) -> Arrived:
    """`tried_at` is when the attempt began: they may have come back before it ended."""
    body = {"telegram_id": telegram_id, "reach": reach, "tried_at": tried_at.isoformat()}
    return Arrived(f"outbox:{row}", f"tg:{telegram_id}", "unreachable", body)


def given_up(row: OutboxRow) -> Arrived | None:
    """What the domain is told about a row that is tried no more: some organizer waits for what comes of it."""
    match row.owed.kind:
        case "letter":
            return Arrived(f"outbox:{row.id}", row.owed.lane, "letter.given_up", {"letter": row.owed.body["letter"]})
        case "conference.create":
            failure = Failure(Trouble.NONSENSE, attempt=row.owed.body.get("attempt", 0))
            return room_news.conference_failed(row.id, row.owed.body["event"], failure)
        case "skype.prove":
            return proofs.not_taken(row, proofs.Failed(Trouble.NONSENSE))
        case "clear.secret":
            return proofs.left(row)
    return None


async def _on_unreachable(work: Work, now: datetime, body: dict[str, Any]) -> None:
    tried_at = datetime.fromisoformat(body["tried_at"])
    await Lose(work, now)(body["telegram_id"], Reach(body["reach"]), tried_at)


async def _on_given_up(work: Work, _now: datetime, body: dict[str, Any]) -> None:
    await GiveUp(work)(body["letter"])


async def _on_timer(work: Work, now: datetime, body: dict[str, Any]) -> None:
    await TIMERS[body["what"]](work, now, body)


async def _on_patience_ended(work: Work, now: datetime, body: dict[str, Any]) -> None:
    event, announce = await work.events.get(body["event"]), Announce(work, now)
    if event.is_cancelled:
        await announce.drop(body["form"])
    else:
        await announce(event, body["form"])


async def _on_retry(work: Work, now: datetime, body: dict[str, Any]) -> None:
    await Retry(work, now)(body["event"], body["attempt"])


async def _on_check(work: Work, now: datetime, body: dict[str, Any]) -> None:
    await Replace(work, now).check(body["event"])


TIMERS: dict[str, Reaction] = {"announce": _on_patience_ended, "conference": _on_retry, "check": _on_check}

REACTIONS: dict[str, Reaction] = {
    "conference.made": room_news.on_made,
    "conference.failed": room_news.on_failed,
    "conference.lost": room_news.on_lost,
    "conference.put_off": room_news.on_put_off,
    "password.proven": proofs.on_proven,
    "password.not_taken": proofs.on_not_taken,
    "secret.left": proofs.on_left,
    "unreachable": _on_unreachable,
    "letter.given_up": _on_given_up,
    "timer": _on_timer,
}
