"""«Принять», «Под вопросом», «Отклонить»."""

from datetime import datetime

from aiogram import F, Router

from domain.attendee import Partstat
from domain.person import Person
from domain.ports import UnitOfWork
from domain.usecases.answer import Answer
from handlers.callbacks import EventAction, EventCallback
from handlers.chat import Chat
from handlers.views import texts

PARTSTATS = {
    EventAction.ACCEPT: Partstat.ACCEPTED,
    EventAction.MAYBE: Partstat.TENTATIVE,
    EventAction.DECLINE: Partstat.DECLINED,
}


async def on_answer(
    _query: object, callback_data: EventCallback, chat: Chat, work: UnitOfWork, *, me: Person, now: datetime
) -> None:
    partstat = PARTSTATS[callback_data.action]
    await Answer(work, now)(callback_data.event, me, partstat, callback_data.sequence)
    chat.answer(texts.answered(partstat))


def router() -> Router:
    router = Router(name="answering")
    router.callback_query.register(on_answer, EventCallback.filter(F.action.in_(set(PARTSTATS))))
    return router
