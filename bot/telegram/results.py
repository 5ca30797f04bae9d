"""What comes of deliveries to Telegram, as it is put into the inbox, and what follows from it."""

from datetime import datetime
from typing import Any

from bot.road.ports import GivenUp, Reaction
from domain.person import Reach
from domain.road import Arrived, OutboxRow, Work
from domain.usecases.give_up import GiveUp
from domain.usecases.lose import Lose
from handlers.chat import Chat
from handlers.views import skype as views
from locales import speaking


def unreachable(row: int, telegram_id: int, reach: Reach, tried_at: datetime) -> Arrived:
    """`tried_at` is when the attempt began: the person may have come back before it ended."""
    body = {"telegram_id": telegram_id, "reach": reach, "tried_at": tried_at.isoformat()}
    return Arrived(f"outbox:{row}", f"tg:{telegram_id}", "unreachable", body)


def letter_given_up(row: OutboxRow) -> Arrived:
    return Arrived(f"outbox:{row.id}", row.owed.lane, "letter.given_up", {"letter": row.owed.body["letter"]})


def secret_left(row: OutboxRow) -> Arrived:
    """A message that may hold a password could not be deleted."""
    return Arrived(f"outbox:{row.id}", row.owed.lane, "secret.left", {"person": row.owed.body["person"]})


async def _on_unreachable(work: Work, now: datetime, body: dict[str, Any]) -> None:
    tried_at = datetime.fromisoformat(body["tried_at"])
    await Lose(work, now)(body["telegram_id"], Reach(body["reach"]), tried_at)


async def _on_letter_given_up(work: Work, _now: datetime, body: dict[str, Any]) -> None:
    await GiveUp(work)(body["letter"])


async def _on_secret_left(work: Work, _now: datetime, body: dict[str, Any]) -> None:
    person = await work.people.get(body["person"])
    with speaking(person.language):
        await Chat(work, person, person.telegram_id).say(views.still_there())


GIVEN_UP: dict[str, GivenUp] = {"letter": letter_given_up, "clear.secret": secret_left}
REACTIONS: dict[str, Reaction] = {
    "unreachable": _on_unreachable,
    "letter.given_up": _on_letter_given_up,
    "secret.left": _on_secret_left,
}
