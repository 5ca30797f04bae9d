"""How a refusal reaches the person: the one place where refusals end."""

from datetime import datetime

from domain.errors import Refusal
from handlers.chat import Chat
from handlers.errors import sentence
from handlers.views.markup import esc
from handlers.views.view import View


async def refuse(refusal: Refusal, chat: Chat, is_press: bool, now: datetime) -> None:
    """A box over the chat for a press, a message for what was typed. What was typed stays where it is."""
    said = sentence(refusal, chat.reader, now)
    if is_press:
        chat.answer(said, alert=True)
    else:
        await chat.say(View(esc(said)))
