"""Spaces the calls of one token as Telegram asks (Bots FAQ, "My bot is hitting limits").

What a person asked for just now goes at once; what is sent to many waits for its turn, in the order in which it came.
"""

import asyncio
import math
import time
from collections import deque
from collections.abc import Callable
from contextvars import ContextVar

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.telegram.lru import Lru

IN_ALL = (30, 1.0)  # messages in seconds, sent or edited
IN_A_GROUP = ((1, 1.0), (20, 60.0))
GROUPS = 1_000  # remembered
MARGIN = 0.02  # seconds added to each window: what leaves evenly may arrive less so
BOTH_WITHIN = 10.0  # seconds: two chats told to wait within them mean the whole token

is_asked_for: ContextVar[bool] = ContextVar("is_asked_for", default=False)
"""Whether a person waits for what is being sent."""


class Window:
    """At most `most` calls in any `seconds`."""

    def __init__(self, most: int, seconds: float) -> None:
        self._seconds = seconds + MARGIN
        self._calls: deque[float] = deque(maxlen=most)

    def next_at(self) -> float:
        """When the next call may be made, on the clock of `note`."""
        return self._calls[0] + self._seconds if len(self._calls) == self._calls.maxlen else -math.inf

    def note(self, at: float) -> None:
        self._calls.append(at)


class Pacer(BaseRequestMiddleware):
    """`monotonic` measures for how long Telegram told us to wait. Until then calls raise TelegramRetryAfter unmade."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._paused: dict[str, float] = {}
        self._told_last = ("", -math.inf)
        self._in_all = Window(*IN_ALL)
        self._groups: Lru[str, list[Window]] = Lru(GROUPS)
        self._turn = asyncio.Lock()  # first come, first served

    async def __call__(
        self, make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
    ) -> Response[TelegramType]:
        name, chat = method.__api_method__, str(getattr(method, "chat_id", None) or "")
        if name == "getUpdates":
            return await make_request(bot, method)
        about = chat or name
        self._check(method, about)
        if name.startswith(("send", "edit")):
            await self._wait_for_turn(chat)
            self._check(method, about)
        try:
            return await make_request(bot, method)
        except TelegramRetryAfter as error:
            self._pause(about, error.retry_after)
            raise

    def _check(self, method: TelegramMethod[TelegramType], about: str) -> None:
        left = max(self._paused.get(key, -math.inf) for key in (about, "")) - self._monotonic()
        if left > 0:
            raise TelegramRetryAfter(method, "Telegram asked to wait", math.ceil(left))

    def _pause(self, about: str, seconds: float) -> None:
        now = self._monotonic()
        self._paused = {key: until for key, until in self._paused.items() if until > now}
        before, told_at = self._told_last
        self._told_last = about, now
        for key in (about, "") if before != about and now - told_at < BOTH_WITHIN else (about,):
            self._paused[key] = max(self._paused.get(key, -math.inf), now + seconds)

    async def _wait_for_turn(self, chat: str) -> None:
        if chat.startswith("-"):
            windows = self._groups.get(chat) or self._groups.add(chat, [Window(*window) for window in IN_A_GROUP])
            await self._take(windows)
        if is_asked_for.get():
            self._in_all.note(time.monotonic())
            return
        async with self._turn:
            await self._take([self._in_all])

    async def _take(self, windows: list[Window]) -> None:
        while (wait := max(window.next_at() for window in windows) - time.monotonic()) > 0:  # noqa: ASYNC110
            await asyncio.sleep(wait)
        for window in windows:
            window.note(time.monotonic())
