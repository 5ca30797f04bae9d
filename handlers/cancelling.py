"""«Отменить» with its question and the comment to the attendees; «Удалить» and taking that back."""

from datetime import datetime
from typing import Any

from aiogram import F, Router
from aiogram.types import Message

from domain.card import AsksToCancel, Card
from domain.errors import Refusal, Why
from domain.person import Person
from domain.ports import Awaiting, UnitOfWork
from domain.usecases.cancel import Cancel
from domain.usecases.delete import Delete
from handlers.callbacks import EventDo, OnEvent
from handlers.chat import Chat
from handlers.conversations import COMMENT, COMMENT_LASTS, leave
from handlers.views import texts


async def on_cancel(
    _query: object, callback_data: OnEvent, chat: Chat, work: UnitOfWork, *, me: Person, now: datetime
) -> None:
    card = await Cancel(work, now).ask(await _pressed(chat, callback_data), me)
    await work.conversations.set(me.id, Awaiting(COMMENT, card.id), COMMENT_LASTS)


async def asks_for_comment(_message: Message, work: UnitOfWork, me: Person) -> bool | dict[str, Any]:
    """Whether a text is the comment to the attendees: the card that asked for it still asks."""
    awaiting = await work.conversations.get(me.id)
    if awaiting is None or awaiting.what != COMMENT:
        return False
    card = await work.cards.get(awaiting.subject)
    return {"card": card} if isinstance(card.shows, AsksToCancel) else False


async def on_comment(message: Message, card: Card, chat: Chat, work: UnitOfWork, *, me: Person, now: datetime) -> None:
    if (comment := message.text) is None:
        raise Refusal(Why.NOT_TEXT, field="comment")
    await Cancel(work, now).ask(card, me, comment)
    await work.conversations.set(me.id, Awaiting(COMMENT, card.id), COMMENT_LASTS)
    await chat.clear()


async def on_keep(
    _query: object, callback_data: OnEvent, chat: Chat, work: UnitOfWork, *, me: Person, now: datetime
) -> None:
    card = await Cancel(work, now).keep(await _pressed(chat, callback_data), me)
    await leave(work, me, COMMENT, card.id)


async def on_really(
    _query: object, callback_data: OnEvent, chat: Chat, work: UnitOfWork, *, me: Person, now: datetime
) -> None:
    card = await _pressed(chat, callback_data)
    await Cancel(work, now)(card, me)
    await leave(work, me, COMMENT, card.id)
    chat.answer(texts.cancelled())


async def on_delete(
    _query: object, callback_data: OnEvent, chat: Chat, work: UnitOfWork, *, me: Person, now: datetime
) -> None:
    await Delete(work, now)(callback_data.event, me)
    chat.answer(texts.deleted())


async def on_restore(
    _query: object, callback_data: OnEvent, chat: Chat, work: UnitOfWork, *, me: Person, now: datetime
) -> None:
    await Delete(work, now).undo(callback_data.event, me)
    chat.answer(texts.restored())


async def _pressed(chat: Chat, callback_data: OnEvent) -> Card:
    """The question is asked on the card itself, so the press must come from a card of this event."""
    card = await chat.card()
    if card is None or card.event_id != callback_data.event:
        raise Refusal(Why.OUTDATED_BUTTON)
    return card


def router() -> Router:
    router = Router(name="cancelling")
    presses = {
        EventDo.CANCEL: on_cancel,
        EventDo.KEEP: on_keep,
        EventDo.CANCEL_REALLY: on_really,
        EventDo.DELETE: on_delete,
        EventDo.RESTORE: on_restore,
    }
    for do, handler in presses.items():
        router.callback_query.register(handler, OnEvent.filter(F.do == do))
    router.message.register(on_comment, asks_for_comment)
    return router
