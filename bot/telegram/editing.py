"""Edits of messages, those that would change nothing left out."""

from typing import NamedTuple

from aiogram import Bot

from bot.telegram.client import CALL_SECONDS, EditText
from bot.telegram.lru import Lru
from handlers.views import View

SHOWN = 1_000


class Place(NamedTuple):
    """Names a message: by its chat and number, or an inline message by its id alone (Bot API, editMessageText)."""

    chat_id: int | None = None
    message_id: int | None = None
    inline_message_id: str | None = None


class Editor:
    """Knows what messages look like now: of several changes in a row the first edit shows all."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._shown: Lru[Place, View] = Lru(SHOWN)

    def sent(self, place: Place, view: View) -> None:
        """The message is new, and shows this."""
        self._shown.add(place, view)

    async def edit(self, place: Place, view: View) -> None:
        if self._shown.get(place) == view:
            return
        self._shown.forget(place)  # until Telegram has said that it shows the new one
        edit = EditText(**place._asdict(), text=view.text, reply_markup=view.keyboard)
        await self._bot(edit, request_timeout=CALL_SECONDS)
        self._shown.add(place, view)
