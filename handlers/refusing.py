"""How a refusal reaches the person: the one place where refusals end."""

from datetime import datetime

from domain.errors import Refusal, Why
from domain.ports import Awaiting
from handlers.chat import Chat
from handlers.errors import sentence
from handlers.states import PASSWORD_LASTS, TRIED, may_hold_password
from handlers.views.markup import esc
from handlers.views.view import View

USELESS = {
    Why.PASSWORDS_WAIT,
    Why.PASSWORDS_NOT_TAKEN,
    Why.CONFERENCE_ADDRESS_MISSING,
}  # to type it again; the question is closed


async def refuse(refusal: Refusal, chat: Chat, typed: str | None, now: datetime) -> None:
    """A box over the chat for a press (`typed` None), a message for what was typed ("": no text).

    What was typed stays where it is, unless it may hold a password.
    """
    said = sentence(refusal, chat.reader, now)
    if typed is None:
        chat.answer(said, alert=True)
        return
    if await may_hold_password(chat.work, chat.reader, typed):
        await chat.clear_secret()
        if refusal.why in USELESS:
            await chat.work.conversations.set(chat.reader.id, Awaiting(TRIED, 0), PASSWORD_LASTS)
    await chat.say(View(esc(said)))
