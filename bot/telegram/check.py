"""Tries Telegram for `python -m bot check`."""

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramNotFound, TelegramUnauthorizedError

from bot.settings.check import Verdict, open_conferences
from bot.settings.logs import redacted
from bot.settings.model import Settings, SettingsError
from bot.telegram.client import TOKEN_REFUSED, telegram_bot
from bot.telegram.proxy import way_to_telegram
from domain.person import Person
from domain.road import Units

TIMEOUT = 15  # seconds for each call
PEOPLE = 8  # who are named with their ids


async def check_telegram(settings: Settings) -> Verdict:
    """Which bot the token belongs to, and whether its updates would come to us."""
    return Verdict("Telegram", *await _tried(settings))


async def check_access(settings: Settings, units: Units | None) -> Verdict:
    """Who may plan events, and the ids of people who wrote lately, to choose from. None: there is no database yet."""
    may = "everybody" if settings.access == "open" else f"only {', '.join(map(str, settings.admins))}"
    words = [f"{may} may plan events".capitalize(), *open_conferences(settings)]
    if units is not None:
        async with units.read() as work:
            people = await work.people.lately(PEOPLE)
        told = [name_with_id(person) for person in people]
        words += [f"Wrote lately: {', '.join(told)}"] if told else []
    return Verdict("access", True, "; ".join(words) + ".", is_warning=bool(open_conferences(settings)))


def name_with_id(person: Person) -> str:
    telegram = next(address for address in person.addresses if address.channel.value == "telegram")
    username = f" (@{telegram.username})" if telegram.username else ""
    return f"{person.name}{username} {telegram.value}"


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
