"""What Telegram's answers mean for a delivery (Bot API, "Making requests")."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import DeleteMessage, EditMessageText, SendMessage, TelegramMethod
from aiohttp import TCPConnector

from bot.telegram import client as client_module
from bot.telegram.client import EditText, Session
from bot.telegram.outcomes import AMBIGUOUS_PAUSES, TOKEN_PAUSE, is_lost_message, outcome
from domain.address import Reach
from domain.messages.outbox import Say
from domain.outbox import Outgoing
from domain.road import End, OutboxRow

NOW = datetime(2028, 8, 1, 12, tzinfo=UTC)
CALL = SendMessage(chat_id=1, text="x")


def tried(attempts: int, age: timedelta = timedelta()) -> OutboxRow:
    """A row of the outbox, which has failed that often before it failed now."""
    return OutboxRow(1, Outgoing("tg:1", Say(chat=1, text="")), NOW - age, attempts)


def refused(text: str) -> TelegramBadRequest:
    return TelegramBadRequest(CALL, f"Bad Request: {text}")


def forbidden(text: str) -> TelegramForbiddenError:
    return TelegramForbiddenError(CALL, f"Forbidden: {text}")


@pytest.mark.parametrize(
    ("error", "reach"),
    [
        (forbidden("bot was blocked by the user"), Reach.BLOCKED),
        (forbidden("user is deactivated"), Reach.GONE),
        (forbidden("bot can't initiate conversation with a user"), Reach.NEW),
        (forbidden("bot was kicked from the group chat"), Reach.BLOCKED),
        (refused("chat not found"), Reach.NEW),
    ],
)
def test_nobody_is_there(error: AiogramError, reach: Reach) -> None:
    """1. And why; repeating does not help before they press Start."""
    end = outcome(error, tried(0), NOW)
    assert (end.end, end.reach, end.due_at) == (End.UNDELIVERABLE, reach, None)
    assert end.error


@pytest.mark.parametrize("attempts", [0, 50])
def test_too_many_requests_waits_as_long_as_telegram_says(attempts: int) -> None:
    """2. However often: nothing was delivered, so no copy is risked, and it is no attempt that counts."""
    error = TelegramRetryAfter(CALL, "Too Many Requests: retry after 17", 17)
    end = outcome(error, tried(attempts), NOW)
    assert (end.end, end.due_at, end.is_attempt) == (End.AGAIN, NOW + timedelta(seconds=17), False)


@pytest.mark.parametrize("attempts", [0, 50])
def test_a_token_that_was_revoked_costs_no_letter(attempts: int) -> None:
    """2a. They were given up at once, all that left before the poller noticed; the next token finds them waiting."""
    end = outcome(TelegramUnauthorizedError(CALL, "Unauthorized"), tried(attempts), NOW)
    assert (end.end, end.due_at, end.is_attempt) == (End.AGAIN, NOW + TOKEN_PAUSE, False)


AMBIGUOUS = [TelegramNetworkError(CALL, "Request timeout error"), TelegramServerError(CALL, "Bad Gateway")]


@pytest.mark.parametrize("error", AMBIGUOUS, ids=lambda e: type(e).__name__)
def test_what_may_have_arrived_is_repeated_a_few_times(error: AiogramError) -> None:
    """3. With growing pauses, then given up."""
    ends = [outcome(error, tried(attempts), NOW) for attempts in range(len(AMBIGUOUS_PAUSES) + 1)]
    assert [e.end for e in ends] == [End.AGAIN] * len(AMBIGUOUS_PAUSES) + [End.DEAD]
    assert [e.due_at for e in ends[:-1]] == [NOW + timedelta(seconds=s) for s in AMBIGUOUS_PAUSES]


async def test_no_way_to_telegram_costs_no_letter(unused_tcp_port: int) -> None:
    """3a. A minute without the network and every letter of that minute was given up, although none had left."""
    assert_patient(await failed_call(f"http://127.0.0.1:{unused_tcp_port}"))


async def test_no_way_through_costs_no_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    """3b. A network that swallows everything looks like a slow Telegram, but nothing has left."""

    async def hangs(*_: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(client_module, "CONNECT_SECONDS", 0.01)
    monkeypatch.setattr(TCPConnector, "_create_connection", hangs)
    assert_patient(await failed_call("http://127.0.0.1:9"))


async def failed_call(address: str) -> TelegramNetworkError:
    session = Session(api=TelegramAPIServer.from_base(address))
    with pytest.raises(TelegramNetworkError) as caught:
        async with Bot("42:TEST", session=session).context() as bot:
            await bot(CALL)
    return caught.value


def assert_patient(error: AiogramError) -> None:
    """As long again as it has waited, at most a minute; and no attempt of those that may have arrived is used up."""
    ends = [outcome(error, tried(7, timedelta(seconds=s)), NOW) for s in (0, 8, 500_000)]
    assert [(e.end, e.due_at) for e in ends] == [(End.AGAIN, NOW + timedelta(seconds=s)) for s in (1, 8, 60)]
    assert not any(e.is_attempt for e in ends)


@pytest.mark.parametrize(
    "call", [EditMessageText(text="x"), EditText(text="x"), DeleteMessage(chat_id=1, message_id=1)]
)
def test_an_edit_is_repeated_for_a_day(call: TelegramMethod[Any]) -> None:
    """3c. It makes no copy: cards stood still for good after less than a minute without Telegram."""
    for error in (TelegramNetworkError(call, "Request timeout error"), TelegramServerError(call, "Bad Gateway")):
        ends = [outcome(error, tried(7, age), NOW) for age in (timedelta(minutes=5), timedelta(days=1))]
        assert [e.end for e in ends] == [End.AGAIN, End.DEAD]
        assert (ends[0].due_at, ends[0].is_attempt) == (NOW + timedelta(minutes=1), False)


async def test_the_page_of_a_proxy_is_an_error_of_the_server() -> None:
    """3d. It says about which call, so that an edit is known as one."""
    async with Bot("42:TEST", session=Session()).context() as bot:
        with pytest.raises(TelegramServerError) as caught:
            bot.session.check_response(bot, CALL, 502, "<html>Bad Gateway</html>")
    assert caught.value.method is CALL


def test_a_letter_outlives_a_bad_hour() -> None:
    """3e. Errors of Telegram's own for a minute were enough for a letter to be given up, and nobody was told."""
    assert sum(AMBIGUOUS_PAUSES) > 3600


