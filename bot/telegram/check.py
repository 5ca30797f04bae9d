"""Tries Telegram for `python -m bot check`."""

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramNotFound, TelegramUnauthorizedError

from bot.settings.check import Verdict
from bot.settings.logs import redacted
from bot.settings.model import Settings, SettingsError
from bot.telegram.client import TOKEN_REFUSED, telegram_bot
from bot.telegram.proxy import way_to_telegram

TIMEOUT = 15  # seconds for each call


async def check_telegram(settings: Settings) -> Verdict:
    """Which bot the token belongs to, and whether its updates would come to us."""
    return Verdict("Telegram", *await _tried(settings))


async def _tried(settings: Settings) -> tuple[bool, str]:
    where = settings.telegram_api or "api.telegram.org"
    try:
        bot = telegram_bot(settings, guard=lambda: None)
    except SettingsError as error:
        return False, str(error)
    try:
        return await _reach(bot, f"{where}, {way_to_telegram(settings)}")
    except (TelegramUnauthorizedError, TelegramNotFound):
        return False, f"{TOKEN_REFUSED}."
    except AiogramError as error:
        advice = "Check the network, PLANERKA_TELEGRAM_API and PLANERKA_TELEGRAM_PROXY"
        return False, redacted(f"{where} does not answer {way_to_telegram(settings)}. {advice}. ({error})")
    finally:
        await bot.session.close()


async def _reach(bot: Bot, way: str) -> tuple[bool, str]:
    me = await bot.get_me(request_timeout=TIMEOUT)
    if (await bot.get_webhook_info(request_timeout=TIMEOUT)).url:
        return False, f"The token is that of @{me.username}, but a webhook is set, which takes the updates away."
    inline = "" if me.supports_inline_queries else " Inline mode is off: BotFather's /setinline switches it on."
    return True, f"The token is that of @{me.username} ({way}).{inline}"
