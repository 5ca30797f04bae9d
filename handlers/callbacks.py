"""What the buttons carry: versioned, short ids only, at most 64 bytes, and never trusted.

Every press sets a value and never toggles one, since Telegram's clients may repeat a press under a new id.
"""

from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from pydantic import Field

Id = Annotated[int, Field(ge=0, lt=2**53)]


class EventDo(StrEnum):
    """What can be pressed on a card or a letter."""

    ACCEPT = "y"
    MAYBE = "m"
    DECLINE = "n"
    OPEN = "o"  # a card of its own, from a list
    EDIT = "e"
    CANCEL = "c"  # asks first
    CANCEL_REALLY = "x"
    KEEP = "k"  # «Назад» of that question
    DELETE = "d"
    RESTORE = "u"
    ICS = "i"
    SHARE = "s"
    RETRY_CONFERENCE = "r"


class OnEvent(CallbackData, prefix="e1"):
    """`sequence` is that of the event as the card showed it."""

    event: Id
    do: EventDo
    sequence: Id = 0


class FormDo(StrEnum):
    """What can be pressed on a form; what `arg` holds is written beside each."""

    ASK = "a"  # Field
    BACK = "b"
    MONTH = "m"  # yyyymm: show that month
    DAY = "d"  # yyyymmdd: show its hours
    HOUR = "h"  # yyyymmddHHMM, local time in the owner's zone
    LENGTH = "l"  # minutes
    READING = "r"  # start-end of the chosen reading, Unix seconds
    PICK = "p"  # open the people picker
    PEOPLE = "n"  # page of the list of invitees
    REQUIRED = "q"  # person id
    OPTIONAL = "o"  # person id
    DROP = "x"  # person id
    EMPTY = "e"  # Field: takes its text out again
    CONFERENCE_ON = "k"
    CONFERENCE_OFF = "f"
    UNLINK = "u"  # take the link out of the description
    SEND = "s"  # "alone": although nobody is invited
    DISCARD = "z"


class OnForm(CallbackData, prefix="f1"):
    form: Id
    do: FormDo
    arg: str = ""


class OnCalendar(CallbackData, prefix="c1"):
    """/calendar: a page of what is ahead; `turn` is pressed on a calendar and turns its page."""

    page: Id = 0
    turn: bool = False


class SettingsDo(StrEnum):
    LANGUAGE = "l"  # ru, en
    ZONE = "z"  # IANA name


class OnSettings(CallbackData, prefix="s1"):
    do: SettingsDo
    value: str


class AccountDo(StrEnum):
    """What can be pressed below the reader's account for conferences (/skype)."""

    PASSWORD = "p"  # asks for it
    WITHOUT = "w"  # leaves it at the address
    FORGET = "f"


class OnAccount(CallbackData, prefix="k1"):
    do: AccountDo


class NewEvent(CallbackData, prefix="n1"):
    """The button «Новое событие»."""
