"""Updates that may hold a password and could not be handled: nothing of them stays where somebody might read it."""

import json
import traceback
from typing import Any

from domain import owed
from domain.road import InboxRow, Work
from handlers.states import may_hold_password

TELLING = 4  # characters; whatever is shorter stands in every traceback


def repeats_text(error: Exception, row: InboxRow) -> bool:
    """Whether the traceback repeats what somebody typed."""
    text = _text(row)
    said = "".join(traceback.format_exception(error))
    return len(text) >= TELLING and any(one in said for one in (text, repr(text)[1:-1], json.dumps(text)[1:-1]))


async def conceal(work: Work, row: InboxRow, is_over: bool) -> None:
    """If it may hold a password, takes it out of the chat at once and, when it is over with it, out of the inbox."""
    message = _message(row)
    sender, chat = _id(message.get("from")), _id(message.get("chat"))
    me = await work.people.by_telegram(sender) if sender else None
    if me is None or not chat or not await may_hold_password(work, me, _text(row)):
        return
    await work.outbox.post(owed.clear_secret(chat, message.get("message_id"), me.id, key=f"conceal:{row.arrived.key}"))
    if is_over:
        await work.inbox.empty(row.id)


def _text(row: InboxRow) -> str:
    text = _message(row).get("text")
    return text if isinstance(text, str) else ""


def _message(row: InboxRow) -> dict[str, Any]:
    """Of an update that may not even be one."""
    body = row.arrived.body  # None once it was emptied
    message = body.get("message") if row.arrived.kind == "telegram" and body else None
    return message if isinstance(message, dict) else {}


def _id(about: object) -> int | None:
    id = about.get("id") if isinstance(about, dict) else None
    return id if isinstance(id, int) else None