def test_an_edit_that_changes_nothing_is_done() -> None:
    """4. The card shows what it should."""
    text = "message is not modified: specified new message content and reply markup are exactly the same"
    assert outcome(refused(text), tried(0), NOW).end is End.DONE


@pytest.mark.parametrize(
    "error",
    [
        refused("can't parse entities: Unexpected end tag"),
        refused("message text is empty"),
        TelegramEntityTooLarge(CALL, "Request Entity Too Large"),
        TelegramConflictError(CALL, "Conflict"),
        TelegramNotFound(CALL, "Not Found"),
        TelegramMigrateToChat(CALL, "group migrated", -100),
    ],
    ids=lambda e: type(e).__name__,
)
def test_our_own_mistakes_are_given_up_at_once(error: AiogramError) -> None:
    """5. The same words would be refused again."""
    end = outcome(error, tried(0), NOW)
    assert (end.end, end.reach) == (End.DEAD, None)


def test_the_reason_holds_no_token() -> None:
    """6. It is stored and logged."""
    token = "123456789:AAF0123456789abcdefghijklmnopqrstuv"
    end = outcome(TelegramNetworkError(CALL, f"Cannot connect to https://api.telegram.org/bot{token}/x"), tried(0), NOW)
    assert end.error is not None
    assert token not in end.error


@pytest.mark.parametrize(
    ("error", "lost"),
    [
        (refused("message to edit not found"), True),
        (refused("message can't be edited"), True),
        (refused("MESSAGE_ID_INVALID"), True),
        (refused("message is not modified"), False),
        (refused("chat not found"), False),
        (forbidden("message to edit not found"), False),
    ],
)
def test_a_lost_message_is_sent_anew(error: AiogramError, lost: bool) -> None:
    """7. The person deleted it, or it is too old."""
    assert is_lost_message(error) is lost
