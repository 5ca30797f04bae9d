"""Helpers of the tests of the Bot API server."""

from collections.abc import Awaitable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiogram.exceptions import TelegramAPIError
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiohttp import ClientSession


class Watch:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2028, 8, 28, 7, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def moves(self, **by: float) -> None:
        """Forward, by the arguments of timedelta."""
        self.now += timedelta(**by)


class RawCall:
    """Posts JSON to the server and returns the answer as it came."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.session = ClientSession()

    async def __call__(self, method: str, **params: Any) -> dict[str, Any]:
        async with self.session.post(f"{self.base}/{method}", json=params) as response:
            answer: dict[str, Any] = await response.json()
            assert response.status == answer.get("error_code", 200)
            return answer

    async def close(self) -> None:
        await self.session.close()


async def refusal(call: Awaitable[Any]) -> str:
    """The text with which a call of aiogram is refused."""
    with pytest.raises(TelegramAPIError) as caught:
        await call
    return caught.value.message


def keyboard(*buttons: InlineKeyboardButton) -> InlineKeyboardMarkup:
    """One row."""
    return InlineKeyboardMarkup(inline_keyboard=[list(buttons)])


def button(text: str = "Принять", **action: Any) -> InlineKeyboardButton:
    """A callback button unless another action is given."""
    return InlineKeyboardButton(text=text, **(action or {"callback_data": "ev:1:yes"}))
