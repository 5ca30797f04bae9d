"""Updates that no other router takes: events in one message, blocking the bot, outdated buttons."""

from datetime import datetime

from aiogram import F, Router
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.types import ChatMemberUpdated, Message

from domain.address import Reach, on_telegram
from domain.errors import Refusal, Why
from domain.person import Person
from domain.ports import UnitOfWork
from domain.usecases.mark_unreachable import MarkUnreachable
from handlers.chat import Chat
from handlers.creating import on_text
from handlers.typed import is_typed
from handlers.views import texts
from handlers.views.commands import is_command


async def on_other_message(_message: object, chat: Chat, me: Person, now: datetime) -> None:
    await chat.say(texts.not_understood(me, now))


async def on_unknown_command(message: Message) -> None:
    raise Refusal(Why.UNKNOWN_COMMAND, command=(message.text or "").split(maxsplit=1)[0])


async def on_blocked(update: ChatMemberUpdated, work: UnitOfWork, now: datetime) -> None:
    await MarkUnreachable(work, now)(on_telegram(update.from_user.id), Reach.BLOCKED, tried_at=now)


async def on_outdated_button(_query: object) -> None:
    raise Refusal(Why.OUTDATED_BUTTON)


def router() -> Router:
    router = Router(name="fallback")
    router.message.register(on_unknown_command, F.text.func(is_command))
    router.message.register(on_text, is_typed)
    router.message.register(on_other_message, F)
    router.my_chat_member.register(
        on_blocked, F.chat.type == ChatType.PRIVATE, F.new_chat_member.status == ChatMemberStatus.KICKED
    )
    router.callback_query.register(on_outdated_button)
    return router
