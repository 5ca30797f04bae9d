"""What a message shows."""

from dataclasses import dataclass

from aiogram.types import InlineKeyboardMarkup


@dataclass(frozen=True)
class View:
    """`text` is Telegram HTML, at most 4096 characters after parsing; `keyboard` None shows no buttons."""

    text: str
    keyboard: InlineKeyboardMarkup | None = None
