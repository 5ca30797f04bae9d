"""How calls travel to Telegram."""

from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import ClientDecodeError, TelegramServerError
from aiogram.methods import EditMessageText, Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import InputFile
from aiohttp import ClientTimeout, FormData, JsonPayload

CONNECT_SECONDS = 10


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
