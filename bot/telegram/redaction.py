"""Updates that may hold a password and could not be handled: nothing of them stays where it could be read."""

import json
import traceback

from bot.telegram.incoming import Incoming
from domain import outbox
from domain.road import InboxRow, Work
from handlers.states import may_hold_password

SHORTEST = 4  # characters; a shorter text stands in every traceback by chance


def repeats_text(error: Exception, text: str) -> bool:
    """Whether the traceback repeats what a person typed."""
    said = "".join(traceback.format_exception(error))
    return len(text) >= SHORTEST and any(one in said for one in (text, repr(text)[1:-1], json.dumps(text)[1:-1]))


async def conceal(work: Work, row: InboxRow, incoming: Incoming, is_over: bool) -> None:
    """If the message may hold a password, deletes it from the chat at once and, when it `is_over`, from the inbox."""
    if incoming.text is None or incoming.actor is None or incoming.chat_id is None:
        return
    me = await work.people.by_telegram(incoming.actor.id)
    if me is None or not await may_hold_password(work, me, incoming.text):
        return
    key = f"conceal:{row.arrived.key}"
    await work.outbox.post(outbox.clear_secret(incoming.chat_id, incoming.message_id, me.id, key=key))
    if is_over:
        await work.inbox.empty(row.id)
