"""The client of the Bot API: aiogram's, but calls without files are JSON, and no call is made in a unit of work."""

import time
from collections.abc import Callable
from typing import Any

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import ClientDecodeError, TelegramServerError
from aiogram.methods import EditMessageText, Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import InputFile
from aiohttp import ClientTimeout, FormData, JsonPayload

from bot.settings.model import NO_TOKEN, Settings, SettingsError
from bot.telegram.pacing import Pacer
from bot.telegram.proxy import ProxyFailures

TOKEN_REFUSED = "Telegram does not know this PLANERKA_BOT_TOKEN; @BotFather shows the valid one"
CALL_SECONDS = 20
CONNECT_SECONDS = 10


def telegram_bot(settings: Settings, guard: Callable[[], None], monotonic: Callable[[], float] = time.monotonic) -> Bot:
    """`guard` is called before each call, and raises inside a unit of work. Raises SettingsError without a token.

    `monotonic` measures for how long Telegram asked to wait.
    """
    if settings.bot_token is None:
        raise SettingsError(NO_TOKEN)
    api = TelegramAPIServer.from_base(settings.telegram_api) if settings.telegram_api else PRODUCTION
    session = Session(api=api)
    session.middleware(NetworkGuard(guard))
    session.middleware(Pacer(monotonic))
    if settings.telegram_proxy:
        session.proxy = settings.telegram_proxy.get_secret_value()
        session.middleware(ProxyFailures())
    properties = DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview_is_disabled=True)
    return Bot(settings.bot_token.get_secret_value(), session=session, default=properties)


class NetworkGuard(BaseRequestMiddleware):
    """Calls `guard`, which raises inside a unit of work, before each call to Telegram."""

    def __init__(self, guard: Callable[[], None]) -> None:
        self._guard = guard

    async def __call__(
        self, make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
    ) -> Response[TelegramType]:
        self._guard()
        return await make_request(bot, method)


class Session(AiohttpSession):
    """aiogram's session, but calls without files are sent as JSON (Bot API, "Making requests")."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._response_models = set[type[Response[Any]]]()

    def build_form_data(self, bot: Bot, method: TelegramMethod[TelegramType]) -> FormData:
        files: dict[str, InputFile] = {}
        fields = method.model_dump(warnings=False, exclude_none=True)
        values = {name: self.prepare_value(value, bot, files, _dumps_json=False) for name, value in fields.items()}
        if files:
            return super().build_form_data(bot, method)
        return JsonPayload({k: v for k, v in values.items() if v is not None})  # type: ignore[return-value]

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        # Pydantic drops a generic model without references to it, and building it again would block the loop.
        self._response_models.add(Response[method.__returning__])  # type: ignore[name-defined]
        try:
            return super().check_response(bot, method, status_code, content)
        except ClientDecodeError as error:  # a proxy's page; aiogram's error lacks the method
            raise TelegramServerError(method, str(error)) from error

    async def make_request(
        self, bot: Bot, method: TelegramMethod[TelegramType], timeout: int | None = None
    ) -> TelegramType:
        """With a timeout for connecting: the cause of a timeout then tells whether the request had left at all."""
        limit = ClientTimeout(total=self.timeout if timeout is None else timeout, connect=CONNECT_SECONDS)
        return await super().make_request(bot, method, limit)  # type: ignore[arg-type]  # aiohttp takes it as it is


class EditText(EditMessageText):
    """editMessageText that does not parse the edited message in the answer."""

    __returning__ = Any  # type: ignore[assignment]  # aiogram parses the result into this
