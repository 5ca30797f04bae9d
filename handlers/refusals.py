"""Shows refusals to people; nothing else does."""

from datetime import datetime

from domain.errors import Refusal, Why
from domain.ports import Awaiting
from handlers.chat import Chat
from handlers.conversations import PASSWORD_TTL, TRIED, asking_form, end_asking, may_hold_password
from handlers.views import View
from handlers.views.commands import is_known
from handlers.views.form_keyboard import below_hint
from handlers.views.markup import esc
from handlers.views.refusals import sentence

NOT_RETRYABLE = {
    Why.PASSWORDS_WAIT,
    Why.PASSWORDS_NOT_TAKEN,
    Why.CONFERENCE_ADDRESS_MISSING,
}  # typing the password again does not help


async def refuse(refusal: Refusal, chat: Chat, typed: str | None, now: datetime) -> None:
    """Answers a press (`typed` is None) with an alert, and a message with this text ("" without one) by a message.

    Deletes the message that was typed if it may hold a password. A command ends what was asked although it is refused;
    below a text that an open field does not take are the ways out of it.
    """
    text = sentence(refusal, chat.reader, now)
    if typed is None:
        chat.answer(text, alert=True)
        return
    if is_known(typed):
        await end_asking(chat.work, chat.reader)
    if await may_hold_password(chat.work, chat.reader, typed):
        await chat.clear_secret()
        if refusal.why in NOT_RETRYABLE:
            await chat.work.conversations.set(chat.reader.id, Awaiting(TRIED, 0), PASSWORD_TTL)
    form = await asking_form(chat.work, chat.reader)
    await chat.say(View(esc(text), below_hint(form) if form else None))
