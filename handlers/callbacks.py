"""What buttons and deep links carry: versioned, short ids only, at most 64 bytes, and never trusted.

Every press sets a value and never toggles one, since Telegram's clients may repeat a press under a new id.
"""

from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from aiogram.utils.deep_linking import create_deep_link
from pydantic import Field

INVITATION = "i_"
"""Precedes the token in the payload of an invitation link (Telegram, "Deep linking": t.me/<bot>?start=<payload>)."""
NEW = "new"
"""The payload of a deep link that opens an empty form."""

Id = Annotated[int, Field(ge=0, lt=2**53)]


class EventAction(StrEnum):
    """What can be pressed on a card or a letter."""

    ACCEPT = "y"
    MAYBE = "m"
    DECLINE = "n"
    OPEN = "o"  # sends a card
    EDIT = "e"
    CANCEL = "c"  # asks whether to
    CONFIRM_CANCEL = "x"
    KEEP = "k"  # «Назад» below that question
    DELETE = "d"
    RESTORE = "u"
    ICS = "i"
    SHARE = "s"
    RETRY_CONFERENCE = "r"


class EventCallback(CallbackData, prefix="e1"):
    """`sequence` is that of the event as the card showed it."""

    event: Id
    action: EventAction
    sequence: Id = 0


class FormAction(StrEnum):
    """What can be pressed on a form. The comment beside each says what `arg` holds."""

    ASK = "a"  # Field
    BACK = "b"  # "hint": pressed below a hint, which has served then
    MONTH = "m"  # yyyymm: show that month
    DAY = "d"  # yyyymmdd: show its hours
    HOUR = "h"  # yyyymmddHHMM, local time in the owner's zone
    LENGTH = "l"  # minutes
    READING = "r"  # start-end of the chosen reading, Unix seconds
    PICK = "p"  # opens Telegram's picker of people
    INVITEES = "n"  # page of the list, counted from 0
    REQUIRED = "q"  # person id
    OPTIONAL = "o"  # person id
    DROP = "x"  # person id
    CLEAR = "e"  # Field
    CONFERENCE_ON = "k"
    CONFERENCE_OFF = "f"
    UNLINK = "u"  # removes the leftover link from the description
    SEND = "s"  # "alone": although no one is invited
    DISCARD = "z"  # "hint", as for BACK
    AS_EVENT = "w"  # the unclear text is an event of its own
    AS_VALUE = "v"  # it is the value of the field for which it was typed


HINT = "hint"
"""`arg` of a button below a hint about the open field of a form, such as why a text was not taken."""


class FormCallback(CallbackData, prefix="f1"):
    form: Id
    action: FormAction
    arg: str = ""


class CalendarCallback(CallbackData, prefix="c1"):
    """A page of the calendar, counted from 0. `turn`: pressed on a calendar, which shows that page then."""

    page: Id = 0
    turn: bool = False


class SettingsAction(StrEnum):
    LANGUAGE = "l"  # ru, en
    ZONE = "z"  # IANA name


class SettingsCallback(CallbackData, prefix="s1"):
    action: SettingsAction
    value: str


class AccountAction(StrEnum):
    """What can be pressed below /skype, about the account of the person who presses."""

    PASSWORD = "p"  # asks for the password
    WITHOUT_PASSWORD = "w"  # keeps the address only
    FORGET = "f"


class AccountCallback(CallbackData, prefix="k1"):
    action: AccountAction


class NewEventCallback(CallbackData, prefix="n1"):
    """The button «Новое событие»."""


def invitation_link(bot_username: str, token: str) -> str:
    return create_deep_link(bot_username, "start", INVITATION + token)


def bot_link(bot_username: str) -> str:
    return f"https://t.me/{bot_username}"


def token_in(payload: str | None) -> str | None:
    """The invitation token of a /start payload; None for anything else."""
    return payload.removeprefix(INVITATION) if payload and payload.startswith(INVITATION) else None
