"""«Редактировать»: the card shows the form."""

from aiogram import F, Router

from domain.card import ShowsForm
from domain.person import Person
from domain.policy import Policy
from domain.ports import UnitOfWork
from domain.usecases.edit import Edit
from handlers.callbacks import EventAction, EventCallback
from handlers.chat import Chat
from handlers.conversations import end_asking


async def on_edit(
    _query: object, callback_data: EventCallback, chat: Chat, work: UnitOfWork, *, me: Person, policy: Policy
) -> None:
    form = await Edit(work, policy)(callback_data.event, me)
    await end_asking(work, me)
    await chat.show(ShowsForm(form.id, form.event_id))


def router() -> Router:
    router = Router(name="editing")
    router.callback_query.register(on_edit, EventCallback.filter(F.action == EventAction.EDIT))
    return router
