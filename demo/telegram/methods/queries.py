"""Answers to callback queries and inline queries."""

from typing import Any

from demo.telegram import limits
from demo.telegram.addresses import START_PARAMETER
from demo.telegram.formatting import caption_words, message_words
from demo.telegram.keyboards import inline_only
from demo.telegram.messages import Body
from demo.telegram.queries import Answer, InlineResult
from demo.telegram.refusals import bad
from demo.telegram.request import Request

from .files import file_of

_DOCUMENT_TYPES = frozenset({"application/pdf", "application/zip"})


async def answer_callback_query(request: Request) -> bool:
    """core.telegram.org/bots/api#answercallbackquery"""
    text, url = request.text("text"), request.text("url")
    if len(text) > limits.TOAST:
        raise bad("MESSAGE_TOO_LONG")
    if url and not url.lower().removeprefix("https://").startswith(f"t.me/{request.bot.username}?start=".lower()):
        raise bad("URL_INVALID")
    query = request.world.queries.waiting(request.bot, request.text("callback_query_id"))
    query.answer = Answer(text or None, request.flag("show_alert"), url or None)
    request.world.notify()
    return True


async def answer_inline_query(request: Request) -> bool:
    """core.telegram.org/bots/api#answerinlinequery; articles with text and documents by file_id."""
    results = request.value("results", "inline query results")
    if not isinstance(results, list):
        raise bad("expected an Array of inline query results")
    if len(results) > limits.INLINE_RESULTS:
        raise bad("too many inline query results specified")
    prepared = tuple(_prepared(request, result) for result in results)
    if len({result.id for result in prepared}) < len(prepared):
        raise bad("RESULT_ID_DUPLICATE")
    query = request.world.queries.waiting(request.bot, request.text("inline_query_id"))
    query.answer = Answer(results=prepared, button=_button(request))
    seconds = request.number("cache_time", limits.INLINE_CACHE)
    request.world.queries.remember(query, query.answer, seconds, request.flag("is_personal"))
    request.world.notify()
    return True


def _prepared(request: Request, result: dict[str, Any]) -> InlineResult:
    number = str(result.get("id", ""))
    if not 1 <= len(number.encode()) <= limits.INLINE_RESULT_ID_BYTES:
        raise bad("RESULT_ID_INVALID")
    if result.get("type") == "document" and "document_file_id" not in result:
        if result.get("mime_type") not in _DOCUMENT_TYPES:
            raise bad("unallowed document MIME type")
        raise bad("documents by address are not served here")
    part = _part(request, result)
    keyboard = inline_only(part)
    title, said = str(result.get("title", "")), str(result.get("description", ""))
    if result.get("type") == "document":
        return InlineResult(
            number, title, said, Body(*caption_words(part), keyboard), file_of(part, "document_file_id")
        )
    return InlineResult(number, title, said, Body(*message_words(part), keyboard))


def _button(request: Request) -> tuple[str, str] | None:
    """core.telegram.org/bots/api#inlinequeryresultsbutton; those that open a Mini App are not served here."""
    button = request.value("button", "inline query results button")
    if button is None:
        return None
    text, parameter = str(button.get("text", "")), str(button.get("start_parameter", ""))
    if not text or not parameter or not START_PARAMETER.fullmatch(parameter):
        raise bad("START_PARAM_INVALID")
    return text, parameter


def _part(request: Request, result: dict[str, Any]) -> Request:
    """The result in the form of a call, so that the same rules check it."""
    content = result.get("input_message_content") or {}
    text = {"text": content.get("message_text"), "entities": content.get("entities")}
    return Request(request.world, request.bot, request.method, {**result, **content, **text})
