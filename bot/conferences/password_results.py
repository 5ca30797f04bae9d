"""The results of passwords that were typed: how they are put into the inbox, and what the person is told then."""

from datetime import datetime

from bot.road.ports import OnGivenUp, Reaction
from domain.conference import Trouble
from domain.errors import Refusal, Why
from domain.messages.inbox import InboxMessage, PasswordAccepted, PasswordFailed
from domain.messages.outbox import TryPassword
from domain.person import Person
from domain.road import Arrived, OutboxRow, Work
from domain.usecases.verify_password import VerifyPassword
from handlers.chat import say_privately
from handlers.views import View
from handlers.views import skype as views
from handlers.views.markup import esc
from handlers.views.refusals import sentence
from locales import speaking


def password_accepted(row: OutboxRow, tried: TryPassword, address: str) -> Arrived:
    """`address` is the conference address of the account, "" where the server does not tell it."""
    return arrived(row, PasswordAccepted(person=tried.person, user=tried.user, sealed=tried.sealed, address=address))


def _given_up(row: OutboxRow, tried: TryPassword) -> Arrived:
    return arrived(row, PasswordFailed(person=tried.person, trouble=Trouble.NONSENSE))


def arrived(row: OutboxRow, message: InboxMessage) -> Arrived:
    """The result of the row's delivery, in the same lane."""
    return Arrived.result_of(row.id, row.outgoing.lane, message)


async def _on_accepted(work: Work, now: datetime, message: PasswordAccepted) -> None:
    verify = VerifyPassword(work, now)
    person = await verify.verified(message.person, message.user, message.sealed, message.address)
    if person is not None:
        with speaking(person.language):
            await say_privately(work, person, views.connected(person))


async def _on_failed(work: Work, now: datetime, message: PasswordFailed) -> None:
    person = await work.people.get(message.person)
    with speaking(person.language):
        await say_privately(work, person, _view(message, person, now))


def _view(failed: PasswordFailed, person: Person, now: datetime) -> View:
    if failed.until is not None:
        return View(esc(sentence(Refusal(Why.PASSWORDS_WAIT, until=failed.until), person, now)))
    if failed.is_known:
        return views.refused_before()
    return views.lost() if failed.trouble is None else views.refused(failed.trouble)


ON_GIVEN_UP: dict[type, OnGivenUp] = {TryPassword: _given_up}
REACTIONS: dict[type, Reaction] = {PasswordAccepted: _on_accepted, PasswordFailed: _on_failed}
