"""Sets up the bot on Telegram at the start: its account and its menu of commands."""

import asyncio
import logging

from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramNetworkError, TelegramRetryAfter, TelegramServerError
from aiogram.types import BotCommand, User

from bot.telegram.polling import PAUSES
from handlers.views import commands
from locales import LANGUAGES, speaking

log = logging.getLogger(__name__)

TEMPORARY = (TelegramNetworkError, TelegramServerError, TelegramRetryAfter, ClientDecodeError)
"""Errors worth retrying: no network yet, an outage of Telegram, a proxy's page instead of an answer."""


async def set_up(bot: Bot) -> User:
    """Waits for Telegram, sets the commands, returns the bot's account. Raises errors that retrying cannot help."""
    failures = 0
    while True:
        try:
            me = await bot.me()
            await _set_commands(bot)
            return me
        except TEMPORARY as error:
            pause = PAUSES[min(failures, len(PAUSES) - 1)]
            failures += 1
            log.warning("Telegram does not answer (%s); trying again in %s s", error, pause)
            await asyncio.sleep(pause)


async def _set_commands(bot: Bot) -> None:
    """In every language, and in English for all others. Idempotent."""
    for language in (None, *LANGUAGES):
        with speaking(language or "en"):
            shown = [BotCommand(command=name, description=text) for name, text in commands.menu().items()]
        await bot.set_my_commands(shown, language_code=language)
