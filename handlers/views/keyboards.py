"""Inline keyboards. Buttons that are None and empty rows are left out, so that code is laid out like the screen."""

from collections.abc import Sequence

from aiogram.enums import ButtonStyle
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CopyTextButton, DisabledButton, InlineKeyboardButton, InlineKeyboardMarkup

from handlers.views.markup import shortened, units
from locales import gettext as _

COPY_LIMIT = 256  # UTF-16 units (Bot API, CopyTextButton)
LABEL_LIMIT = 48
HALF_ROW = 19  # UTF-16 units that fit into one line on half a row of a phone, 390 px wide

Row = Sequence[InlineKeyboardButton | None]


def keyboard(*rows: Row) -> InlineKeyboardMarkup:
    filled = [[button for button in row if button is not None] for row in rows]
    return InlineKeyboardMarkup(inline_keyboard=[row for row in filled if row])


def button(text: str, data: CallbackData, style: ButtonStyle | None = None) -> InlineKeyboardButton:
    """`text` may be typed by people: it is cut to LABEL_LIMIT, and Telegram does not parse markup in it."""
    return InlineKeyboardButton(text=shortened(text, LABEL_LIMIT), callback_data=data.pack(), style=style)


def inert(text: str) -> InlineKeyboardButton:
    """A cell that cannot be pressed: a heading, a past day."""
    return InlineKeyboardButton(text=text, disabled=DisabledButton())


def chosen(text: str, is_chosen: bool) -> str:
    return f"✓ {text}" if is_chosen else text


def join(text: str, link: str | None, style: ButtonStyle | None = None) -> InlineKeyboardButton | None:
    return InlineKeyboardButton(text=text, url=link, style=style) if link else None


def copies(link: str) -> bool:
    """Whether a button can copy the link; if not, the text shows it, to be copied by a tap."""
    return units(link) <= COPY_LIMIT


def copy_link(link: str | None) -> InlineKeyboardButton | None:
    if link is None or not copies(link):
        return None
    return InlineKeyboardButton(text=_("Copy link"), copy_text=CopyTextButton(text=link))
