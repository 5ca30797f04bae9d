"""/settings: the reader's language and time zone."""

from datetime import datetime

from aiogram.types import InlineKeyboardButton
from babel import Locale

from domain.person import Person
from handlers.callbacks import SettingsAction, SettingsCallback
from handlers.views import View, moment
from handlers.views.event_text import field, lines, paragraphs
from handlers.views.keyboards import button, chosen, keyboard
from handlers.views.markup import bold, esc
from locales import LANGUAGES
from locales import gettext as _

ZONES = (
    "Europe/Kaliningrad", "Europe/Moscow", "Europe/Samara", "Asia/Yekaterinburg", "Asia/Omsk", "Asia/Novosibirsk",
    "Asia/Krasnoyarsk", "Asia/Irkutsk", "Asia/Yakutsk", "Asia/Vladivostok", "Asia/Kamchatka", "Europe/London",
    "Europe/Berlin", "Europe/Istanbul", "Asia/Almaty", "Asia/Tashkent", "America/New_York", "UTC",
)  # fmt: skip


def settings(reader: Person, now: datetime) -> View:
    languages = [_language(reader, code) for code in LANGUAGES]
    zones = [_zone(reader, name, now) for name in ZONES]
    text = paragraphs(
        bold(_("Settings")),
        lines(field(_("Language"), _name(reader.language)), field(_("Time zone"), moment.zone(reader.zone, now))),
        esc(_("All times you see and type are in your time zone.")),
    )
    return View(text, keyboard(languages, *(zones[i : i + 2] for i in range(0, len(zones), 2))))


def _name(language: str) -> str:
    """The name of a language in itself, for people who cannot read the current one."""
    return str(Locale(language).get_language_name(language)).capitalize()


def _language(reader: Person, code: str) -> InlineKeyboardButton:
    return button(
        chosen(_name(code), code == reader.language), SettingsCallback(action=SettingsAction.LANGUAGE, value=code)
    )


def _zone(reader: Person, name: str, now: datetime) -> InlineKeyboardButton:
    text = chosen(moment.zone(name, now), name == reader.zone)
    return button(text, SettingsCallback(action=SettingsAction.ZONE, value=name))
