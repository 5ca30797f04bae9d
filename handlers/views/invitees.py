"""The invitees of a form: a paged list with buttons for role and removal."""

from collections.abc import Mapping

from domain.details import Invitee, Role
from domain.form import Field, Form
from domain.person import Person
from handlers.callbacks import FormAction
from handlers.views import View
from handlers.views.changes import label
from handlers.views.event_text import lines, paragraphs
from handlers.views.form_keyboard import back, press
from handlers.views.keyboards import HALF_ROW, Row, inert, keyboard
from handlers.views.markup import bold, esc, shortened
from locales import gettext as _
from locales import ngettext

PAGE = 8
MARKS = {Role.REQUIRED: "●", Role.OPTIONAL: "○"}
NAME_LIMIT = HALF_ROW - 2  # leaves room for the mark on the same button


def page(form: Form, people: Mapping[int, Person], number: int) -> View:
    """Page `number`, counted from 0, or the last one if there are fewer. `people` are the invitees, by person id."""
    invited = form.details.invitees
    pages = max(1, -(-len(invited) // PAGE))
    number = min(number, pages - 1)
    shown = invited[number * PAGE : (number + 1) * PAGE]
    rows = [_row(form, i, people[i.person_id]) for i in shown]
    pick = press(_("Choose people"), form, FormAction.PICK)
    return View(_text(len(invited)), keyboard(*rows, _pager(form, number, pages), [pick], [back(form)]))


def _text(count: int) -> str:
    how = esc(_("Choose people with the button, or type their @usernames."))
    if not count:
        return paragraphs(bold(label(Field.INVITEES)), how)
    total = ngettext("{count} person", "{count} people", count).format(count=count)
    legend = esc(_("Press a name to switch between ● required and ○ optional, ✕ to remove the person."))
    return paragraphs(f"{bold(label(Field.INVITEES))}: {total}", lines(how, legend))


def _row(form: Form, invitee: Invitee, person: Person) -> Row:
    name, arg = shortened(person.name, NAME_LIMIT), str(person.id)
    other = FormAction.REQUIRED if invitee.role is Role.OPTIONAL else FormAction.OPTIONAL
    return [press(f"{MARKS[invitee.role]} {name}", form, other, arg), press("✕", form, FormAction.DROP, arg)]


def _pager(form: Form, number: int, pages: int) -> Row:
    if pages == 1:
        return []
    return [
        press("‹", form, FormAction.INVITEES, str(number - 1)) if number > 0 else None,
        inert(f"{number + 1} / {pages}"),
        press("›", form, FormAction.INVITEES, str(number + 1)) if number < pages - 1 else None,
    ]
