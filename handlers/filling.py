"""The fields of a form: opening, typing, picking."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from aiogram import F, Router
from aiogram.types import Message

from domain.card import ShowsHours, ShowsLengths, ShowsMonth
from domain.errors import Refusal, Why
from domain.person import Person
from domain.policy import Policy
from domain.ports import UnitOfWork
from domain.usecases.fill import Fill
from domain.usecases.set_time import SetTime
from domain.usecases.shared.forms import own_form
from domain.usecases.take_text import TakeText
from handlers.arguments import day_in, field_in, local_in, month_in, number_in, span_in
from handlers.callbacks import HINT, FormAction, FormCallback
from handlers.chat import Chat
from handlers.conversations import open_form, show
from handlers.creating import compose, say_left_out
from handlers.people import meet_mentioned
from handlers.typed import typed_in
from handlers.views.commands import is_command


async def on_ask(_query: object, callback_data: FormCallback, work: UnitOfWork, me: Person) -> None:
    await show(work, me, await Fill(work).ask(callback_data.form, me, field_in(callback_data.arg)))


async def on_back(_query: object, callback_data: FormCallback, chat: Chat, work: UnitOfWork, me: Person) -> None:
    await show(work, me, await Fill(work).ask(callback_data.form, me, None))
    if callback_data.arg == HINT:
        await chat.clear()


async def on_month(
    _query: object, callback_data: FormCallback, chat: Chat, work: UnitOfWork, *, me: Person, now: datetime
) -> None:
    form = await own_form(work, callback_data.form, me)
    await chat.show(ShowsMonth(form.id, form.event_id, month_in(callback_data.arg, now)))


async def on_day(
    _query: object, callback_data: FormCallback, chat: Chat, work: UnitOfWork, *, me: Person, now: datetime
) -> None:
    form = await own_form(work, callback_data.form, me)
    await chat.show(ShowsHours(form.id, form.event_id, day_in(callback_data.arg, now)))


async def on_hour(
    _query: object, callback_data: FormCallback, chat: Chat, work: UnitOfWork, *, me: Person, now: datetime
) -> None:
    form = await SetTime(work, now).picked(callback_data.form, me, local_in(callback_data.arg))
    await show(work, me, form)
    if not form.readings:
        await chat.show(ShowsLengths(form.id, form.event_id))


async def on_length(_query: object, callback_data: FormCallback, work: UnitOfWork, me: Person, now: datetime) -> None:
    await show(work, me, await SetTime(work, now).length(callback_data.form, me, number_in(callback_data.arg)))


async def on_reading(_query: object, callback_data: FormCallback, work: UnitOfWork, me: Person, now: datetime) -> None:
    await show(work, me, await SetTime(work, now).reading(callback_data.form, me, *span_in(callback_data.arg)))


async def on_clear(_query: object, callback_data: FormCallback, work: UnitOfWork, me: Person) -> None:
    await show(work, me, await Fill(work).clear(callback_data.form, me, field_in(callback_data.arg)))


async def is_field_value(_message: Message, work: UnitOfWork, me: Person) -> bool | dict[str, Any]:
    """Whether a message is the value of the open field of a form."""
    subject = await open_form(work, me)
    return {"subject": subject} if subject is not None else False


async def on_typed(
    message: Message, subject: int, chat: Chat, work: UnitOfWork, *, me: Person, now: datetime, policy: Policy
) -> None:
    """Fills the open field, then deletes the message, since the form shows the value.

    What the form asks about stays in the chat, too: it may be an event of its own. So does a file with a caption.
    """
    form = await own_form(work, subject, me)
    if (typed := typed_in(message)) is None:
        raise Refusal(Why.NOT_TEXT, field=form.asking)
    if is_command(typed):
        raise Refusal(Why.UNKNOWN_COMMAND, command=typed.split()[0])
    await meet_mentioned(message, work, policy)
    taken, left_out = await TakeText(work, now)(form.id, me, typed)
    await show(work, me, taken)
    if left_out:
        await say_left_out(left_out, taken, chat, now)
    elif message.text and not taken.unclear:
        await chat.clear()


async def on_as_value(
    _query: object, callback_data: FormCallback, chat: Chat, work: UnitOfWork, me: Person, *, now: datetime
) -> None:
    taken, left_out = await TakeText(work, now).as_value(callback_data.form, me)
    await show(work, me, taken)
    if left_out:
        await say_left_out(left_out, taken, chat, now)


async def on_as_event(
    _query: object,
    callback_data: FormCallback,
    chat: Chat,
    work: UnitOfWork,
    *,
    me: Person,
    now: datetime,
    policy: Policy,
) -> None:
    form, text = await TakeText(work, now).as_event(callback_data.form, me)
    await show(work, me, form)
    await compose(text, chat, work, me=me, now=now, policy=policy)


PRESSES: dict[FormAction, Callable[..., Awaitable[None]]] = {
    FormAction.ASK: on_ask,
    FormAction.BACK: on_back,
    FormAction.MONTH: on_month,
    FormAction.DAY: on_day,
    FormAction.HOUR: on_hour,
    FormAction.LENGTH: on_length,
    FormAction.READING: on_reading,
    FormAction.CLEAR: on_clear,
    FormAction.AS_VALUE: on_as_value,
    FormAction.AS_EVENT: on_as_event,
}


def router() -> Router:
    router = Router(name="filling")
    for action, handler in PRESSES.items():
        router.callback_query.register(handler, FormCallback.filter(F.action == action))
    router.message.register(on_typed, is_field_value)
    return router
