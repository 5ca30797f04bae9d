"""A world with a bot and two people, served over HTTP to an unmodified aiogram bot."""

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot as Client
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from demo.telegram import Bot, Person, Telegram, TelegramServer
from tests.contract.bot_api.tools import RawCall, Watch

TOKEN = "42:TEST"


class Session(AiohttpSession):
    """aiogram's session without its quarter of a second for closing TLS connections, which are not used here."""

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


@pytest.fixture(scope="session")
def session() -> Session:
    """Made once, because building its TLS context takes longer than most tests."""
    return Session()


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def world(watch: Watch) -> Telegram:
    return Telegram(clock=watch)


@pytest.fixture
def planerka(world: Telegram) -> Bot:
    return world.bot(token=TOKEN, username="planerka_bot", name="Планёрка")


@pytest.fixture
async def server(world: Telegram, planerka: Bot) -> AsyncIterator[TelegramServer]:
    server = await TelegramServer.start(world)
    yield server
    await server.stop()


@pytest.fixture
async def client(server: TelegramServer, session: Session) -> AsyncIterator[Client]:
    session.api = TelegramAPIServer.from_base(server.url)
    yield Client(TOKEN, session=session)
    await session.close()


@pytest.fixture
async def raw(server: TelegramServer) -> AsyncIterator[RawCall]:
    """Calls a method past aiogram, for what aiogram itself would not let out."""
    call = RawCall(f"{server.url}/bot{TOKEN}")
    yield call
    await call.close()


@pytest.fixture
async def anna(world: Telegram, planerka: Bot) -> Person:
    """Anna, who has pressed Start."""
    anna = world.person("Анна Орлова", username="orlova")
    await anna.starts()
    return anna


@pytest.fixture
def boris(world: Telegram, planerka: Bot) -> Person:
    """Boris, whom the bot has never met."""
    return world.person("Борис Котов", username="kotov")
