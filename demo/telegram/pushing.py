"""Pushing updates to a bot's webhook, in order per lane (core.telegram.org/bots/api#setwebhook)."""

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import parse_qsl

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout, MultipartReader

from .bots import Bot, Webhook
from .dispatch import answer
from .refusals import Refusal
from .request import Parameters
from .updates import Update
from .wire import from_json, from_parts
from .world import World

_ANSWER_WITHIN = ClientTimeout(total=60)
_LONGEST_PAUSE = 60
_LONGEST_ASKED_PAUSE = 3600


class Pusher:
    """Pushes for all bots of a world until it is cancelled. A failed update is repeated at once, then after 2, 4, 8 …
    seconds of the world's clock, and holds back only its own lane."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._in_flight: set[tuple[int, int]] = set()
        self._failures: dict[tuple[int, int], tuple[int, datetime]] = {}

    async def run(self) -> None:
        """Push every waiting update, until it is cancelled."""
        async with ClientSession(timeout=_ANSWER_WITHIN) as session, asyncio.TaskGroup() as tasks:
            while True:
                for bot, webhook, update in list(self._ready()):
                    self._in_flight.add((bot.id, update.lane))
                    tasks.create_task(self._push(session, bot, webhook, update))
                await self.world.changed.wait(self._soonest())

    def _ready(self) -> Iterator[tuple[Bot, Webhook, Update]]:
        now = self.world.now()
        for bot in self.world.bots.values():
            busy = {lane for bot_id, lane in self._in_flight if bot_id == bot.id}
            for update in bot.updates.pending(now) if bot.webhook else []:
                if bot.webhook and update.lane not in busy and len(busy) < bot.webhook.max_connections:
                    busy.add(update.lane)
                    if self._failures.get((bot.id, update.id), (0, now))[1] <= now:
                        yield bot, bot.webhook, update

    def _soonest(self) -> float | None:
        now = self.world.now()
        waiting = {(bot.id, update.id) for bot in self.world.bots.values() for update in bot.updates.pending(now)}
        self._failures = {key: failure for key, failure in self._failures.items() if key in waiting}
        pauses = [(due - now).total_seconds() for _, due in self._failures.values() if due > now]
        return min(pauses, default=None)

    async def _push(self, session: ClientSession, bot: Bot, webhook: Webhook, update: Update) -> None:
        headers = {"X-Telegram-Bot-Api-Secret-Token": webhook.secret} if webhook.secret else {}
        try:
            async with session.post(webhook.url, json=update.as_json(), headers=headers) as response:
                await self._settle(bot, update, response)
        except (ClientError, TimeoutError) as error:
            self._failed(bot, update, f"Connection failed: {error}")
        finally:
            self._in_flight.discard((bot.id, update.lane))
            self.world.notify()

    async def _settle(self, bot: Bot, update: Update, response: ClientResponse) -> None:
        if not 200 <= response.status < 300:
            asked = response.headers.get("Retry-After", "")
            text = f"Wrong response from the webhook: {response.status} {response.reason}"
            self._failed(bot, update, text, int(asked) if asked.isdecimal() else None)
            return
        self._failures.pop((bot.id, update.id), None)
        bot.updates.discard(update)
        try:
            fields, uploads = await _method_in(response)
        except Refusal as refusal:
            self.world.warn(f"the webhook's answer cannot be read: {refusal.description}")
            return
        method = fields.pop("method", None)
        if method:
            await answer(self.world, bot.token, str(method), (fields, uploads))

    def _failed(self, bot: Bot, update: Update, why: str, asked: int | None = None) -> None:
        now = self.world.now()
        if bot.webhook:
            bot.webhook.last_error_date, bot.webhook.last_error = int(now.timestamp()), why
        count = self._failures.get((bot.id, update.id), (0, now))[0] + 1
        pause = min(2 ** (count - 1), _LONGEST_PAUSE) if count > 1 else 0
        if asked is not None:
            pause = min(asked, _LONGEST_ASKED_PAUSE)
        self._failures[bot.id, update.id] = (count, now + timedelta(seconds=pause))


async def _method_in(response: ClientResponse) -> Parameters:
    """The call that a webhook may answer with, in any of the wire formats."""
    if response.content_type == "multipart/form-data":
        return await from_parts(MultipartReader.from_response(response).stream)
    body = await response.text()
    if response.content_type == "application/json" and body.strip():
        return from_json(body), {}
    return dict(parse_qsl(body)) if response.content_type == "application/x-www-form-urlencoded" else {}, {}
