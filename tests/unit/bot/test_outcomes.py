"""What Telegram's answers mean for a delivery (Bot API, "Making requests")."""

from datetime import UTC, datetime, timedelta

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
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
from aiogram.methods import SendMessage

from bot.channels.outcomes import AMBIGUOUS_PAUSES, TOKEN_PAUSE, is_lost_message, outcome
from domain.person import Reach
from domain.road import End

NOW = datetime(2028, 8, 1, 12, tzinfo=UTC)
CALL = SendMessage(chat_id=1, text="x")


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
    end = outcome(error, 1, NOW)
    assert (end.end, end.reach, end.due_at) == (End.UNDELIVERABLE, reach, None)
    assert end.error


@pytest.mark.parametrize("attempts", [1, 50])
def test_too_many_requests_waits_as_long_as_telegram_says(attempts: int) -> None:
    """2. However often: nothing was delivered, so no copy is risked, and it is no attempt that counts."""
    error = TelegramRetryAfter(CALL, "Too Many Requests: retry after 17", 17)
    end = outcome(error, attempts, NOW)
    assert (end.end, end.due_at, end.is_attempt) == (End.AGAIN, NOW + timedelta(seconds=17), False)


@pytest.mark.parametrize("attempts", [1, 50])
def test_a_token_that_was_revoked_costs_no_letter(attempts: int) -> None:
    """2a. They were given up at once, all that left before the poller noticed; the next token finds them waiting."""
    end = outcome(TelegramUnauthorizedError(CALL, "Unauthorized"), attempts, NOW)
    assert (end.end, end.due_at, end.is_attempt) == (End.AGAIN, NOW + TOKEN_PAUSE, False)


AMBIGUOUS = [
    TelegramNetworkError(CALL, "Request timeout error"),
    TelegramServerError(CALL, "Bad Gateway"),
    ClientDecodeError("Failed to decode object", ValueError("x"), b"<html>"),
]


@pytest.mark.parametrize("error", AMBIGUOUS, ids=lambda e: type(e).__name__)
def test_what_may_have_arrived_is_repeated_a_few_times(error: AiogramError) -> None:
    """3. With growing pauses, then given up."""
    ends = [outcome(error, attempts, NOW) for attempts in range(1, len(AMBIGUOUS_PAUSES) + 2)]
    assert [e.end for e in ends] == [End.AGAIN] * len(AMBIGUOUS_PAUSES) + [End.DEAD]
    assert [e.due_at for e in ends[:-1]] == [NOW + timedelta(seconds=s) for s in AMBIGUOUS_PAUSES]


async def test_no_way_to_telegram_costs_no_letter(unused_tcp_port: int) -> None:
    """3a. A minute without the network and every letter of that minute was given up, although none had left."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(f"http://127.0.0.1:{unused_tcp_port}"))
    with pytest.raises(TelegramNetworkError) as caught:
        async with Bot("42:TEST", session=session).context() as bot:
            await bot(CALL)
    ends = [outcome(caught.value, attempts, NOW) for attempts in (1, 2, 50)]
    assert [(e.end, e.due_at) for e in ends] == [(End.AGAIN, NOW + timedelta(seconds=s)) for s in (1, 3, 30)]


def test_a_letter_outlives_a_bad_hour() -> None:
    """3b. Errors of Telegram's own for a minute were enough for a letter to be given up, and nobody was told."""
    assert sum(AMBIGUOUS_PAUSES) > 3600


def test_an_edit_that_changes_nothing_is_done() -> None:
    """4. The card shows what it should."""
    text = "message is not modified: specified new message content and reply markup are exactly the same"
    assert outcome(refused(text), 1, NOW).end is End.DONE


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
    end = outcome(error, 1, NOW)
    assert (end.end, end.reach) == (End.DEAD, None)


def test_the_reason_holds_no_token() -> None:
    """6. It is stored and logged."""
    token = "123456789:AAF0123456789abcdefghijklmnopqrstuv"
    end = outcome(TelegramNetworkError(CALL, f"Cannot connect to https://api.telegram.org/bot{token}/x"), 1, NOW)
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
