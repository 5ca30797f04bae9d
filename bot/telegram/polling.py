"""Fetches updates from Telegram, and confirms them only after they are stored.

aiogram's own polling confirms updates while their handlers still run, and stops receiving at an update that it cannot
parse; so raw updates are fetched here, stored, and parsed one by one later.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Any

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramConflictError, TelegramRetryAfter, TelegramUnauthorizedError
from aiogram.methods import TelegramMethod

from bot.road.intake import Intake
from bot.telegram.incoming import KINDS, lane_of
from domain.messages.inbox import RawUpdate
from domain.road import Arrived

log = logging.getLogger(__name__)

POLL_SECONDS = 30
LIMIT = 100
PAUSES = (1, 2, 5, 10, 30)  # seconds between attempts while Telegram does not answer


class GetRawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """getUpdates without parsing the updates (Bot API, getUpdates)."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    limit: int = LIMIT
    timeout: int = POLL_SECONDS
    allowed_updates: list[str] = KINDS


class Polling:
    """The only poller of this bot: a second one with the same token would be a conflict.

    `recovered` is called when Telegram gives updates again after it did not.
    """

    def __init__(self, bot: Bot, intake: Intake, recovered: Callable[[], None]) -> None:
        self._bot = bot
        self._intake = intake
        self._recovered = recovered
        self._offset: int | None = None

    async def run(self) -> None:
        """Until it is cancelled. Raises TelegramUnauthorizedError and TelegramConflictError: retrying does not help."""
        failures = 0
        while True:
            try:
                await self._poll()
                if failures:
                    self._recovered()
                failures = 0
            except (TelegramUnauthorizedError, TelegramConflictError):
                raise
            except Exception as error:  # noqa: BLE001  Telegram keeps unconfirmed updates
                pause = (
                    error.retry_after
                    if isinstance(error, TelegramRetryAfter)
                    else PAUSES[min(failures, len(PAUSES) - 1)]
                )
                failures += 1
                log_failure(error, pause)
                await asyncio.sleep(pause)

    async def _poll(self) -> None:
        raw = await self._bot(GetRawUpdates(offset=self._offset), request_timeout=POLL_SECONDS + 10)
        if raw:
            await self.store(raw)
            self._offset = max(update["update_id"] for update in raw) + 1

    async def store(self, raw: Sequence[dict[str, Any]]) -> None:
        """Puts the updates into the inbox; only new ones are handed on."""
        await self._intake.store([Arrived(f"tg:{u['update_id']}", lane_of(u), RawUpdate(update=u)) for u in raw])


def log_failure(error: Exception, pause: float) -> None:
    """Points the administrator to the network or to the disk."""
    if isinstance(error, AiogramError):
        log.warning("Telegram does not give updates (%s); trying again in %s s", error, pause)
    else:
        log.error("Updates cannot be stored (%s: %s); trying again in %s s", type(error).__name__, error, pause)
