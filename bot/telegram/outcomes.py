"""What an error of Telegram means for a delivery (Bot API, "Making requests"; texts are matched loosely)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from aiogram.exceptions import (
    AiogramError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import DeleteMessage, EditMessageText
from aiohttp import ClientConnectorError, ConnectionTimeoutError

from bot.settings.logs import redacted
from domain.address import Reach
from domain.road import End, OutboxRow

# Seconds. The message may have arrived, so few copies are risked; but retries outlast an hour's outage of Telegram. A
# success ends such a pause early: bot.road.pauses.
AMBIGUOUS_PAUSES = (1, 3, 10, 30, 60, 300, 600, 1800, 3600)

# Calls that cannot make a copy are retried with pauses that double, within these bounds: an edit for a day, since a
# later edit shows the newest state anyway; a call that never left this machine, without end: no other would get out.
REPEATABLE = (EditMessageText, DeleteMessage)
SHORTEST_PAUSE, LONGEST_PAUSE = timedelta(seconds=1), timedelta(minutes=1)
EDITS_TRIED_FOR = timedelta(days=1)

TOKEN_PAUSE = timedelta(seconds=60)  # polling stops the bot for this error; the outbox waits for the new token


@dataclass(frozen=True)
class Outcome:
    """`reach`: why the person cannot be written to. `is_attempt` and `is_outage` are those of DeliveryResult."""

    end: End
    due_at: datetime | None = None
    reach: Reach | None = None
    error: str | None = None
    is_attempt: bool = True
    is_outage: bool = False


def outcome(error: AiogramError, row: OutboxRow, now: datetime) -> Outcome:
    """The outcome of a call that failed; "message is not modified" counts as done."""
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
    is_too_large = isinstance(error, TelegramEntityTooLarge)  # a subclass of TelegramNetworkError, but permanent
    is_temporary = isinstance(error, TelegramNetworkError | TelegramServerError) and not is_too_large
    return _temporary(error, row, now) if is_temporary else Outcome(End.DEAD, error=text)


def is_lost_message(error: AiogramError) -> bool:
    """Whether the message cannot be edited any more: a new one has to be sent."""
    text = str(error).lower()
    return isinstance(error, TelegramBadRequest) and (
        "message to edit not found" in text or "message can't be edited" in text or "message_id_invalid" in text
    )


def _reach(text: str) -> Reach:
    if "deactivated" in text:
        return Reach.GONE
    return Reach.NEW if "initiate conversation" in text else Reach.BLOCKED


def _temporary(error: AiogramError, row: OutboxRow, now: datetime) -> Outcome:
    text, age = redacted(str(error)), now - row.posted_at
    never_left = isinstance(error.__cause__, ClientConnectorError | ConnectionTimeoutError)
    is_repeatable = isinstance(error, TelegramAPIError) and isinstance(error.method, REPEATABLE)
    if never_left or (is_repeatable and age < EDITS_TRIED_FOR):
        due_at = now + min(max(age, SHORTEST_PAUSE), LONGEST_PAUSE)
        return Outcome(End.AGAIN, due_at, error=text, is_attempt=False, is_outage=True)
    if is_repeatable or row.attempts >= len(AMBIGUOUS_PAUSES):
        return Outcome(End.DEAD, error=text)
    return Outcome(End.AGAIN, now + timedelta(seconds=AMBIGUOUS_PAUSES[row.attempts]), error=text, is_outage=True)
