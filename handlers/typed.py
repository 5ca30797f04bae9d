"""What a person wrote, wherever Telegram puts it: in a text, or in the caption of a photo or a file."""

from aiogram.types import Message

CONTENT = (
    "text", "caption", "animation", "audio", "checklist", "contact", "dice", "document", "game", "live_photo",
    "location", "paid_media", "photo", "poll", "sticker", "story", "users_shared", "venue", "video", "video_note",
    "voice",
)  # fmt: skip
"""The fields of a message that a person sends (Bot API, Message); all other kinds Telegram writes by itself."""


def typed_in(message: Message) -> str | None:
    """The text or the caption; None without either."""
    return message.text or message.caption


def is_typed(message: Message) -> bool:
    return typed_in(message) is not None


def is_service(message: Message) -> bool:
    """Whether Telegram reports something (pinned, joined, a new background), also of a kind newer than this bot."""
    return not any(getattr(message, name, None) for name in CONTENT)
