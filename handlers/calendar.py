"""/calendar and the cards that it opens."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Command

from domain.person import Person
from domain.ports import UnitOfWork
from domain.usecases.view_events import ViewEvents
from handlers.callbacks import CalendarCallback, EventAction, EventCallback
from handlers.chat import Chat
from handlers.views.calendar import upcoming


async def on_calendar(_message: object, chat: Chat, work: UnitOfWork, me: Person, now: datetime) -> None:
    planned, more = await ViewEvents(work, now).upcoming(me, 0)
    await chat.say(upcoming(planned, 0, more, reader=me, now=now))


async def on_page(
    _query: object, callback_data: CalendarCallback, chat: Chat, work: UnitOfWork, *, me: Person, now: datetime
) -> None:
    """«Открыть календарь» sends a new message, since the one with that button has to stay."""
    planned, more = await ViewEvents(work, now).upcoming(me, callback_data.page)
    view = upcoming(planned, callback_data.page, more, reader=me, now=now)
    await (chat.change(view) if callback_data.turn else chat.say(view))


async def on_open(
    _query: object, callback_data: EventCallback, chat: Chat, work: UnitOfWork, *, me: Person, now: datetime
) -> None:
    await chat.event(await ViewEvents(work, now).event(callback_data.event, me))


def router() -> Router:
    router = Router(name="calendar")
    router.message.register(on_calendar, Command("calendar"))
    router.callback_query.register(on_page, CalendarCallback.filter())
    router.callback_query.register(on_open, EventCallback.filter(F.action == EventAction.OPEN))
    return router
