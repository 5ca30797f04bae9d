"""The fields of a form: opening, typing, picking."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from aiogram import F, Router
from aiogram.types import Message

from domain.card import ShowsHours, ShowsLengths, ShowsMonth
from domain.errors import Refusal, Why
from domain.form import Field, Form
from domain.person import Person
from domain.ports import UnitOfWork
from domain.usecases.fill import Fill
from domain.usecases.invite import Invite
from domain.usecases.schedule import Schedule
from domain.usecases.shared.forms import own_form
from handlers.arguments import day_in, field_in, local_in, month_in, number_in, span_in, usernames_in
from handlers.callbacks import FormAction, FormCallback
from handlers.chat import Chat
from handlers.conversations import open_form, show


async def on_ask(_query: object, callback_data: FormCallback, work: UnitOfWork, me: Person) -> None:
    await show(work, me, await Fill(work).ask(callback_data.form, me, field_in(callback_data.arg)))


async def on_back(_query: object, callback_data: FormCallback, work: UnitOfWork, me: Person) -> None:
    await show(work, me, await Fill(work).ask(callback_data.form, me, None))


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
    form = await Schedule(work, now).picked(callback_data.form, me, local_in(callback_data.arg))
    await show(work, me, form)
    if not form.readings:
        await chat.show(ShowsLengths(form.id, form.event_id))


async def on_length(_query: object, callback_data: FormCallback, work: UnitOfWork, me: Person, now: datetime) -> None:
    await show(work, me, await Schedule(work, now).length(callback_data.form, me, number_in(callback_data.arg)))


async def on_reading(_query: object, callback_data: FormCallback, work: UnitOfWork, me: Person, now: datetime) -> None:
    await show(work, me, await Schedule(work, now).reading(callback_data.form, me, *span_in(callback_data.arg)))


async def on_clear(_query: object, callback_data: FormCallback, work: UnitOfWork, me: Person) -> None:
    await show(work, me, await Fill(work).clear(callback_data.form, me, field_in(callback_data.arg)))


async def is_field_value(_message: Message, work: UnitOfWork, me: Person) -> bool | dict[str, Any]:
    """Whether a message is the value of the open field of a form."""
    subject = await open_form(work, me)
    return {"subject": subject} if subject is not None else False


async def on_typed(message: Message, subject: int, chat: Chat, work: UnitOfWork, *, me: Person, now: datetime) -> None:
    """Fills the open field, then deletes the message, since the form shows the value."""
    form = await own_form(work, subject, me)
    if (typed := message.text) is None:
        raise Refusal(Why.NOT_TEXT, field=form.asking)
    await show(work, me, await _fill(form, typed, work, me, now=now))
    await chat.clear()


async def _fill(form: Form, typed: str, work: UnitOfWork, me: Person, *, now: datetime) -> Form:
    match form.asking:
        case Field.WHEN:
            return await Schedule(work, now).text(form.id, me, typed)
        case Field.INVITEES:
            return await Invite(work).usernames(form.id, me, usernames_in(typed))
        case _:
            return await Fill(work).text(form.id, me, typed)


PRESSES: dict[FormAction, Callable[..., Awaitable[None]]] = {
    FormAction.ASK: on_ask,
    FormAction.BACK: on_back,
    FormAction.MONTH: on_month,
    FormAction.DAY: on_day,
    FormAction.HOUR: on_hour,
    FormAction.LENGTH: on_length,
    FormAction.READING: on_reading,
    FormAction.CLEAR: on_clear,
}


def router() -> Router:
    router = Router(name="filling")
    for action, handler in PRESSES.items():
        router.callback_query.register(handler, FormCallback.filter(F.action == action))
    router.message.register(on_typed, is_field_value)
    return router
