"""`python -m bot run`: logs what it runs with, works until it is stopped, and reports in one line why it cannot."""

import asyncio
import gc
import logging

from aiogram.exceptions import TelegramConflictError, TelegramNotFound, TelegramUnauthorizedError

from bot import __version__
from bot.settings.check import open_conferences, unknown
from bot.settings.model import Settings, SettingsError
from bot.telegram.client import TOKEN_REFUSED
from bot.wiring import running

log = logging.getLogger(__name__)

CONFLICT = (
    "Telegram gives the updates to another receiver: either another process polls with the same token, "
    "or a webhook is set (deleteWebhook removes it). Telegram says: %s"
)
NO_MAIL = "Letters by mail are not supported in this version: letters go by Telegram only, despite the mail settings"


async def run(settings: Settings) -> int:
    """Exit status: 1 when another poller or a webhook gets the updates. Raises SettingsError, DatabaseUnusable."""
    log.info("Planerka %s: %s", __version__, summary(settings))
    for warning in (
        *unknown(),
        *open_conferences(settings),
        *([NO_MAIL] if settings.smtp_url or settings.mail_from else []),
    ):
        log.warning(warning)
    refused: list[Exception] = []
    conflicts: list[Exception] = []
    try:
        await _run_until_cancelled(settings)
    except* (TelegramUnauthorizedError, TelegramNotFound) as group:
        refused = list(group.exceptions)
    except* TelegramConflictError as group:
        conflicts = list(group.exceptions)
    if refused:
        raise SettingsError(TOKEN_REFUSED)
    if conflicts:
        log.error(CONFLICT, conflicts[0])
    return int(bool(conflicts))


async def _run_until_cancelled(settings: Settings) -> None:
    try:
        async with running(settings) as planerka:
            log.info("At work as @%s", planerka.username)
            _freeze_garbage_collector()
            await asyncio.Event().wait()
    except asyncio.CancelledError:
        log.info("Stopped")
        raise


def _freeze_garbage_collector() -> None:
    """Exempts what exists after the start from collection: each pass over it would stop the loop for 0.1 s."""
    gc.collect()
    gc.freeze()


def summary(settings: Settings) -> str:
    """Database, Skype and who may plan events, in one line."""
    skype = f"Skype conferences as {settings.skype_user}" if settings.has_skype else "no Skype"
    people = "everybody" if settings.access == "open" else f"only {', '.join(map(str, settings.admins))}"
    return f"database {settings.database_url}, {skype}, {people} may plan events"
