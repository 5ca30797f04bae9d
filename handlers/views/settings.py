"""/settings: the reader's language and time zone."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from aiogram.types import InlineKeyboardButton
from babel import Locale

from domain.person import Person
from handlers.callbacks import SettingsAction, SettingsCallback
from handlers.views import View, moment
from handlers.views.event_text import field, lines, paragraphs
from handlers.views.keyboards import HALF_ROW, Row, button, chosen, keyboard
from handlers.views.markup import bold, esc, units
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
    return View(text, keyboard(languages, *_paired(zones)))


def _paired(buttons: list[InlineKeyboardButton]) -> Iterator[Row]:
    """Two in a row, but one whose label would not fit on half of it alone."""
    waiting: list[InlineKeyboardButton] = []
    for zone in buttons:
        if units(zone.text) > HALF_ROW:
            yield [zone]
        elif waiting:
            yield [waiting.pop(), zone]
        else:
            waiting.append(zone)
    yield waiting


def _name(language: str) -> str:
    """The name of a language in itself, for people who cannot read the current one."""
    return str(Locale(language).get_language_name(language)).capitalize()


def _language(reader: Person, code: str) -> InlineKeyboardButton:
    return button(
        chosen(_name(code), code == reader.language), SettingsCallback(action=SettingsAction.LANGUAGE, value=code)
    )


def _zone(reader: Person, name: str, now: datetime) -> InlineKeyboardButton:
    hours, minutes = divmod((now.astimezone(ZoneInfo(name)).utcoffset() or timedelta()) // timedelta(minutes=1), 60)
    offset = (f"{hours:+}:{minutes:02}" if minutes else f"{hours:+}").replace("-", "−")
    text = chosen(f"{moment.city(name)} {offset}", name == reader.zone)
    return button(text, SettingsCallback(action=SettingsAction.ZONE, value=name))
