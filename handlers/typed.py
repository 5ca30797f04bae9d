"""What a person wrote, wherever Telegram puts it: in a text, or in the caption of a photo or a file."""

from aiogram.enums import MessageEntityType
from aiogram.types import Message, MessageEntity

from domain.phrases.usernames import mention

CONTENT = (
    "text", "caption", "animation", "audio", "checklist", "contact", "dice", "document", "game", "live_photo",
    "location", "paid_media", "photo", "poll", "sticker", "story", "users_shared", "venue", "video", "video_note",
    "voice",
)  # fmt: skip
"""The fields of a message that a person sends (Bot API, Message); all other kinds Telegram writes by itself."""


def typed_in(message: Message) -> str | None:
    """The text or the caption, with mentions of people without a username marked; None without either."""
    if (text := message.text or message.caption) is None:
        return None
    raw = text.encode("utf-16-le")  # Bot API, MessageEntity: offsets count UTF-16 units
    for entity in sorted(mentions_in(message), key=lambda entity: -entity.offset):
        start, end = 2 * entity.offset, 2 * (entity.offset + entity.length)
        shown = raw[start:end].decode("utf-16-le", "ignore")
        marked = mention(shown, entity.user.id) if entity.user else shown
        raw = raw[:start] + marked.encode("utf-16-le") + raw[end:]
    return raw.decode("utf-16-le", "ignore")


def mentions_in(message: Message) -> list[MessageEntity]:
    """Telegram's own mentions, each with its user."""
    entities = (message.entities if message.text else message.caption_entities) or []
    return [entity for entity in entities if entity.type == MessageEntityType.TEXT_MENTION and entity.user]


def is_typed(message: Message) -> bool:
    return typed_in(message) is not None


def is_service(message: Message) -> bool:
    """Whether Telegram reports something (pinned, joined, a new background), also of a kind newer than this bot."""
    return not any(getattr(message, name, None) for name in CONTENT)
