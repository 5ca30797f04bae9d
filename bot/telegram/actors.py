"""Who sent an update, in which chat, and by which message."""

from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.types import Update, User


def actor_of(update: Update) -> User | None:
    """The person; None for what has no sender or comes from a bot."""
    about = update.message or update.callback_query or update.inline_query or update.my_chat_member
    user = about.from_user if about else None
    return None if user is None or user.is_bot else user


def chat_of(update: Update, user: User) -> int:
    """The chat of a message, otherwise the private one: what a press shows is nobody else's business."""
    return update.message.chat.id if update.message else user.id


def origin_of(update: Update) -> int | None:
    """The message that was typed, or pressed in private."""
    if update.message:
        return update.message.message_id
    message = update.callback_query.message if update.callback_query else None
    return message.message_id if message and message.chat.type == ChatType.PRIVATE else None


def opens_chat(update: Update) -> bool:
    """Whether it shows that we may write to the person: they wrote or pressed in private, or unblocked the bot."""
    if update.message:
        return update.message.chat.type == ChatType.PRIVATE
    if update.my_chat_member:
        is_back = update.my_chat_member.new_chat_member.status == ChatMemberStatus.MEMBER
        return is_back and update.my_chat_member.chat.type == ChatType.PRIVATE
    return origin_of(update) is not None


def is_start(update: Update) -> bool:
    """Whether the person has pressed Start (once more, perhaps)."""
    return bool(update.message and (update.message.text or "").startswith("/start"))
