"""Keeps passwords in updates that could not be handled out of logs, chats and the database."""

import json
import traceback
from collections.abc import Iterator

from bot.telegram.incoming import Incoming
from domain import outbox
from domain.address import on_telegram
from domain.road import InboxRow, Work
from handlers.conversations import may_hold_password

SHORTEST = 4  # characters; shorter words occur in messages by chance
TRUNCATED = 16  # characters; pydantic shows a little more of each end of a long value


def repeats_text(error: BaseException, text: str) -> bool:
    """Whether the error, or one behind it, repeats what a person typed: a word of it, its beginning or its end."""
    messages = "".join(_messages(error))
    parts = {part for part in (*text.split(), text[:TRUNCATED], text[-TRUNCATED:]) if len(part) >= SHORTEST}
    return any(form in messages for part in parts for form in (part, repr(part)[1:-1], json.dumps(part)[1:-1]))


def _messages(error: BaseException) -> Iterator[str]:
    """What the traceback says besides lines of code, which cannot repeat what was typed but share words with it."""
    seen = set[int]()
    waiting: list[BaseException | None] = [error]
    while waiting:
        one = waiting.pop()
        if one is not None and id(one) not in seen:
            seen.add(id(one))
            yield from traceback.format_exception_only(one)
            waiting += (one.__cause__, one.__context__)
            waiting += one.exceptions if isinstance(one, BaseExceptionGroup) else ()


async def conceal(work: Work, row: InboxRow, incoming: Incoming, is_over: bool) -> None:
    """Deletes a message that may hold a password from the chat at once and, when the row `is_over`, from the inbox."""
    if incoming.text is None or incoming.actor is None or incoming.chat_id is None:
        return
    me = await work.people.by_address(on_telegram(incoming.actor.id))
    if me is None or not await may_hold_password(work, me, incoming.text):
        return
    key = f"conceal:{row.arrived.key}"
    await work.outbox.post(outbox.clear_secret(incoming.chat_id, incoming.message_id, me.id, key=key))
    if is_over:
        await work.inbox.empty(row.id)
