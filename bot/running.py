"""`python -m bot run`: says what runs, works until it is told to stop, and puts into one line why it cannot."""

import asyncio
import gc
import logging

from aiogram.exceptions import TelegramConflictError, TelegramNotFound, TelegramUnauthorizedError

from bot import __version__
from bot.settings.hints import unknown
from bot.settings.model import Settings, SettingsError
from bot.wiring import running

log = logging.getLogger(__name__)

TOKEN_REFUSED = "Telegram does not know this PLANERKA_BOT_TOKEN; BotFather shows the one that is good"
CONFLICT = (
    "Telegram gives the updates to somebody else: either another process polls with the same token, "
    "or a webhook is set (deleteWebhook removes it). Its words: %s"
)
NO_MAIL = "Letters by mail are not built in this version: whatever the mail settings say, they go by Telegram only"


async def run(settings: Settings) -> int:
    """The exit status: 1 when Telegram gives the updates to somebody else. Raises SettingsError, DatabaseUnusable."""
    log.info("Planerka %s: %s", __version__, described(settings))
    for warning in (*unknown(), *([NO_MAIL] if settings.smtp_url or settings.mail_from else [])):
        log.warning(warning)
    refused: list[Exception] = []
    conflicts: list[Exception] = []
    try:
        await _work(settings)
    except* (TelegramUnauthorizedError, TelegramNotFound) as group:
        refused = list(group.exceptions)
    except* TelegramConflictError as group:
        conflicts = list(group.exceptions)
    if refused:
        raise SettingsError(TOKEN_REFUSED)
    if conflicts:
        log.error(CONFLICT, conflicts[0])
    return int(bool(conflicts))


async def _work(settings: Settings) -> None:
    try:
        async with running(settings) as planerka:
            log.info("At work as @%s", planerka.username)
            _spare_the_collector()
            await asyncio.Event().wait()
    except asyncio.CancelledError:
        log.info("Stopped")
        raise


def _spare_the_collector() -> None:
    """What the start has made stays for good: to go through it again and again would hold everybody up, 0.1 s each."""
    gc.collect()
    gc.freeze()


def described(settings: Settings) -> str:
    """Database, Skype and who may plan events, in one line."""
    skype = f"Skype conferences as {settings.skype_user}" if settings.has_skype else "no Skype"
    people = "everybody" if settings.access == "open" else f"only {', '.join(map(str, settings.admins))}"
    return f"database {settings.database_url}, {skype}, {people} may plan events"
