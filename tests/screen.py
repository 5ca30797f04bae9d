"""A View as text, the way a person sees it: for golden files and for failing tests."""

import re
from html import unescape

from aiogram.types import InlineKeyboardButton

from handlers.views import View

_ANCHOR = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)
_MARKUP = (("b", "**"), ("s", "~~"), ("code", "`"))
_TAG = re.compile(r"<[^>]+>")
_ISOLATES = re.compile("[\u2068\u2069]")


def screen(view: View) -> str:
    """The text with its links written out, below it a line for each row of buttons."""
    rows = view.keyboard.inline_keyboard if view.keyboard else []
    drawn = ["  ".join(_button(button) for button in row) for row in rows]
    return "\n".join([seen(view.text), "", *drawn]).rstrip() + "\n"


def seen(html: str) -> str:
    text = _ANCHOR.sub(r"[\2](\1)", html)
    for tag, mark in _MARKUP:
        text = text.replace(f"<{tag}>", mark).replace(f"</{tag}>", mark)
    text = text.replace("<blockquote expandable>", "┃ ").replace("</blockquote>", " ┃")
    return _ISOLATES.sub("", unescape(_TAG.sub("", text)))


def _button(button: InlineKeyboardButton) -> str:
    if button.disabled:
        return f"({button.text})"
    style = f" : {button.style}" if button.style else ""
    target = f" → {button.url}" if button.url else f" ⧉ {button.copy_text.text}" if button.copy_text else ""
    if button.switch_inline_query_chosen_chat:
        target = f" ⇥ {button.switch_inline_query_chosen_chat.query}"
    return f"[{button.text}{target}{style}]"
