"""What Telegram's answers mean for a delivery (Bot API, "Making requests"; texts are matched loosely)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiohttp import ClientConnectorError

from bot.logs import redacted
from domain.person import Reach
from domain.road import End

# Seconds. It may have been delivered, so only a few copies are risked; but a letter outlives a bad hour of Telegram's.
AMBIGUOUS_PAUSES = (1, 3, 10, 60, 600, 3600)
NO_WAY_PAUSES = (1, 3, 10, 30)  # seconds, the last one for ever: nothing has left, so no copy is risked
TOKEN_PAUSE = timedelta(seconds=60)  # the poller ends the bot over it; what is owed waits for the new token


@dataclass(frozen=True)
class Outcome:
    """`reach` says why nobody was there to be written to. A wait is no attempt: it brings nothing closer to the end."""

    end: End
    due_at: datetime | None = None
    reach: Reach | None = None
    error: str | None = None
    is_attempt: bool = True


def outcome(error: AiogramError, attempts: int, now: datetime) -> Outcome:
    """For a call that failed; "message is not modified" counts as done."""
    text = redacted(str(error))
    said = text.lower()
    match error:
        case TelegramRetryAfter():
            return Outcome(End.AGAIN, now + timedelta(seconds=error.retry_after), error=text, is_attempt=False)
        case TelegramUnauthorizedError():
            return Outcome(End.AGAIN, now + TOKEN_PAUSE, error=text, is_attempt=False)
        case TelegramForbiddenError():
            return Outcome(End.UNDELIVERABLE, reach=_reach(said), error=text)
        case TelegramBadRequest() if "chat not found" in said:
            return Outcome(End.UNDELIVERABLE, reach=Reach.NEW, error=text)
        case TelegramBadRequest() if "message is not modified" in said:
            return Outcome(End.DONE)
    is_too_large = isinstance(error, TelegramEntityTooLarge)  # a network error only by its class
    is_passing = isinstance(error, TelegramNetworkError | TelegramServerError | ClientDecodeError) and not is_too_large
    return _passing(error, attempts, now) if is_passing else Outcome(End.DEAD, error=text)


def is_lost_message(error: AiogramError) -> bool:
    """The message to edit is gone or not ours any more: a new one has to be sent."""
    text = str(error).lower()
    return isinstance(error, TelegramBadRequest) and (
        "message to edit not found" in text or "message can't be edited" in text or "message_id_invalid" in text
    )


def _reach(text: str) -> Reach:
    if "deactivated" in text:
        return Reach.GONE
    return Reach.NEW if "initiate conversation" in text else Reach.BLOCKED


def _passing(error: AiogramError, attempts: int, now: datetime) -> Outcome:
    text = redacted(str(error))
    has_left = not isinstance(error.__cause__, ClientConnectorError)
    if has_left and attempts > len(AMBIGUOUS_PAUSES):
        return Outcome(End.DEAD, error=text)
    pauses = AMBIGUOUS_PAUSES if has_left else NO_WAY_PAUSES
    return Outcome(End.AGAIN, now + timedelta(seconds=pauses[min(attempts, len(pauses)) - 1]), error=text)
