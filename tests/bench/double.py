"""A small Bot API server that hands out taps, answers every call and knows when each tap was served.

It is lenient on purpose: it must cost less than the bots measured against it, so it checks nothing.
"""

import asyncio
import json
from collections import Counter, deque
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from time import perf_counter
from typing import Any

from aiohttp import web

from .taps import DATE, Card, Json, Tap, callback_update, private_chat

LABELS = ("Принять", "Отклонить")
TOKEN = "42:TEST"
BOT = {
    "id": 42,
    "is_bot": True,
    "first_name": "Planerka",
    "username": "planerka_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}
NO_WEBHOOK = {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
ALWAYS = {"getme": BOT, "getwebhookinfo": NO_WEBHOOK, "sendchataction": True}
Form = Mapping[str, Any]


class Double:
    """The state of the server: updates not confirmed yet, the last card of every chat, the taps on their way."""

    def __init__(self) -> None:
        self.cards: dict[int, Card] = {}
        self.calls: Counter[str] = Counter()
        self.polled = asyncio.Event()
        self.confirmed = 0
        self._last_update = self._last_message = 1000
        self._waiting: deque[tuple[int, Tap]] = deque()
        self._news = asyncio.Event()
        self._by_query: dict[str, Tap] = {}
        self._by_chat: dict[int, Tap] = {}
        self._presses: Counter[int] = Counter()

    def show(self, cards: Mapping[int, Card]) -> None:
        """Put cards on the screens of chats, as if the bot had sent them before it was started."""
        self.cards.update(cards)
        self._last_message = max([self._last_message, *(card.message_id for card in cards.values())])

    def press(self, person: int) -> Tap:
        """The person presses the other one of the two answers on the last card shown in their chat."""
        card, label = self.cards[person], LABELS[self._presses[person] % 2]
        data = card.data_behind(label)
        if data is None:
            raise LookupError(f"no button «{label}» in chat {person}: {card.markup}")
        self._presses[person] += 1
        self._last_update += 1
        tap = Tap(person, callback_update(self._last_update, card, person, data))
        self._by_query[str(self._last_update)] = self._by_chat[person] = tap
        self._waiting.append((self._last_update, tap))
        self._news.set()
        return tap

    @property
    def all_confirmed(self) -> bool:
        """Whether the bot has confirmed every update it was handed."""
        return not self._waiting

    async def answer(self, method: str, form: Form) -> Any:
        """Do what the method asks; the result is the `result` field of the Bot API's answer."""
        self.calls[method] += 1
        match method:
            case "getupdates":
                return await self._get_updates(form)
            case "answercallbackquery":
                return self._answer_query(form["callback_query_id"])
            case _ if method.startswith("send") and method not in ALWAYS:
                self._last_message += 1
                return self._show(form, self._last_message)
            case _ if method.startswith("edit"):
                return self._edit(form)
        return ALWAYS.get(method, True)

    async def _get_updates(self, form: Form) -> list[Json]:
        self.polled.set()
        offset = int(form.get("offset", 0))
        while self._waiting and self._waiting[0][0] < offset:
            self.confirmed = self._waiting.popleft()[0]
        if not self._waiting:
            self._news.clear()
            try:
                await asyncio.wait_for(self._news.wait(), float(form.get("timeout", 0)))
            except TimeoutError:
                return []
        batch = [tap for _, tap in list(self._waiting)[: int(form.get("limit", 100))]]
        for tap in batch:
            tap.handed = tap.handed or perf_counter()
        return [tap.update for tap in batch]

    def _answer_query(self, query: str) -> bool:
        tap = self._by_query.pop(query, None)
        if tap is None:
            self.calls["answered twice"] += 1
        else:
            tap.seen(answered=True)
        return True

    def _edit(self, form: Form) -> Json:
        tap = self._by_chat.get(int(form["chat_id"]))
        if tap is not None:
            tap.seen(edited=True)
        return self._show(form, int(form["message_id"]))

    def _show(self, form: Form, message_id: int) -> Json:
        chat = int(form["chat_id"])
        text = form.get("text") or form.get("caption") or ""
        message: Json = {"message_id": message_id, "date": DATE, "chat": private_chat(chat), "from": BOT}
        markup = form.get("reply_markup") or {}
        if isinstance(markup, str):
            markup = json.loads(markup)
        if "document" in form:
            message["document"] = {"file_id": str(message_id), "file_unique_id": str(message_id)}
        else:
            message["text"] = text
        if "inline_keyboard" in markup:
            message["reply_markup"] = markup
            card = Card(message_id, text, markup)
            if any(card.data_behind(label) for label in LABELS):
                self.cards[chat] = card
        return message


@asynccontextmanager
async def serving(double: Double) -> AsyncIterator[str]:
    """Serve the double on a free port of the loopback; gives the base address."""

    async def call(request: web.BaseRequest) -> web.StreamResponse:
        method = request.path.rpartition("/")[2].lower()
        form = await (request.json() if request.content_type == "application/json" else request.post())
        result = await double.answer(method, form)
        return web.json_response({"ok": True, "result": result})

    runner = web.ServerRunner(web.Server(call, access_log=None), shutdown_timeout=0.5)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
