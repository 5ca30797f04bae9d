"""/calendar, the cards that it opens, their files, and sharing an event."""

from collections.abc import Callable
from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Command

from domain.person import Person
from domain.ports import UnitOfWork
from domain.usecases.share import Share
from domain.usecases.view import View as Look
from handlers.callbacks import EventDo, OnCalendar, OnEvent
from handlers.chat import Chat
from handlers.links import invitation_link
from handlers.views import texts
from handlers.views.calendar import ahead
from handlers.views.markup import esc
from handlers.views.view import View


async def on_calendar(_message: object, chat: Chat, work: UnitOfWork, me: Person, now: datetime) -> None:
    planned, more = await Look(work, now).ahead(me, 0)
    await chat.say(ahead(planned, 0, more, reader=me, now=now))


async def on_page(
    _query: object, callback_data: OnCalendar, chat: Chat, work: UnitOfWork, *, me: Person, now: datetime
) -> None:
    """«Открыть календарь» opens one below, since what it was pressed on has to stay."""
    planned, more = await Look(work, now).ahead(me, callback_data.page)
    view = ahead(planned, callback_data.page, more, reader=me, now=now)
    await (chat.change(view) if callback_data.turn else chat.say(view))


async def on_open(
    _query: object, callback_data: OnEvent, chat: Chat, work: UnitOfWork, *, me: Person, now: datetime
) -> None:
    await chat.event(await Look(work, now).event(callback_data.event, me))


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
    new_token: Callable[[], str],
    name: str,
) -> None:
    event, token = await Share(work, now, new_token)(callback_data.event, me)
    await chat.say(View(esc(texts.share_hint())))
    await chat.say(texts.invitation(event, invitation_link(name, token), me))


def router() -> Router:
    router = Router(name="calendar")
    router.message.register(on_calendar, Command("calendar"))
    router.callback_query.register(on_page, OnCalendar.filter())
    router.callback_query.register(on_open, OnEvent.filter(F.do == EventDo.OPEN))
    router.callback_query.register(on_ics, OnEvent.filter(F.do == EventDo.ICS))
    router.callback_query.register(on_share, OnEvent.filter(F.do == EventDo.SHARE))
    return router
