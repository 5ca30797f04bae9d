"""Methods that put a message into a chat."""

from typing import Any

from demo.telegram import limits
from demo.telegram.files import StoredFile
from demo.telegram.formatting import caption_words, message_words
from demo.telegram.keyboards import inline_of, markup_of
from demo.telegram.messages import Body
from demo.telegram.refusals import Refusal, bad
from demo.telegram.request import Request

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


def file_of(request: Request, name: str) -> StoredFile:
    """The uploaded file, or the known one whose file_id was given."""
    upload = request.upload(name)
    if upload:
        if not upload.data:
            raise bad("file must be non-empty")
        if len(upload.data) > limits.UPLOAD_BYTES:
            raise Refusal(413, "Request Entity Too Large")
        return request.world.files.add(upload.name, upload.data)
    given = request.text(name)
    if not given or given.startswith("attach://"):
        raise bad(f"there is no {name} in the request")
    known = request.world.files.get(given)
    if known:
        return known
    if "://" in given:
        raise bad("wrong file identifier/HTTP URL specified")
    raise bad("wrong remote file identifier specified: Wrong string length")


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
