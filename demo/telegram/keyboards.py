"""Keyboards: which buttons Telegram accepts, drops silently or refuses.

core.telegram.org/bots/api#inlinekeyboardmarkup and #replykeyboardmarkup
"""

import json
from itertools import chain
from typing import Any

from . import limits
from .addresses import address_error
from .entities import units
from .messages import Keyboard
from .refusals import Refusal, bad
from .request import Request
from .shapes import markup_error

ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
    "disabled",
)
STYLES = frozenset({"danger", "success", "primary"})
_PRIVATE_ONLY = {
    "request_users": "users can be requested in private chats only",
    "request_chat": "chats can be requested in private chats only",
    "web_app": "web App buttons can be used in private chats only",
}
_ASKING = ("request_users", "request_chat", "request_managed_bot")

Markup = dict[str, Any]


def markup_of(request: Request) -> Markup | None:
    """The checked reply_markup of a call, without the rows and buttons that Telegram drops."""
    markup = request.value("reply_markup", "reply keyboard markup")
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    if len(json.dumps(markup, ensure_ascii=False, separators=(",", ":")).encode()) > limits.MARKUP_BYTES:
        raise bad("reply markup is too long")
    private = not request.text("chat_id").startswith("-")
    checked = dict(markup)
    if "inline_keyboard" in markup:
        checked["inline_keyboard"] = _inline(request, markup["inline_keyboard"], private)
    elif "keyboard" in markup:
        checked["keyboard"] = _reply(request, markup["keyboard"], private)
    if len(markup.get("input_field_placeholder") or "") > limits.PLACEHOLDER:
        raise bad("input_field_placeholder is too long")
    if error := markup_error(checked):
        raise bad(f"can't parse reply keyboard markup: {error}")
    return checked


def inline_of(markup: Markup | None) -> Keyboard | None:
    """The inline keyboard of a markup, None when it is empty."""
    return (markup or {}).get("inline_keyboard") or None


def inline_only(request: Request) -> Keyboard | None:
    """The keyboard of an edit; Refusal for any other markup."""
    markup = markup_of(request)
    if markup and "inline_keyboard" not in markup:
        raise bad("inline keyboard expected")
    return inline_of(markup)


def _inline(request: Request, rows: Any, private: bool) -> Keyboard:
    checked = _rows(request, rows, "inline_keyboard", "InlineKeyboardMarkup")
    for button in chain.from_iterable(checked):
        _check_inline(button, private)
    _check_size(checked, limits.INLINE_ROW, limits.INLINE_BUTTONS)
    return checked


def _reply(request: Request, rows: Any, private: bool) -> Keyboard:
    checked = _rows(request, rows, "keyboard", "ReplyKeyboardMarkup")
    for button in chain.from_iterable(checked):
        _check_reply(button, private)
    asked = [button[name]["request_id"] for row in checked for button in row for name in _ASKING if name in button]
    if len(set(asked)) < len(asked):
        raise bad("request_id must be unique in the keyboard")
    _check_size(checked, limits.REPLY_ROW, limits.REPLY_BUTTONS)
    return checked


def _rows(request: Request, rows: Any, name: str, kind: str) -> Keyboard:
    if not isinstance(rows, list):
        raise bad(f'field "{name}" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise bad(f'field "{name}" of the {kind} must be an Array of Arrays')
    read = [[_button(button, name) for button in row] for row in rows]
    shown = [[button for button in row if button["text"]] for row in read]
    if any(not row for row in shown) or shown != read:
        request.world.warn(f"{request.method}: rows or buttons without text vanish silently")
    return [row for row in shown if row]


def _button(button: Any, name: str) -> dict[str, Any]:
    if isinstance(button, str) and name == "keyboard":
        return {"text": button}
    if not isinstance(button, dict):
        raise _unparsed(name, "Object expected")
    if "text" not in button:
        raise _unparsed(name, 'Can\'t find field "text"')
    if button.get("style") not in {None, *STYLES}:
        raise _unparsed(name, "invalid button style specified")
    return {key: value for key, value in button.items() if value is not None}


def _unparsed(name: str, why: str) -> Refusal:
    kind = "inline keyboard" if name == "inline_keyboard" else "keyboard"
    return bad(f"can't parse {kind} button: {why}")


def _check_inline(button: dict[str, Any], private: bool) -> None:
    actions = [action for action in ACTIONS if action in button]
    if not actions:
        raise _unparsed("inline_keyboard", "Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1 or ("web_app" in button and not private):
        raise bad("BUTTON_TYPE_INVALID")
    if "callback_data" in button and not 1 <= len(str(button["callback_data"]).encode()) <= limits.CALLBACK_DATA_BYTES:
        raise bad("BUTTON_DATA_INVALID")
    if "copy_text" in button and not 1 <= _copied(button["copy_text"]) <= limits.COPY_TEXT:
        raise bad("BUTTON_COPY_TEXT_INVALID")
    if "url" in button and (error := address_error(button["url"])):
        raise bad(f"inline keyboard button URL '{button['url']}' is invalid: {error}")


def _copied(copy_text: Any) -> int:
    return units(str(copy_text.get("text", ""))) if isinstance(copy_text, dict) else 0


def _check_reply(button: dict[str, Any], private: bool) -> None:
    for name, refusal in _PRIVATE_ONLY.items():
        if name in button and not private:
            raise bad(refusal)
    request = button.get("request_users") or {}
    if not 1 <= request.get("max_quantity", 1) <= limits.PICKED_USERS:
        raise bad("invalid max_quantity specified")


def _check_size(rows: Keyboard, widest: int, most: int) -> None:
    if any(len(row) > widest for row in rows) or sum(map(len, rows)) > most:
        raise bad("reply markup is too long")
