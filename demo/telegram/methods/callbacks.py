"""Answers to presses."""

from demo.telegram import limits
from demo.telegram.queries import Answer
from demo.telegram.refusals import bad
from demo.telegram.request import Request


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
