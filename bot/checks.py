"""`python -m bot check`: what Planerka depends on, tried one after the other, each with a verdict to act on."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import timedelta

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramNotFound, TelegramUnauthorizedError

from bot.conferences.refused_passwords import InSpite, StoredRefusals
from bot.conferences.skype import check as skype
from bot.mail import check as smtp
from bot.settings.hints import exposed, unknown
from bot.settings.logs import redacted
from bot.settings.model import Settings, SettingsError
from bot.wiring import skype_config, telegram_bot, utc_now
from domain.road import Units

SECONDS = 15
ROOM_LIFE = timedelta(hours=1)  # of the room that is made and deleted again, should deleting it fail


@dataclass(frozen=True)
class Verdict:
    what: str
    ok: bool
    words: str

    def __str__(self) -> str:
        return f"{'ok  ' if self.ok else 'FAIL'}  {self.what}: {self.words}"


async def check(
    settings: Settings, look: Callable[[str], tuple[bool, str]], units: Units | None = None
) -> AsyncIterator[Verdict]:
    """Tries everything, whatever fails. `look` tells about the database behind a URL.

    `units` are those of a database where refused passwords are remembered: one that is accepted now is forgotten there,
    and the running bot uses it again.
    """
    slips = [*unknown(), *exposed()]
    yield Verdict("settings", not slips, "; ".join(slips) or "Every PLANERKA_ variable is known and well formed.")
    yield Verdict("Telegram", *await _telegram(settings))
    yield Verdict("database", *await asyncio.to_thread(look, settings.database_url))
    async for verdict in _skype(settings, units):
        yield verdict
    yield Verdict("mail", *await _mail(settings))


async def _telegram(settings: Settings) -> tuple[bool, str]:
    try:
        bot = telegram_bot(settings)
    except SettingsError as error:
        return False, str(error)
    try:
        return await _reach(bot)
    except (TelegramUnauthorizedError, TelegramNotFound):
        return False, "Telegram does not know this PLANERKA_BOT_TOKEN; BotFather shows the one that is good."
    except AiogramError as error:
        where = settings.telegram_api or "api.telegram.org"
        return False, redacted(f"{where} does not answer. Check the network and PLANERKA_TELEGRAM_API. ({error})")
    finally:
        await bot.session.close()


async def _reach(bot: Bot) -> tuple[bool, str]:
    me = await bot.get_me(request_timeout=SECONDS)
    if (await bot.get_webhook_info(request_timeout=SECONDS)).url:
        return False, f"The token is that of @{me.username}, but a webhook is set, which takes the updates away."
    inline = "" if me.supports_inline_queries else " Inline mode is off: BotFather's /setinline switches it on."
    return True, f"The token is that of @{me.username}.{inline}"


async def _skype(settings: Settings, units: Units | None) -> AsyncIterator[Verdict]:
    config = skype_config(settings)
    if config is None:
        yield Verdict("Skype", True, "Not configured: the switch for conferences is absent.")
        return
    refused = InSpite(StoredRefusals(units, utc_now)) if units else None
    for step in await skype.check(config, utc_now() + ROOM_LIFE, refused):
        yield Verdict(f"Skype {step.name}", step.ok, step.words)


async def _mail(settings: Settings) -> tuple[bool, str]:
    if settings.smtp_url is None:
        return True, "Not configured: letters go by Telegram only."
    return await asyncio.to_thread(smtp.knock, settings.smtp_url.get_secret_value())
