"""The pace at which Telegram is called: what it grants, and what it asks for."""

import asyncio
import time
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import AnswerCallbackQuery, EditMessageText, SendMessage, TelegramMethod

from bot.telegram import pacing
from bot.telegram.pacing import Pacer, is_asked_for
from bot.telegram.polling import GetRawUpdates

TOAST = AnswerCallbackQuery(callback_query_id="1")


def to(chat: int) -> SendMessage:
    return SendMessage(chat_id=chat, text="x")


class Calls:
    """What has reached Telegram, and when; Telegram asks to wait if a test tells it to."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.pacer = Pacer(lambda: self.now)
        self.made: list[tuple[float, Any]] = []
        self.retry_after = 0

    async def __call__(self, method: TelegramMethod[Any], asked_for: bool = False) -> None:
        token = is_asked_for.set(asked_for)
        try:
            await self.pacer(self._request, Bot("42:TEST"), method)
        finally:
            is_asked_for.reset(token)

    async def _request(self, _bot: Bot, method: TelegramMethod[Any]) -> Any:
        self.made.append((time.monotonic(), getattr(method, "chat_id", None)))
        if self.retry_after:
            raise TelegramRetryAfter(method, "Too Many Requests", self.retry_after)

    async def told_to_wait(self, method: TelegramMethod[Any], seconds: int) -> None:
        self.retry_after = seconds
        with pytest.raises(TelegramRetryAfter):
            await self(method)
        self.retry_after = 0

    async def refused(self, method: TelegramMethod[Any]) -> int:
        """Not made at all; returns the seconds that are left."""
        made = len(self.made)
        with pytest.raises(TelegramRetryAfter) as error:
            await self(method)
        assert len(self.made) == made
        return error.value.retry_after


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    monkeypatch.setattr(pacing, "IN_ALL", (5, 0.1))
    monkeypatch.setattr(pacing, "IN_A_GROUP", ((1, 0.05), (3, 0.3)))
    return Calls()


async def at_once(*calls: Callable[[], Any]) -> None:
    async with asyncio.TaskGroup() as group:
        for call in calls:
            group.create_task(call())


async def test_all_chats_together_get_what_telegram_grants(calls: Calls) -> None:
    """1. Never more in any window, sent or edited; in the order in which they were to leave."""
    edit = EditMessageText(chat_id=13, message_id=1, text="x")
    await at_once(*(lambda n=n: calls(to(n)) for n in range(1, 13)), lambda: calls(edit))
    assert [chat for _, chat in calls.made] == list(range(1, 14))
    times = [at for at, _ in calls.made]
    assert all(later - first >= 0.1 for first, later in zip(times, times[5:], strict=False))


async def test_a_person_who_tapped_waits_for_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """2. Twenty invitations are to leave, five of them within an hour; the tap is answered at once."""
    monkeypatch.setattr(pacing, "IN_ALL", (5, 3600.0))
    calls = Calls()
    async with asyncio.TaskGroup() as group:
        invitations = [group.create_task(calls(to(chat))) for chat in range(1, 21)]
        while len(calls.made) < 5:
            await asyncio.sleep(0)
        await calls(to(99), asked_for=True)
        await calls(TOAST)
        for invitation in invitations:
            invitation.cancel()
    assert [chat for _, chat in calls.made] == [1, 2, 3, 4, 5, 99, None]


async def test_a_group_has_a_pace_of_its_own(calls: Calls) -> None:
    """3. One a second and twenty a minute, also when somebody waits; other chats go on."""
    await at_once(*(lambda: calls(to(-100), asked_for=True) for _ in range(4)), lambda: calls(to(1)))
    assert 1 in [chat for _, chat in calls.made][:4]
    times = [at for at, chat in calls.made if chat == -100]
    assert all(later - first >= 0.05 for first, later in pairwise(times))
    assert times[3] - times[0] >= 0.3


async def test_a_chat_that_telegram_wants_to_rest_rests(calls: Calls) -> None:
    """4. For all calls about it, on the monotonic clock; the others go on."""
    await calls.told_to_wait(to(1), 7)
    calls.now += 6.5
    assert await calls.refused(EditMessageText(chat_id=1, message_id=1, text="x")) == 1
    await calls(to(2))
    calls.now += 0.5
    await calls(to(1))


async def test_toasts_rest_together(calls: Calls) -> None:
    """5. They name no chat: the next ones came too early, each answered by another 429."""
    await calls.told_to_wait(TOAST, 3)
    assert await calls.refused(TOAST) == 3
    await calls(to(1))


async def test_two_chats_told_to_wait_are_the_whole_token(calls: Calls) -> None:
    """6. Within seconds of each other: then the limit is that of all calls. Updates are still asked for."""
    await calls.told_to_wait(to(1), 5)
    calls.now += 9
    await calls.told_to_wait(to(2), 4)
    assert await calls.refused(to(3)) == 4
    assert await calls.refused(TOAST) == 4
    await calls(GetRawUpdates())
    calls.now += 4
    await at_once(*(lambda n=n: calls(to(n)) for n in (1, 2, 3)))


async def test_two_chats_long_after_each_other_are_two_chats(calls: Calls) -> None:
    """7. Each has its own limit, and rests alone."""
    await calls.told_to_wait(to(1), 30)
    calls.now += 11
    await calls.told_to_wait(to(2), 30)
    await calls(to(3))
