"""The question about the open field of a form."""

from collections import Counter
from datetime import date, datetime

from aiogram.types import InlineKeyboardButton

from domain.details import DESCRIPTION_LIMIT, PLACE_LIMIT, SUMMARY_LIMIT
from domain.form import Field, Form, Unclear
from domain.person import Person
from domain.phrases.usernames import unmarked
from domain.when import When
from handlers.callbacks import FormAction
from handlers.views import View, moment, time_picker
from handlers.views.changes import label
from handlers.views.event_text import lines, paragraphs
from handlers.views.form_keyboard import back, below_text, below_unclear, press
from handlers.views.keyboards import keyboard
from handlers.views.markup import bold, code, esc, folded, labelled, shortened
from locales import gettext as _

VALUE_LIMIT = 2500  # UTF-16 units of the current value


def text(form: Form, asked: Field) -> View:
    questions = {
        Field.SUMMARY: _("Type the title of the event, up to {limit} characters.").format(limit=SUMMARY_LIMIT),
        Field.PLACE: _("Type the place, for example: room 5, second floor. Up to {limit} characters.").format(
            limit=PLACE_LIMIT
        ),
        Field.DESCRIPTION: _(
            "Type the description: what it's about, what to prepare. Up to {limit} characters."
        ).format(limit=DESCRIPTION_LIMIT),
    }
    now = getattr(form.details, asked)
    shown = labelled(_("Currently"), folded(shortened(now, VALUE_LIMIT))) if now else ""
    return View(paragraphs(bold(label(asked)), shown, esc(questions[asked])), below_text(form, asked))


def unclear(form: Form, asked: Unclear) -> View:
    """Asks whether a text that reads as a whole event is one, or the value of the field."""
    typed = folded(shortened(unmarked(asked.text), VALUE_LIMIT))
    text = paragraphs(bold(_("This reads like an event of its own. Which is it?")), typed)
    return View(text, below_unclear(form, asked.field))


def time(form: Form, reader: Person, now: datetime) -> View:
    when = form.details.when
    first = (when.start if when else now).astimezone(reader.tz).date()
    shown = labelled(_("Currently"), moment.tagged(when, reader)) if when else ""
    title = bold(form.details.summary) if form.details.summary else ""
    text = paragraphs(title, bold(label(Field.WHEN)), shown, _how_to_type(reader, now))
    return View(text, keyboard(*time_picker.month_rows(form, first, reader, now), [back(form)]))


def _how_to_type(reader: Person, now: datetime) -> str:
    hour = _("1h")
    examples = code(moment.example(reader, now)), code(f"{moment.tomorrow(reader, now):%d.%m} 10:00 {hour}")
    ask = _("Type the date and time, or pick a day below. For example:")
    zone = _("Times are in your time zone: {zone}.").format(zone=moment.zone(reader.zone, now))
    return paragraphs(lines(esc(ask), *examples), esc(zone))


def choice(form: Form, reader: Person, now: datetime) -> View:
    """Asks which reading is meant, or to confirm one in the past; another time can be typed instead."""
    first = form.readings[0]
    if len(form.readings) == 1 and first.start <= now:
        text = paragraphs(
            bold(_("This time has already passed. Keep it?")),
            moment.tagged(first, reader),
            esc(_("If not, type another time.")),
        )
        return View(text, keyboard([_reading(_("Yes, keep this time"), form, first)], [back(form)]))
    text = paragraphs(bold(_("Which time do you mean?")), esc(_("Press the right one, or type it more precisely.")))
    by_day = Counter(r.start.astimezone(reader.tz).date() for r in form.readings)
    twice = {day for day, count in by_day.items() if count > 1 and _clocks_change(day, form.readings, reader)}
    choices = [[_reading(_labelled(r, twice, reader, now), form, r)] for r in form.readings]
    return View(text, keyboard(*choices, [back(form)]))


def _clocks_change(day: date, readings: tuple[When, ...], reader: Person) -> bool:
    ends = (end.astimezone(reader.tz) for r in readings for end in (r.start, r.end))
    return len({end.utcoffset() for end in ends if end.date() == day}) > 1


def _labelled(reading: When, twice: set[date], reader: Person, now: datetime) -> str:
    """On a day with an hour that comes twice the offset stands beside it, or two buttons read alike."""
    start = reading.start.astimezone(reader.tz)
    if start.date() in twice:
        return f"{start:%d.%m} {moment.exact_hours(reading, reader)}"
    return f"{moment.near_day(reading.start, reader, now)}, {moment.hours(reading, reader)}"


def _reading(text: str, form: Form, reading: When) -> InlineKeyboardButton:
    return press(text, form, FormAction.READING, f"{reading.start.timestamp():.0f}-{reading.end.timestamp():.0f}")
