"""The first words with Telegram: who we are there, and what it shows of us."""

import asyncio
import logging

from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramNetworkError, TelegramRetryAfter, TelegramServerError
from aiogram.types import BotCommand, User

from bot.telegram.polling import PAUSES
from handlers.views import commands
from locales import LANGUAGES, speaking

log = logging.getLogger(__name__)

PASSING = (TelegramNetworkError, TelegramServerError, TelegramRetryAfter, ClientDecodeError)
"""What goes over by itself: no network yet, Telegram out of order, a proxy's page instead of its answer."""


async def greet(bot: Bot) -> User:
    """Our own account, as soon as Telegram answers. Raises what it says when repeating does not help."""
    failures = 0
    while True:
        try:
            me = await bot.me()
            await _introduce(bot)
            return me
        except PASSING as error:
            pause = PAUSES[min(failures, len(PAUSES) - 1)]
            failures += 1
            log.warning("Telegram does not answer (%s); trying again in %s s", error, pause)
            await asyncio.sleep(pause)


async def _introduce(bot: Bot) -> None:
    """The bot's commands, in both languages. Doing it again changes nothing."""
    for language in (None, *LANGUAGES):
        with speaking(language or "en"):
            shown = [BotCommand(command=name, description=said) for name, said in commands.menu().items()]
        await bot.set_my_commands(shown, language_code=language)
