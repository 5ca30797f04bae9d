"""«Отменить» with its question and the comment for the attendees; «Удалить» and «Восстановить»."""

from datetime import datetime
from typing import Any

from aiogram import F, Router
from aiogram.types import Message

from domain.card import AsksToCancel, Card
from domain.errors import Refusal, Why
from domain.person import Person
from domain.phrases.usernames import unmarked
from domain.ports import Awaiting, UnitOfWork
from domain.usecases.cancel import Cancel
from domain.usecases.delete import Delete
from handlers.callbacks import EventAction, EventCallback
from handlers.chat import Chat
from handlers.conversations import COMMENT, COMMENT_TTL, stop_awaiting
from handlers.typed import typed_in
from handlers.views import texts


async def on_cancel(
    _query: object, callback_data: EventCallback, chat: Chat, work: UnitOfWork, *, me: Person, now: datetime
) -> None:
    card = await Cancel(work, now).ask(await _pressed(chat, callback_data), me)
    await work.conversations.set(me.id, Awaiting(COMMENT, card.id), COMMENT_TTL)


async def is_comment(_message: Message, work: UnitOfWork, me: Person) -> bool | dict[str, Any]:
    """Whether a message is the comment for the attendees: the card that asked for it still does."""
    awaiting = await work.conversations.get(me.id)
    if awaiting is None or awaiting.what != COMMENT:
        return False
    card = await work.cards.get(awaiting.subject)
    return {"card": card} if isinstance(card.shows, AsksToCancel) else False


async def on_comment(message: Message, card: Card, chat: Chat, work: UnitOfWork, *, me: Person, now: datetime) -> None:
    if (comment := typed_in(message)) is None:
        raise Refusal(Why.NOT_TEXT, field="comment")
    await Cancel(work, now).ask(card, me, unmarked(comment))
    await work.conversations.set(me.id, Awaiting(COMMENT, card.id), COMMENT_TTL)
    if message.text:
        await chat.clear()


async def on_keep(
    _query: object, callback_data: EventCallback, chat: Chat, work: UnitOfWork, *, me: Person, now: datetime
) -> None:
    card = await Cancel(work, now).keep(await _pressed(chat, callback_data), me)
    await stop_awaiting(work, me, COMMENT, card.id)


async def on_confirm_cancel(
    _query: object, callback_data: EventCallback, chat: Chat, work: UnitOfWork, *, me: Person, now: datetime
) -> None:
    card = await _pressed(chat, callback_data)
    await Cancel(work, now)(card, me)
    await stop_awaiting(work, me, COMMENT, card.id)
    chat.answer(texts.cancelled())


async def on_delete(
    _query: object, callback_data: EventCallback, chat: Chat, work: UnitOfWork, *, me: Person, now: datetime
) -> None:
    await Delete(work, now)(callback_data.event, me)
    chat.answer(texts.deleted())


async def on_restore(
    _query: object, callback_data: EventCallback, chat: Chat, work: UnitOfWork, *, me: Person, now: datetime
) -> None:
    await Delete(work, now).undo(callback_data.event, me)
    chat.answer(texts.restored())


async def _pressed(chat: Chat, callback_data: EventCallback) -> Card:
    """The pressed card. Raises OUTDATED_BUTTON for another message: the question is asked on a card of the event."""
    card = await chat.card()
    if card is None or card.event_id != callback_data.event:
        raise Refusal(Why.OUTDATED_BUTTON)
    return card


def router() -> Router:
    router = Router(name="cancelling")
    presses = {
        EventAction.CANCEL: on_cancel,
        EventAction.KEEP: on_keep,
        EventAction.CONFIRM_CANCEL: on_confirm_cancel,
        EventAction.DELETE: on_delete,
        EventAction.RESTORE: on_restore,
    }
    for action, handler in presses.items():
        router.callback_query.register(handler, EventCallback.filter(F.action == action))
    router.message.register(on_comment, is_comment)
    return router
