"""The way to Telegram: directly, or through the proxy in PLANERKA_TELEGRAM_PROXY."""

from urllib.parse import urlsplit

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiohttp import ConnectionTimeoutError
from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError

from bot.settings.model import Settings


def way_to_telegram(settings: Settings) -> str:
    """For the administrator; without the proxy's user and password."""
    if settings.telegram_proxy is None:
        return "directly"
    parts = urlsplit(settings.telegram_proxy.get_secret_value())
    return f"through the proxy {parts.scheme}://{parts.hostname}:{parts.port}"


class ProxyFailures(BaseRequestMiddleware):
    """Tells a proxy that fails as an error of the network, which aiogram does not: it would end the bot.

    As its cause stands a connection that was not made, since nothing has left for Telegram.
    """

    async def __call__(
        self, make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
    ) -> Response[TelegramType]:
        try:
            return await make_request(bot, method)
        except (ProxyConnectionError, ProxyError, ProxyTimeoutError) as error:
            raise TelegramNetworkError(method, f"the proxy: {error}") from ConnectionTimeoutError(str(error))
