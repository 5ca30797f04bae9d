"""What leads out of the chat: the file for other calendars, and the invitation for other people."""

from collections.abc import Callable
from datetime import datetime

from aiogram import F, Router

from domain.event import Event
from domain.person import Person
from domain.ports import UnitOfWork
from domain.usecases.share import Share
from domain.usecases.view import View as Look
from handlers.callbacks import EventDo, OnEvent
from handlers.chat import Chat
from handlers.links import invitation_link
from handlers.views import texts
from handlers.views.markup import esc
from handlers.views.view import View


async def on_ics(
    _query: object, callback_data: OnEvent, chat: Chat, work: UnitOfWork, *, me: Person, now: datetime
) -> None:
    await chat.file(await Look(work, now).event(callback_data.event, me))


async def on_share(
    _query: object,
    callback_data: OnEvent,
    chat: Chat,
    work: UnitOfWork,
    *,
    me: Person,
    now: datetime,
    token_of: Callable[[Event], str],
    name: str,
) -> None:
    event, token = await Share(work, now, token_of)(callback_data.event, me)
    await chat.say(View(esc(texts.share_hint())))
    await chat.say(texts.invitation(event, invitation_link(name, token), me))


def router() -> Router:
    router = Router(name="sharing")
    router.callback_query.register(on_ics, OnEvent.filter(F.do == EventDo.ICS))
    router.callback_query.register(on_share, OnEvent.filter(F.do == EventDo.SHARE))
    return router
