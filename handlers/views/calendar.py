"""/calendar: upcoming events by day."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from aiogram.types import InlineKeyboardButton

from domain.person import Person
from domain.ports import Planned
from handlers.callbacks import CalendarCallback, EventAction, EventCallback, NewEventCallback
from handlers.views import View, moment
from handlers.views.attendees import MARKS
from handlers.views.event_text import lines, paragraphs
from handlers.views.keyboards import Row, button, inert, keyboard
from handlers.views.markup import bold, esc, shortened, struck
from locales import gettext as _

SUMMARY_LIMIT = 80


def upcoming(planned: Sequence[Planned], page: int, more: bool, *, reader: Person, now: datetime) -> View:
    """A page of the reader's events, soonest first; `page` counts from 0, `more` says whether another follows."""
    new = button(_("New event"), NewEventCallback())
    if not planned:
        nothing = _("You have no upcoming events.") if page == 0 else _("No more events.")
        return View(paragraphs(bold(_("Calendar")), esc(nothing)), keyboard(_pager(page, more), [new]))
    days = groupby(enumerate(planned, 1), key=lambda item: moment.near_day(item[1].when.start, reader, now))
    text = paragraphs(
        bold(_("Calendar")),
        *(lines(bold(day), *(f"{n}. {_line(p, reader)}" for n, p in items)) for day, items in days),
    )
    return View(text, keyboard([_open(n, p) for n, p in enumerate(planned, 1)], _pager(page, more), [new]))


def _line(planned: Planned, reader: Person) -> str:
    title = shortened(planned.summary, SUMMARY_LIMIT)
    if planned.is_cancelled:
        return " ".join([moment.hours(planned.when, reader), struck(title), "·", _("cancelled")])
    role = _("organizer") if planned.is_organizer else MARKS[planned.partstat]
    conference = " · Skype" if planned.has_conference else ""
    return f"{moment.hours(planned.when, reader)} {esc(title)} · {role}{conference}"


def _open(number: int, planned: Planned) -> InlineKeyboardButton:
    """By its number, since the text names it: a title rarely fits on a button."""
    return button(str(number), EventCallback(event=planned.event_id, action=EventAction.OPEN))


def _pager(page: int, more: bool) -> Row:
    if page == 0 and not more:
        return []
    return [
        button("‹", CalendarCallback(page=page - 1, turn=True)) if page > 0 else None,
        inert(f"· {page + 1} ·"),
        button("›", CalendarCallback(page=page + 1, turn=True)) if more else None,
    ]
