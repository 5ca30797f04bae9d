"""Which chat and which message a call is about."""

from demo.telegram.bots import Standing
from demo.telegram.chats import Chat
from demo.telegram.messages import Message
from demo.telegram.refusals import bad, forbidden
from demo.telegram.request import Request


def chat_of(request: Request) -> Chat:
    """The chat of `chat_id`; Refusal when it is missing or unknown to the bot."""
    given = request.text("chat_id").strip()
    if not given:
        raise bad("chat_id is empty")
    number = int(given) if given.lstrip("-").isdecimal() else 0
    if any(bot.id == number for bot in request.world.bots.values()):
        raise forbidden("the bot can't send messages to the bot")
    chat = request.world.chat(request.bot, number)
    if chat is None or _is_stranger(request, chat):
        raise bad("chat not found")
    return chat


def replied(request: Request, chat: Chat) -> Message | None:
    """The message which a new one replies to; Refusal when it is gone and the call does not allow that."""
    given = request.value("reply_parameters", "reply parameters") or {}
    if not isinstance(given, dict):
        raise bad("object expected as reply parameters")
    number = given.get("message_id") or request.number("reply_to_message_id")
    if not number:
        return None
    original = chat.history.get(int(number))
    if original and not original.deleted:
        return original
    if given.get("allow_sending_without_reply") or request.flag("allow_sending_without_reply"):
        return None
    raise bad("message to be replied not found")


def own_message(request: Request) -> Message:
    """The message to edit; Refusal unless it is there and the bot's own."""
    inline_id = request.text("inline_message_id")
    if inline_id:
        return _inline(request, inline_id)
    if not request.text("chat_id") or not request.text("message_id"):
        raise bad("message identifier is not specified")
    chat = chat_of(request)
    message = chat.history.get(request.number("message_id"))
    chat.check_writing(request.bot)
    if message is None or message.deleted:
        raise bad("message to edit not found")
    if message.sender is not request.bot or not message.is_editable:
        raise bad("message can't be edited")
    return message


def _inline(request: Request, inline_id: str) -> Message:
    message = request.world.inline_messages.get(inline_id)
    if message is None or message.via is not request.bot:
        raise bad("MESSAGE_ID_INVALID")
    return message


def _is_stranger(request: Request, chat: Chat) -> bool:
    return chat.is_private and request.bot.standing(chat.id) is Standing.NEVER
