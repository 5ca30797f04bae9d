"""What people see: pure functions from domain values to a View. Text is escaped here and nowhere else."""

from dataclasses import dataclass

from aiogram.types import InlineKeyboardMarkup


@dataclass(frozen=True)
class View:
    """A message: `text` is Telegram HTML, at most 4096 characters after parsing; `keyboard` None shows no buttons."""

    text: str
    keyboard: InlineKeyboardMarkup | None = None
