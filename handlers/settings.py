"""/settings: language and time zone."""

from datetime import datetime

from aiogram import Router
from aiogram.filters import Command

from domain.person import Person
from domain.ports import UnitOfWork
from domain.usecases.choose import Choose
from domain.usecases.shared.cards import refresh_own
from handlers.arguments import language_in
from handlers.callbacks import SettingsAction, SettingsCallback
from handlers.chat import Chat
from handlers.views import texts
from handlers.views.settings import settings
from locales import speaking


async def on_settings(_message: object, chat: Chat, me: Person, now: datetime) -> None:
    await chat.say(settings(me, now))


async def on_choice(
    _query: object, callback_data: SettingsCallback, chat: Chat, work: UnitOfWork, *, me: Person, now: datetime
) -> None:
    choose, value = Choose(work), callback_data.value
    if callback_data.action is SettingsAction.LANGUAGE:
        chosen = await choose.language(me, language_in(value))
    else:
        chosen = await choose.zone(me, value)
    with speaking(chosen.language):
        await chat.change(settings(chosen, now))
        chat.answer(texts.saved())
    await refresh_own(work, chosen.id, now)  # after the answer in the lane, since there may be many cards


def router() -> Router:
    router = Router(name="settings")
    router.message.register(on_settings, Command("settings"))
    router.callback_query.register(on_choice, SettingsCallback.filter())
    return router
