"""Edits messages, and skips edits that would change nothing."""

from typing import NamedTuple

from aiogram import Bot

from bot.telegram.client import CALL_SECONDS, EditText
from bot.telegram.lru import Lru
from handlers.views import View

VIEWS_REMEMBERED = 1_000  # messages whose latest view is known


class Place(NamedTuple):
    """Names a message: by its chat and number, or an inline message by its id alone (Bot API, editMessageText)."""

    chat_id: int | None = None
    message_id: int | None = None
    inline_message_id: str | None = None


class Editor:
    """Remembers what messages show: the first of several edits to the same state is made, the others are left out."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._shown: Lru[Place, View] = Lru(VIEWS_REMEMBERED)

    def sent(self, place: Place, view: View) -> None:
        """Remembers what a new message shows."""
        self._shown.add(place, view)

    async def edit(self, place: Place, view: View) -> bool:
        """Whether it had to be called for: not if the message shows this already."""
        if self._shown.get(place) == view:
            return False
        self._shown.forget(place)  # until Telegram has said that it shows the new one
        edit = EditText(**place._asdict(), text=view.text, reply_markup=view.keyboard)
        await self._bot(edit, request_timeout=CALL_SECONDS)
        self._shown.add(place, view)
        return True
