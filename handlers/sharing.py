"""Sharing an event: the .ics file, and the invitation link, in the chat or in inline mode."""

from collections.abc import Callable
from datetime import datetime

from aiogram import Bot, F, Router
from aiogram.types import InlineQuery, Message

from domain.event import Event
from domain.person import Person
from domain.ports import UnitOfWork
from domain.usecases.offer import Offer
from domain.usecases.share import Share
from domain.usecases.view_events import ViewEvents
from handlers.callbacks import EventAction, EventCallback, invitation_link
from handlers.chat import Chat
from handlers.views.sharing import hint, invitation, offer


async def on_ics(
    _query: object, callback_data: EventCallback, chat: Chat, work: UnitOfWork, *, me: Person, now: datetime
) -> None:
    await chat.file(await ViewEvents(work, now).event(callback_data.event, me))


async def on_share(
    _query: object,
    callback_data: EventCallback,
    chat: Chat,
    work: UnitOfWork,
    *,
    me: Person,
    now: datetime,
    token_of: Callable[[Event], str],
    bot_username: str,
    has_inline: bool,
) -> None:
    event, token = await Share(work, now, token_of)(callback_data.event, me)
    await chat.say(hint(event, has_inline))
    await chat.say(invitation(event, invitation_link(bot_username, token), me))


async def on_inline_query(
    query: InlineQuery,
    chat: Chat,
    work: UnitOfWork,
    *,
    me: Person,
    now: datetime,
    token_of: Callable[[Event], str],
    bot_username: str,
) -> None:
    """The bot's username and a search text were typed in any chat."""
    found = await Offer(work, now, token_of)(query.query.strip(), me)
    chat.offer([offer(event, invitation_link(bot_username, token), me) for event, token in found])


async def on_own_invitation(_message: object) -> None:
    """An invitation that was sent by inline mode to the chat with the bot itself is not input."""


def is_sent_via_bot(message: Message, bot: Bot) -> bool:
    return message.via_bot is not None and message.via_bot.id == bot.id


def router() -> Router:
    router = Router(name="sharing")
    router.message.register(on_own_invitation, is_sent_via_bot)
    router.callback_query.register(on_ics, EventCallback.filter(F.action == EventAction.ICS))
    router.callback_query.register(on_share, EventCallback.filter(F.action == EventAction.SHARE))
    router.inline_query.register(on_inline_query)
    return router
