"""Methods that change or remove messages."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from demo.telegram import limits
from demo.telegram.chats import Chat
from demo.telegram.formatting import caption_words, message_words
from demo.telegram.groups import Group
from demo.telegram.keyboards import inline_only
from demo.telegram.messages import Body, Message
from demo.telegram.refusals import bad
from demo.telegram.request import Request

from .targets import chat_of, own_message

UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


async def edit_message_text(request: Request) -> dict[str, Any] | bool:
    """core.telegram.org/bots/api#editmessagetext"""
    text, entities = message_words(request)
    if len(text) > limits.TEXT:
        raise bad("MESSAGE_TOO_LONG")
    preview = request.value("link_preview_options", "link preview options")
    body = Body(text, entities, inline_only(request), preview)
    message = own_message(request)
    if message.has_caption or not message.text:
        raise bad("there is no text in the message to edit")
    return _edited(request, message, body)


async def edit_message_caption(request: Request) -> dict[str, Any] | bool:
    """core.telegram.org/bots/api#editmessagecaption"""
    text, entities = caption_words(request)
    keyboard = inline_only(request)
    message = own_message(request)
    if not message.has_caption:
        raise bad("there is no caption in the message to edit")
    return _edited(request, message, Body(text, entities, keyboard))


async def edit_message_reply_markup(request: Request) -> dict[str, Any] | bool:
    """core.telegram.org/bots/api#editmessagereplymarkup"""
    keyboard = inline_only(request)
    message = own_message(request)
    return _edited(request, message, replace(message.body, keyboard=keyboard))


async def delete_message(request: Request) -> bool:
    """core.telegram.org/bots/api#deletemessage"""
    if not request.number("message_id"):
        raise bad("message identifier is not specified")
    chat = chat_of(request)
    message = chat.history.get(request.number("message_id"))
    if message is None or message.deleted:
        raise bad("message to delete not found")
    _check_deletable(request, chat, message)
    return _deleted(request, [message])


async def delete_messages(request: Request) -> bool:
    """core.telegram.org/bots/api#deletemessages: messages that cannot be found are skipped."""
    numbers = request.value("message_ids", "message identifiers")
    if not isinstance(numbers, list) or not numbers:
        raise bad("message identifiers are not specified")
    if len(numbers) > limits.DELETED_AT_ONCE:
        raise bad("too many message identifiers specified")
    chat = chat_of(request)
    found = [chat.history[int(number)] for number in numbers if int(number) in chat.history]
    for message in found:
        _check_deletable(request, chat, message)
    return _deleted(request, found)


def _edited(request: Request, message: Message, body: Body) -> dict[str, Any] | bool:
    if body == message.body:
        raise bad(UNCHANGED)
    message.replace(body, request.world.now())
    request.world.notify()
    return True if message.inline_id else message.as_json(request.world.chat_of(message).as_json())


def _check_deletable(request: Request, chat: Chat, message: Message) -> None:
    if not chat.is_private and message.sender is not request.bot and not _is_admin(request, chat):
        raise bad("message can't be deleted")
    if request.world.now() - message.date >= timedelta(seconds=limits.DELETE_WINDOW):
        raise bad("message can't be deleted for everyone")


def _is_admin(request: Request, chat: Chat) -> bool:
    return isinstance(chat, Group) and chat.status(request.bot.id) == "administrator"


def _deleted(request: Request, messages: list[Message]) -> bool:
    for message in messages:
        message.deleted = True
    request.world.notify()
    return True
