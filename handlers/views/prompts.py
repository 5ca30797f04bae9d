"""The question about the open field of a form."""

from datetime import datetime

from aiogram.types import InlineKeyboardButton

from domain.details import DESCRIPTION_LIMIT, PLACE_LIMIT, SUMMARY_LIMIT
from domain.form import Field, Form
from domain.person import Person
from domain.when import When
from handlers.callbacks import FormAction
from handlers.views import View, moment, time_picker
from handlers.views.changes import label
from handlers.views.event_text import lines, paragraphs
from handlers.views.form_keyboard import back, below_text, press
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


def time(form: Form, reader: Person, now: datetime) -> View:
    if form.readings:
        return _choice(form, reader, now)
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


def _choice(form: Form, reader: Person, now: datetime) -> View:
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
    labels = [f"{moment.near_day(r.start, reader, now)}, {moment.hours(r, reader)}" for r in form.readings]
    choices = [[_reading(label, form, r)] for label, r in zip(labels, form.readings, strict=True)]
    return View(text, keyboard(*choices, [back(form)]))


def _reading(text: str, form: Form, reading: When) -> InlineKeyboardButton:
    return press(text, form, FormAction.READING, f"{reading.start.timestamp():.0f}-{reading.end.timestamp():.0f}")
