"""The conference of an event: switching it on and off in the form, removing its link, retrying."""

from datetime import datetime

from aiogram import F, Router

from domain.person import Person
from domain.ports import UnitOfWork
from domain.usecases.attach_conference import AttachConference
from domain.usecases.fill import Fill
from handlers.callbacks import EventAction, EventCallback, FormAction, FormCallback
from handlers.chat import Chat
from handlers.conversations import show
from handlers.views import texts


async def on_switch(_query: object, callback_data: FormCallback, work: UnitOfWork, me: Person) -> None:
    await show(
        work, me, await Fill(work).conference(callback_data.form, me, callback_data.action is FormAction.CONFERENCE_ON)
    )


async def on_unlink(_query: object, callback_data: FormCallback, work: UnitOfWork, me: Person) -> None:
    await show(work, me, await Fill(work).unlink(callback_data.form, me))


async def on_retry(
    _query: object, callback_data: EventCallback, chat: Chat, work: UnitOfWork, *, me: Person, now: datetime
) -> None:
    await AttachConference(work, now).retry(callback_data.event, me)
    chat.answer(texts.trying_again())


def router() -> Router:
    router = Router(name="conference")
    router.callback_query.register(
        on_switch, FormCallback.filter(F.action.in_({FormAction.CONFERENCE_ON, FormAction.CONFERENCE_OFF}))
    )
    router.callback_query.register(on_unlink, FormCallback.filter(F.action == FormAction.UNLINK))
    router.callback_query.register(on_retry, EventCallback.filter(F.action == EventAction.RETRY_CONFERENCE))
    return router
