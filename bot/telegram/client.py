"""The client of the Bot API: aiogram's, with calls as JSON and no call inside a unit of work."""

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

from bot.settings.model import Settings, SettingsError

CONNECT_SECONDS = 10


def telegram_bot(settings: Settings, guard: Callable[[], None]) -> Bot:
    """`guard` is called before each call, and raises inside a unit of work. Raises SettingsError without a token."""
    if settings.bot_token is None:
        raise SettingsError("PLANERKA_BOT_TOKEN is not set. BotFather gives one: PLANERKA_BOT_TOKEN=123456:ABC-DEF")
    api = TelegramAPIServer.from_base(settings.telegram_api) if settings.telegram_api else PRODUCTION
    session = Session(api=api)
    session.middleware(NetworkGuard(guard))
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
    """aiogram's, but what holds no file travels as JSON: Telegram reads both (Bot API, "Making requests")."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._answers = set[type[Response[Any]]]()

    def build_form_data(self, bot: Bot, method: TelegramMethod[TelegramType]) -> FormData:
        files: dict[str, InputFile] = {}
        given = method.model_dump(warnings=False, exclude_none=True)
        values = {name: self.prepare_value(value, bot, files, _dumps_json=False) for name, value in given.items()}
        if files:
            return super().build_form_data(bot, method)
        return JsonPayload({k: v for k, v in values.items() if v is not None})  # type: ignore[return-value]

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        # Pydantic forgets a generic model that nobody holds: built anew amid taps, each holds everybody up.
        self._answers.add(Response[method.__returning__])  # type: ignore[name-defined]
        try:
            return super().check_response(bot, method, status_code, content)
        except ClientDecodeError as error:  # the page of a proxy; aiogram does not say about which call
            raise TelegramServerError(method, str(error)) from error

    async def make_request(
        self, bot: Bot, method: TelegramMethod[TelegramType], timeout: int | None = None
    ) -> TelegramType:
        """aiogram's; when time ran out, its cause tells whether that was while connecting: then nothing has left."""
        limit = ClientTimeout(total=self.timeout if timeout is None else timeout, connect=CONNECT_SECONDS)
        return await super().make_request(bot, method, limit)  # type: ignore[arg-type]  # passed on as it is


class EditText(EditMessageText):
    """editMessageText whose answer, the edited message, stays unread."""

    __returning__ = Any  # type: ignore[assignment]  # not what the method returns, but what is made of it
