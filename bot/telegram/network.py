"""No network inside a unit of work, where all other writers wait."""

from collections.abc import Callable

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType


class NetworkGuard(BaseRequestMiddleware):
    """Calls `guard`, which raises inside a unit of work, before each call to Telegram."""

    def __init__(self, guard: Callable[[], None]) -> None:
        self._guard = guard

    async def __call__(
        self, make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
    ) -> Response[TelegramType]:
        self._guard()
        return await make_request(bot, method)
