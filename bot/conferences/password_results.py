"""What comes of passwords that were typed, as it is put into the inbox, and what the person is told then."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.road.ports import GivenUp, Reaction
from domain.conference import Trouble
from domain.errors import Refusal, Why
from domain.person import Person
from domain.road import Arrived, OutboxRow, Work
from domain.usecases.verify_password import VerifyPassword
from handlers.chat import Chat
from handlers.errors import sentence
from handlers.views import skype as views
from handlers.views.markup import esc
from handlers.views.view import View
from locales import speaking


@dataclass(frozen=True)
class Failed:
    """Why a password was not taken: the server's trouble, or why it was not even sent.

    `until`: too many were refused. `is_known`: this very one was. `is_lost`: no key opens it.
    """

    trouble: Trouble | None
    until: datetime | None = None
    is_known: bool = False
    is_lost: bool = False


def proven(row: OutboxRow, address: str) -> Arrived:
    """The password, still sealed, goes along: until this is handled it is stored nowhere else."""
    return _arrived(row, "password.proven", row.owed.body | {"address": address})


def not_taken(row: OutboxRow, failed: Failed) -> Arrived:
    until = failed.until.isoformat() if failed.until else None
    body = {"trouble": failed.trouble, "until": until, "is_known": failed.is_known, "is_lost": failed.is_lost}
    return _arrived(row, "password.not_taken", {"person": row.owed.body["person"]} | body)


async def _on_proven(work: Work, now: datetime, body: dict[str, Any]) -> None:
    person = await VerifyPassword(work, now).verified(body["person"], body["user"], body["sealed"], body["address"])
    if person is not None:
        with speaking(person.language):
            await _say(work, person, views.connected(person))


async def _on_not_taken(work: Work, now: datetime, body: dict[str, Any]) -> None:
    person = await work.people.get(body["person"])
    until = datetime.fromisoformat(body["until"]) if body["until"] else None
    trouble = Trouble(body["trouble"]) if body["trouble"] else None
    failed = Failed(trouble, until, body["is_known"], body["is_lost"])
    with speaking(person.language):
        await _say(work, person, _view(failed, person, now))


def _view(failed: Failed, person: Person, now: datetime) -> View:
    if failed.until is not None:
        return View(esc(sentence(Refusal(Why.PASSWORDS_WAIT, until=failed.until), person, now)))
    if failed.is_known:
        return views.refused_before()
    return views.lost() if failed.trouble is None else views.refused(failed.trouble)


async def _say(work: Work, person: Person, view: View) -> None:
    await Chat(work, person, person.telegram_id).say(view)


def _arrived(row: OutboxRow, kind: str, body: dict[str, Any]) -> Arrived:
    return Arrived(f"outbox:{row.id}", row.owed.lane, kind, body)


GIVEN_UP: dict[str, GivenUp] = {"skype.prove": lambda row: not_taken(row, Failed(Trouble.NONSENSE))}
REACTIONS: dict[str, Reaction] = {"password.proven": _on_proven, "password.not_taken": _on_not_taken}
