"""Picking a time by buttons: the day, the hour, then the length.

Each step replaces the form on its card; «Назад» goes one step back. All times are in the reader's zone.
"""

from calendar import Calendar
from datetime import date, datetime, timedelta

from aiogram.types import InlineKeyboardButton
from babel.dates import format_date, get_day_names

import locales
from domain.form import Form
from domain.person import Person
from handlers.callbacks import FormAction
from handlers.views import View, moment
from handlers.views.event_text import paragraphs
from handlers.views.form_keyboard import back, press
from handlers.views.keyboards import Row, chosen, inert, keyboard
from handlers.views.markup import bold, esc
from locales import gettext as _
from locales import ngettext

MONTHS_AHEAD = 12
FIRST_HOUR, LAST_HOUR = 7, 21
HOURS_A_ROW = 5
LENGTHS = (15, 30, 45, 60, 90, 120, 150, 180, 240, 480)  # minutes


def month(form: Form, first: date, reader: Person, now: datetime) -> View:
    """The days of the month of `first`, clamped to the range from this month to MONTHS_AHEAD later."""
    text = paragraphs(bold(_("Which day?")), esc(_("You can also type the date and time.")))
    return View(text, keyboard(*month_rows(form, first, reader, now), [back(form)]))


def month_rows(form: Form, first: date, reader: Person, now: datetime) -> list[Row]:
    today = now.astimezone(reader.tz).date()
    shown = min(max(first.replace(day=1), today.replace(day=1)), _moved(today, MONTHS_AHEAD))
    weeks = Calendar(locales.locale().first_week_day).monthdatescalendar(shown.year, shown.month)
    return [
        _pager(form, shown, today),
        [inert(name) for name in _weekdays()],
        *([_day(form, day, shown, today) for day in week] for week in weeks if max(week) >= today),
    ]


def hours(form: Form, day: date, reader: Person, now: datetime) -> View:
    """The future half-hours of a day."""
    starts = (datetime(day.year, day.month, day.day, h, m, tzinfo=reader.tz) for h in _day_hours() for m in (0, 30))
    buttons = [_hour(form, start) for start in starts if start > now]
    rows = [buttons[i : i + HOURS_A_ROW] for i in range(0, len(buttons), HOURS_A_ROW)]
    text = paragraphs(bold(moment.named(day)), esc(_("When does it start? You can also type the date and time.")))
    return View(text, keyboard(*rows, [press(_("Back"), form, FormAction.MONTH, f"{day:%Y%m}")]))


def lengths(form: Form, reader: Person) -> View:
    """The lengths to pick from; the current one is marked."""
    when = form.details.when
    current = (when.end - when.start) // timedelta(minutes=1) if when else None
    buttons = [press(chosen(_length(m), m == current), form, FormAction.LENGTH, str(m)) for m in LENGTHS]
    text = paragraphs(moment.tagged(when, reader) if when else "", bold(_("How long will it last?")))
    return View(text, keyboard(buttons[:5], buttons[5:], [back(form)]))


def _pager(form: Form, shown: date, today: date) -> Row:
    before = shown > today.replace(day=1)
    after = shown < _moved(today, MONTHS_AHEAD)
    return [
        press("‹", form, FormAction.MONTH, f"{_moved(shown, -1):%Y%m}") if before else None,
        inert(format_date(shown, "LLLL y", locale=locales.locale())),
        press("›", form, FormAction.MONTH, f"{_moved(shown, 1):%Y%m}") if after else None,
    ]


def _weekdays() -> list[str]:
    names = get_day_names("short", "stand-alone", locales.locale())
    first = locales.locale().first_week_day
    return [names[(first + i) % 7] for i in range(7)]


def _day(form: Form, day: date, shown: date, today: date) -> InlineKeyboardButton:
    if day.month != shown.month or day < today:
        return inert("·")
    return press(f"[{day.day}]" if day == today else str(day.day), form, FormAction.DAY, f"{day:%Y%m%d}")


def _day_hours() -> range:
    return range(FIRST_HOUR, LAST_HOUR + 1)


def _hour(form: Form, start: datetime) -> InlineKeyboardButton:
    return press(f"{start:%H:%M}", form, FormAction.HOUR, f"{start:%Y%m%d%H%M}")


def _length(minutes: int) -> str:
    if minutes < 60:
        return ngettext("{count} min", "{count} min", minutes).format(count=minutes)
    hours, half = divmod(minutes, 60)
    return ngettext("{count} h", "{count} h", hours).format(count=f"{hours}½" if half else hours)


def _moved(month: date, by: int) -> date:
    """The first day of the month that is `by` months later."""
    index = month.year * 12 + month.month - 1 + by
    return date(index // 12, index % 12 + 1, 1)
