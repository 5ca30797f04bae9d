"""What lane an update takes, what is remembered, and what must not happen inside a unit of work."""

import sqlite3
from typing import Any

import pytest
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import GetMe
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.road.intake import Intake
from bot.settings.model import load
from bot.telegram.client import NetworkGuard, telegram_bot
from bot.telegram.incoming import KINDS, lane_of, read
from bot.telegram.lru import Lru
from bot.telegram.polling import Polling, log_failure
from domain.road import InboxRow
from storage.uow import forbid_network
from tests.integration.usecases.house import House

LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5)
NAMES = st.sampled_from(["message", "chat", "from", "id", "callback_query"]) | st.text(max_size=5)
JSON = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4))


@settings(deadline=None)
@given(st.dictionaries(NAMES, JSON, max_size=4))
def test_every_update_has_a_lane(update: dict[str, Any]) -> None:
    """1. Whatever Telegram will send one day: one that fails here would stop the poller for ever."""
    assert lane_of(update).startswith("tg:")


@pytest.mark.parametrize(
    ("update", "lane"),
    [
        ({"update_id": 1, "message": {"chat": {"id": 5}, "from": {"id": 7}}}, "tg:5"),
        ({"update_id": 1, "callback_query": {"from": {"id": 7}, "message": {"chat": {"id": -5}}}}, "tg:-5"),
        ({"update_id": 1, "callback_query": {"from": {"id": 7}, "inline_message_id": "x"}}, "tg:7"),
        ({"update_id": 1, "my_chat_member": {"chat": {"id": 5}, "from": {"id": 5}}}, "tg:5"),
        ({"update_id": 1, "poll": {"id": "9"}}, "tg:?"),
        (
            {"update_id": 1, "message": {"chat": {"id": True}, "from": {"id": 7}}},
            "tg:7",
        ),  # true is no id, although an int
    ],
)
def test_the_lane_is_the_chat(update: dict[str, Any], lane: str) -> None:
    """2. Otherwise the sender."""
    assert lane_of(update) == lane


async def test_the_same_update_goes_on_once(house: House) -> None:
    """3. Telegram repeats what we had no time to confirm."""
    handed: list[InboxRow] = []
    async with telegram_bot(load(bot_token="42:TEST"), forbid_network).context() as bot:
        polling = Polling(bot, Intake(house.units, handed.extend), lambda: None)
        await polling.store([{"update_id": 1, "message": {"chat": {"id": 5}}}, {"update_id": 2}])
        await polling.store([{"update_id": 2}, {"update_id": 3}])
    assert [t.arrived.key for t in handed] == ["tg:1", "tg:2", "tg:3"]
    assert [t.arrived for t in await house.asks(lambda w: w.inbox.leftover())] == [t.arrived for t in handed]


def test_the_log_tells_the_network_from_the_disk(caplog: pytest.LogCaptureFixture) -> None:
    """3b. A full disk was told as Telegram's fault, and the administrator looked at the network."""
    log_failure(TelegramNetworkError(GetMe(), "no route"), 5)
    log_failure(sqlite3.OperationalError("database or disk is full"), 5)
    network, disk = caplog.messages
    assert network.startswith("Telegram does not give updates")
    assert disk == "Updates cannot be stored (OperationalError: database or disk is full); trying again in 5 s"


def test_recent_forgets_the_oldest() -> None:
    """4. Adding again counts as new; asking does not."""
    recent: Lru[str, int] = Lru(2)
    assert recent.add("a", 1) == 1
    recent.add("b", 2)
    recent.add("a", 3)
    assert recent.get("b") == 2
    recent.add("c", 4)
    assert [recent.get(key) for key in "abc"] == [3, None, 4]


async def test_no_call_to_telegram_inside_a_unit_of_work(house: House) -> None:
    """5. All other writers would wait for it; outside it passes. Reading is no such place."""
    guard = NetworkGuard(forbid_network)

    async def passed(bot: object, method: object) -> str:
        return "passed"

    async with telegram_bot(load(bot_token="42:TEST"), forbid_network).context() as bot:

        async def call() -> object:
            return await guard(passed, bot, GetMe())  # type: ignore[arg-type]

        async with house.units.write():
            with pytest.raises(RuntimeError, match="no network inside a unit of work"):
                await call()
            with pytest.raises(RuntimeError, match="no network inside a unit of work"):
                await bot.get_me()
        assert await call() == "passed"
        async with house.units.read():
            assert await call() == "passed"


@settings(deadline=None)
@given(st.dictionaries(NAMES, JSON, max_size=4))
def test_every_update_can_be_read(update: dict[str, Any]) -> None:
    """6. What is missing or of another type is left out."""
    assert read(update).kind in {"", *KINDS}
