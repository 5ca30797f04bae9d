"""Telegram through a proxy, on a real one."""

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot as Client
from aiogram.exceptions import TelegramNetworkError
from aiohttp import ConnectionTimeoutError

from bot.settings.model import load
from bot.telegram.client import telegram_bot
from demo.telegram import Telegram, TelegramServer
from tests.ports import held_port
from tests.proxy import proxy

LOGIN = ("planerka", "p@ss:hunter2")


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    world = Telegram()
    world.bot(token="42:TEST", username="planerka_bot", name="Планёрка")
    server = await TelegramServer.start(world)
    yield server
    await server.stop()


def client(server: TelegramServer, address: str) -> Client:
    return telegram_bot(load(bot_token="42:TEST", telegram_api=server.url, telegram_proxy=address), lambda: None)


@pytest.mark.parametrize("login", [None, LOGIN], ids=["open", "with a password"])
@pytest.mark.parametrize("scheme", ["http", "socks5"])
async def test_each_kind(telegram: TelegramServer, scheme: str, login: tuple[str, str] | None) -> None:
    """Every call goes through it, and none past it."""
    async with proxy(login) as between:
        user = "planerka:p%40ss%3Ahunter2@" if login else ""
        async with client(telegram, f"{scheme}://{user}127.0.0.1:{between.port}").context() as bot:
            assert (await bot.get_me()).username == "planerka_bot"
        host, port = telegram.url.removeprefix("http://").split(":")
        assert between.wanted == [(host, int(port))]


@pytest.mark.parametrize("scheme", ["http", "socks5"])
async def test_a_wrong_password(telegram: TelegramServer, scheme: str) -> None:
    """It ended the bot with a traceback. An error of the network like any other, without the password in it."""
    async with proxy(LOGIN) as between:
        address = f"{scheme}://planerka:hunter3@127.0.0.1:{between.port}"
        async with client(telegram, address).context() as bot:
            with pytest.raises(TelegramNetworkError, match="the proxy: ") as caught:
                await bot.get_me()
        assert "hunter" not in str(caught.value)
        assert between.wanted == []


@pytest.mark.parametrize("scheme", ["http", "socks5"])
async def test_nobody_there(telegram: TelegramServer, scheme: str) -> None:
    """Nothing has left: what is to be sent waits without an attempt being counted."""
    with held_port() as port:
        async with client(telegram, f"{scheme}://127.0.0.1:{port}").context() as bot:
            with pytest.raises(TelegramNetworkError, match="the proxy: ") as caught:
                await bot.get_me()
    assert isinstance(caught.value.__cause__, ConnectionTimeoutError)
