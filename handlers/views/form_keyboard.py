"""Buttons below a form."""

from aiogram.enums import ButtonStyle
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from domain.form import Field, Form
from handlers.callbacks import HINT, FormAction, FormCallback
from handlers.views.changes import label
from handlers.views.keyboards import Row, button, chosen, copy_link, keyboard
from locales import gettext as _


def press(
    text: str, form: Form, action: FormAction, arg: str = "", *, style: ButtonStyle | None = None
) -> InlineKeyboardButton:
    return button(text, FormCallback(form=form.id, action=action, arg=arg), style)


def back(form: Form) -> InlineKeyboardButton:
    return press(_("Back"), form, FormAction.BACK)


def below_form(form: Form) -> InlineKeyboardMarkup:
    return keyboard(
        [_field(form, Field.SUMMARY), _field(form, Field.WHEN)],
        [_field(form, Field.INVITEES)],
        [_field(form, Field.PLACE), _field(form, Field.DESCRIPTION)],
        *_conference(form),
        [
            press(_("Send"), form, FormAction.SEND, style=ButtonStyle.SUCCESS),
            press(_("Don't save"), form, FormAction.DISCARD),
        ],
    )


def below_text(form: Form, field: Field) -> InlineKeyboardMarkup:
    """Below the question for a text; optional fields can be cleared."""
    optional = field in {Field.PLACE, Field.DESCRIPTION} and getattr(form.details, field)
    clear = press(_("Clear"), form, FormAction.CLEAR, field) if optional else None
    return keyboard([clear], _unlink(form) if field is Field.DESCRIPTION else [], [back(form)])


def below_hint(form: Form) -> InlineKeyboardMarkup:
    """Below a message that says why a text was not taken: nobody has to go on typing."""
    return keyboard(
        [press(_("Back"), form, FormAction.BACK, HINT), press(_("Don't save"), form, FormAction.DISCARD, HINT)]
    )


def below_unclear(form: Form, field: Field) -> InlineKeyboardMarkup:
    values = {
        Field.SUMMARY: _("It's the title"),
        Field.PLACE: _("It's the place"),
        Field.DESCRIPTION: _("It's the description"),
        Field.WHEN: _("Take only the time"),
        Field.INVITEES: _("Take only the people"),
    }
    return keyboard(
        [press(_("It's a new event"), form, FormAction.AS_EVENT), press(values[field], form, FormAction.AS_VALUE)],
        [back(form)],
    )


def below_send_confirmation(form: Form) -> InlineKeyboardMarkup:
    return keyboard(
        [press(_("Save just for me"), form, FormAction.SEND, "alone", style=ButtonStyle.SUCCESS)],
        [press(_("Attendees"), form, FormAction.ASK, Field.INVITEES), back(form)],
    )


def _field(form: Form, field: Field) -> InlineKeyboardButton:
    filled = bool(getattr(form.details, field))
    return press(chosen(label(field), filled), form, FormAction.ASK, field)


def _conference(form: Form) -> list[Row]:
    if form.details.conference and form.link:
        return [[copy_link(form.link)], [press(_("Remove link"), form, FormAction.CONFERENCE_OFF)]]
    if form.details.conference:
        off = press(_("Remove the Skype conference"), form, FormAction.CONFERENCE_OFF)
        return [[off if form.conference_offered else None]]
    on = press(_("Add a Skype conference"), form, FormAction.CONFERENCE_ON)
    return [[on if form.conference_offered else None], _unlink(form)]


def _unlink(form: Form) -> Row:
    return [press(_("Remove the link from the description"), form, FormAction.UNLINK)] if form.link_left_behind else []
