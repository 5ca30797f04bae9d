"""Methods that put a message into a chat."""

from typing import Any

from demo.telegram import limits
from demo.telegram.formatting import caption_words, message_words
from demo.telegram.keyboards import inline_of, markup_of
from demo.telegram.messages import Body
from demo.telegram.refusals import bad
from demo.telegram.request import Request

from .files import file_of
from .targets import chat_of, replied


async def send_message(request: Request) -> dict[str, Any]:
    """core.telegram.org/bots/api#sendmessage"""
    text, entities = message_words(request)
    if len(text) > limits.TEXT:
        raise bad("message is too long")
    preview = request.value("link_preview_options", "link preview options")
    return _sent(request, Body(text, entities, preview=preview))


async def send_document(request: Request) -> dict[str, Any]:
    """core.telegram.org/bots/api#senddocument"""
    return _sent(request, Body(*caption_words(request)), file=file_of(request, "document"))


async def send_photo(request: Request) -> dict[str, Any]:
    """core.telegram.org/bots/api#sendphoto"""
    body = Body(*caption_words(request))
    file = file_of(request, "photo")
    return _sent(request, body, file=file, special={"photo": file.as_photo()})


def _sent(request: Request, body: Body, **details: Any) -> dict[str, Any]:
    markup = markup_of(request)
    _check_unserved(request)
    chat = chat_of(request)
    chat.check_sending(request.bot)
    if request.number("message_thread_id"):
        raise bad("message thread not found")
    message = chat.add(
        request.bot,
        Body(body.text, body.entities, inline_of(markup), body.preview),
        reply_to=replied(request, chat),
        markup=_shown_below(markup),
        **details,
    )
    return message.as_json(chat.as_json())


def _shown_below(markup: dict[str, Any] | None) -> dict[str, Any] | None:
    return None if markup is None or ("inline_keyboard" in markup and not markup.get("force_reply")) else markup


def _check_unserved(request: Request) -> None:
    if request.value("ephemeral_message_parameters", "ephemeral message parameters"):
        raise bad("ephemeral messages are not served here")
