"""Buttons below an event: for its organizer, for an attendee, and if it is cancelled or deleted.

One row is coloured: the answers until the reader has answered, then the button for joining.
"""

from aiogram.enums import ButtonStyle
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from domain.attendee import Attendee, Partstat
from domain.conference import Pending
from domain.details import Role
from domain.event import Event
from handlers.callbacks import CalendarCallback, EventAction, EventCallback
from handlers.views.keyboards import Row, button, chosen, copy_link, join, keyboard
from locales import gettext as _


def below_card(event: Event, me: Attendee) -> InlineKeyboardMarkup:
    if event.is_cancelled:
        return keyboard([_press(_("Delete"), event, EventAction.DELETE), _ics(event)])
    rest = _organizers(event) if me.role is Role.CHAIR else [[_ics(event)]]
    return keyboard(*_answers(event, me), [_join(_("Join"), event, me)], [copy_link(event.link)], *rest)


def below_letter(event: Event, me: Attendee) -> InlineKeyboardMarkup:
    calendar = [button(_("Open calendar"), CalendarCallback())]
    if event.is_cancelled:
        return keyboard([_press(_("Delete"), event, EventAction.DELETE)], calendar)
    rest = _organizers(event) if me.role is Role.CHAIR else []
    return keyboard(
        *_answers(event, me), [_join(_("Join the conference"), event, me)], [copy_link(event.link)], *rest, calendar
    )


def cancelling(event: Event) -> InlineKeyboardMarkup:
    sure = _press(_("Cancel event"), event, EventAction.CONFIRM_CANCEL, ButtonStyle.DANGER)
    return keyboard([sure, _press(_("Back"), event, EventAction.KEEP)])


def deleted(event: Event) -> InlineKeyboardMarkup:
    return keyboard([_press(_("Restore"), event, EventAction.RESTORE)])


def superseded(event: Event) -> InlineKeyboardMarkup:
    return keyboard([_press(_("Open"), event, EventAction.OPEN)])


def _organizers(event: Event) -> list[Row]:
    failed = isinstance(event.conference, Pending) and event.conference.trouble is not None
    return [
        [_press(_("Try again"), event, EventAction.RETRY_CONFERENCE) if failed else None],
        [_press(_("Edit"), event, EventAction.EDIT), _press(_("Cancel event"), event, EventAction.CANCEL)],
        [_ics(event), _press(_("Share"), event, EventAction.SHARE)],
    ]


def _answers(event: Event, me: Attendee) -> list[Row]:
    if me.role is Role.CHAIR:
        return []
    asked = me.partstat is Partstat.NEEDS_ACTION
    yes, no = (ButtonStyle.SUCCESS, ButtonStyle.DANGER) if asked else (None, None)
    return [
        [
            _press(chosen(_("Accept"), me.partstat is Partstat.ACCEPTED), event, EventAction.ACCEPT, yes),
            _press(chosen(_("Maybe"), me.partstat is Partstat.TENTATIVE), event, EventAction.MAYBE),
            _press(chosen(_("Decline"), me.partstat is Partstat.DECLINED), event, EventAction.DECLINE, no),
        ]
    ]


def _join(label: str, event: Event, me: Attendee) -> InlineKeyboardButton | None:
    needs_answer = me.role is not Role.CHAIR and me.partstat is Partstat.NEEDS_ACTION
    return join(label, event.link, None if needs_answer else ButtonStyle.PRIMARY)


def _ics(event: Event) -> InlineKeyboardButton:
    return _press(_(".ics file"), event, EventAction.ICS)


def _press(text: str, event: Event, action: EventAction, style: ButtonStyle | None = None) -> InlineKeyboardButton:
    return button(text, EventCallback(event=event.id, action=action, sequence=event.sequence), style)
