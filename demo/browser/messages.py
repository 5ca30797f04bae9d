"""A message as one person sees it, as data; how it looks is decided by the page."""

from typing import Any

from demo.telegram.accounts import Account
from demo.telegram.buttons import Button, Rows
from demo.telegram.files import StoredFile
from demo.telegram.messages import Message

QUOTE_LIMIT = 80  # characters of the message that is replied to

_ASKS = {"request_users": "people", "request_location": "location", "request_contact": "contact"}
_DOES = {"callback_data": "callback", "url": "url", "copy_text": "copy", "disabled": "disabled"}
_SPECIAL = {"contact", "location", "users_shared", "sticker", "photo", "new_chat_members", "left_chat_member"}


def message_part(message: Message, reader: Account) -> dict[str, Any]:
    """The message in the reader's chat."""
    return {
        "id": message.id,
        "rev": len(message.edits),
        "mine": message.sender is reader,
        "sender": _subject(message),
        "text": message.text,
        "entities": message.entities,
        "date": message.date.isoformat(),
        "edited": message.edit_date is not None,
        "buttons": [[_inline(button) for button in row] for row in message.buttons],
        "file": _file(message.file) if message.file else None,
        "special": next(iter(sorted(_SPECIAL & message.special.keys())), None),
        "reply_to": _quoted(message.reply_to) if message.reply_to and not message.reply_to.deleted else None,
        "via": message.via.username if message.via else None,
        "service": message.is_service,
    }


def _subject(message: Message) -> str:
    """The name above the message: its sender; for one that came or left, the person it is about, not who did it."""
    special = message.special
    who = special.get("left_chat_member") or next(iter(special.get("new_chat_members", ())), None)
    return f"{who['first_name']} {who.get('last_name', '')}".strip() if who else message.sender.name


def reply_rows(shown: Message) -> list[list[dict[str, Any]]]:
    """The reply keyboard that came with a message."""
    return [[_reply(button) for button in row] for row in _rows(shown.reply_keyboard)]


def _rows(rows: Rows) -> Rows:
    return [row for row in rows if row]


def _inline(button: Button) -> dict[str, Any]:
    does = "disabled" if button.disabled else next((does for key, does in _DOES.items() if key in button.raw), "switch")
    return {"text": button.text, "style": button.style, "does": does, "url": button.url, "copy": button.copy_text}


def _reply(button: Button) -> dict[str, Any]:
    key = next((key for key in _ASKS if key in button.raw), None)
    asked = button.raw.get("request_users") or {}
    return {"text": button.text, "does": _ASKS[key] if key else "text", "max": asked.get("max_quantity", 1)}


def _file(file: StoredFile) -> dict[str, Any]:
    return {"name": file.name, "size": len(file.data), "url": f"/ui/file/{file.file_id}"}


def _quoted(message: Message) -> dict[str, Any]:
    return {"id": message.id, "sender": message.sender.name, "text": message.text[:QUOTE_LIMIT]}
