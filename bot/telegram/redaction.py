"""Keeps passwords in updates that could not be handled out of logs, chats and the database."""

import json
import traceback

from bot.telegram.incoming import Incoming
from domain import outbox
from domain.address import on_telegram
from domain.road import InboxRow, Work
from handlers.conversations import may_hold_password

SHORTEST = 4  # characters; shorter texts occur in tracebacks by chance


def repeats_text(error: Exception, text: str) -> bool:
    """Whether the traceback contains what a person typed."""
    trace = "".join(traceback.format_exception(error))
    return len(text) >= SHORTEST and any(form in trace for form in (text, repr(text)[1:-1], json.dumps(text)[1:-1]))


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
