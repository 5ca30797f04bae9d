"""A new event, from an empty form or from one message; sending and discarding a form."""

from collections.abc import Callable, Sequence
from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Command, CommandStart
from aiogram.types import Message

from domain.card import AsksToSend
from domain.errors import Refusal
from domain.form import Field, Form
from domain.person import Person
from domain.phrases import read_event
from domain.policy import Policy
from domain.ports import UnitOfWork
from domain.usecases.compose import Compose
from domain.usecases.discard import Discard
from domain.usecases.send import Send, Unsent
from handlers.callbacks import HINT, NEW, FormAction, FormCallback, NewEventCallback
from handlers.chat import Chat
from handlers.conversations import FORM, await_field, end_asking, show, stop_awaiting
from handlers.people import meet_mentioned
from handlers.typed import typed_in
from handlers.views import View, texts
from handlers.views.form_keyboard import below_hint
from handlers.views.markup import esc
from handlers.views.refusals import sentences

WITHOUT_ATTENDEES = "alone"  # `arg` of SEND: confirms that no one is invited


async def on_new(_update: object, chat: Chat, work: UnitOfWork, me: Person, *, now: datetime, policy: Policy) -> None:
    form = await Compose(work, now, policy)(me)
    await await_field(work, me, form)
    await chat.form(form)


async def on_new_with_text(
    message: Message,
    chat: Chat,
    work: UnitOfWork,
    *,
    me: Person,
    now: datetime,
    policy: Policy,
) -> None:
    await meet_mentioned(message, work, policy)
    _command, text = (typed_in(message) or "").split(maxsplit=1)
    await compose(text, chat, work, me=me, now=now, policy=policy)


async def on_text(message: Message, chat: Chat, work: UnitOfWork, me: Person, *, now: datetime, policy: Policy) -> None:
    await meet_mentioned(message, work, policy)
    await compose(typed_in(message) or "", chat, work, me=me, now=now, policy=policy)


async def compose(text: str, chat: Chat, work: UnitOfWork, *, me: Person, now: datetime, policy: Policy) -> None:
    """Opens a form filled from one message, or explains how to write one."""
    quick = read_event(text, now, me.zone)
    if quick is None:
        await chat.say(texts.not_understood(me, now))
        return
    form, left_out = await Compose(work, now, policy).from_message(me, quick)
    await end_asking(work, me, but=form.id)
    await await_field(work, me, form)
    await chat.form(form)
    if left_out:
        await say_left_out(left_out, form, chat, now)


async def say_left_out(left_out: Sequence[Refusal], form: Form, chat: Chat, now: datetime) -> None:
    """Who was named and is not invited, with the ways out if the form goes on asking for people."""
    asks = form.asking is Field.INVITEES
    await chat.say(View(esc(sentences(left_out, chat.reader, now)), below_hint(form) if asks else None))


async def on_send(
    _query: object,
    callback_data: FormCallback,
    chat: Chat,
    work: UnitOfWork,
    *,
    me: Person,
    now: datetime,
    new_uid: Callable[[], str],
) -> None:
    sent = await Send(work, now, new_uid)(
        callback_data.form, me, without_attendees=callback_data.arg == WITHOUT_ATTENDEES
    )
    if isinstance(sent, Unsent):
        await _show_unsent(sent, chat, work, me)
        return
    await stop_awaiting(work, me, FORM, callback_data.form)
    chat.answer(texts.unchanged() if sent is None else texts.sent(sent.revision == 1, len(sent.attendees)))


async def _show_unsent(unsent: Unsent, chat: Chat, work: UnitOfWork, me: Person) -> None:
    if unsent.has_no_attendees:
        await chat.show(AsksToSend(unsent.form.id, unsent.form.event_id))
        return
    await show(work, me, unsent.form)
    if unsent.meanwhile:
        await chat.say(View(esc(texts.meanwhile(unsent.meanwhile, me))))


async def on_discard(_query: object, callback_data: FormCallback, chat: Chat, work: UnitOfWork, me: Person) -> None:
    await Discard(work)(callback_data.form, me)
    await stop_awaiting(work, me, FORM, callback_data.form)
    if callback_data.arg == HINT:
        await chat.clear()


def router() -> Router:
    router = Router(name="creating")
    router.message.register(on_new, CommandStart(magic=F.args == NEW))
    router.message.register(on_new_with_text, Command("new", magic=F.args))
    router.message.register(on_new, Command("new"))
    router.callback_query.register(on_new, NewEventCallback.filter())
    router.callback_query.register(on_send, FormCallback.filter(F.action == FormAction.SEND))
    router.callback_query.register(on_discard, FormCallback.filter(F.action == FormAction.DISCARD))
    return router
