"""getUpdates: updates wait until they are confirmed."""

import asyncio
import json
from typing import Any

from demo.telegram.refusals import conflict
from demo.telegram.request import Request
from demo.telegram.updates import Poll, Update

_ANSWER_BYTES = 4 * 1024 * 1024
_WEBHOOK = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


async def get_updates(request: Request) -> list[dict[str, Any]]:
    """core.telegram.org/bots/api#getupdates; `timeout` counts real seconds."""
    if request.bot.webhook:
        raise conflict(_WEBHOOK)
    queue = request.bot.updates
    allowed = request.value("allowed_updates", "allowed updates")
    if allowed is not None:
        queue.allowed = list(allowed)
    if offset := request.number("offset"):
        queue.confirm(offset)
    poll = queue.opened()
    request.world.notify()
    try:
        waiting = await _first(request, poll)
    finally:
        if queue.poll is poll:
            queue.poll = None
    return _fitting(waiting)


async def _first(request: Request, poll: Poll) -> list[Update]:
    limit = min(max(request.number("limit", 100), 1), 100)
    loop = asyncio.get_running_loop()
    deadline = loop.time() + min(max(request.number("timeout"), 0), 50)
    while True:
        if poll.ended:
            raise conflict(poll.ended)
        waiting = request.bot.updates.batch(request.world.now(), limit)
        left = deadline - loop.time()
        if waiting or left <= 0 or poll.closing:
            return waiting
        await request.world.changed.wait(left)


def _fitting(waiting: list[Update]) -> list[dict[str, Any]]:
    bodies: list[dict[str, Any]] = []
    size = 0
    for update in waiting:
        body = update.as_json()
        size += len(json.dumps(body).encode())
        if bodies and size > _ANSWER_BYTES:
            break
        bodies.append(body)
    return bodies
