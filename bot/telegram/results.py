"""The results of deliveries to Telegram: how they are put into the inbox, and what follows from them."""

from datetime import datetime

from bot.road.ports import OnGivenUp, Reaction
from domain.address import Reach, on_telegram
from domain.messages.inbox import LetterGivenUp, SecretLeft, Unreachable
from domain.messages.outbox import ClearSecret, SendLetter
from domain.outbox import chat_lane
from domain.road import Arrived, OutboxRow, Work
from domain.usecases.give_up import GiveUp
from domain.usecases.mark_unreachable import MarkUnreachable
from handlers.chat import say_privately
from handlers.views import skype as views
from locales import speaking


def unreachable(row: int, telegram_id: int, reach: Reach, tried_at: datetime) -> Arrived:
    """`tried_at` is when the attempt began: the person may have come back before it ended."""
    message = Unreachable(telegram_id=telegram_id, reach=reach, tried_at=tried_at)
    return Arrived.result_of(row, chat_lane(telegram_id), message)


def _letter_given_up(row: OutboxRow, message: SendLetter) -> Arrived:
    return Arrived.result_of(row.id, row.outgoing.lane, LetterGivenUp(letter=message.letter))


def _secret_left(row: OutboxRow, message: ClearSecret) -> Arrived:
    return Arrived.result_of(row.id, row.outgoing.lane, SecretLeft(person=message.person))


async def _on_unreachable(work: Work, now: datetime, message: Unreachable) -> None:
    await MarkUnreachable(work, now)(on_telegram(message.telegram_id), message.reach, message.tried_at)


async def _on_letter_given_up(work: Work, _now: datetime, message: LetterGivenUp) -> None:
    await GiveUp(work)(message.letter)


async def _on_secret_left(work: Work, _now: datetime, message: SecretLeft) -> None:
    person = await work.people.get(message.person)
    with speaking(person.language):
        await say_privately(work, person, views.not_deleted())


ON_GIVEN_UP: dict[type, OnGivenUp] = {SendLetter: _letter_given_up, ClearSecret: _secret_left}
REACTIONS: dict[type, Reaction] = {
    Unreachable: _on_unreachable,
    LetterGivenUp: _on_letter_given_up,
    SecretLeft: _on_secret_left,
}
