"""Messages of the inbox: updates, due timers, and results of deliveries."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from domain.address import Reach
from domain.conference import Conference, Failure, MadeFor, Trouble
from domain.messages.outbox import RoomWork


@dataclass(frozen=True, kw_only=True)
class RawUpdate:
    """An update as Telegram sent it (Bot API, Update)."""

    kind: Literal["telegram"] = "telegram"
    update: dict[str, Any] = field(repr=False)  # people type passwords


@dataclass(frozen=True, kw_only=True)
class AnnouncementDue:
    """The letters about an event no longer wait for its link."""

    kind: Literal["timer.announce"] = "timer.announce"
    event: int


@dataclass(frozen=True, kw_only=True)
class RetryDue:
    """Automatic retry number `attempt` of making a room is due."""

    kind: Literal["timer.conference"] = "timer.conference"
    event: int
    attempt: int


@dataclass(frozen=True, kw_only=True)
class CheckDue:
    """The event begins soon: check that its room exists."""

    kind: Literal["timer.check"] = "timer.check"
    event: int


@dataclass(frozen=True, kw_only=True)
class ConferenceMade:
    """The room was made, for the event as of `made_for`."""

    kind: Literal["conference.made"] = "conference.made"
    event: int
    conference: Conference
    made_for: MadeFor


@dataclass(frozen=True, kw_only=True)
class ConferenceFailed:
    """The room could not be made."""

    kind: Literal["conference.failed"] = "conference.failed"
    event: int
    failure: Failure


@dataclass(frozen=True, kw_only=True)
class ConferenceLost:
    """The server no longer has the room with this id on this account."""

    kind: Literal["conference.lost"] = "conference.lost"
    event: int
    id: str
    organizer_uri: str


@dataclass(frozen=True, kw_only=True)
class ConferencePutOff:
    """The work is put off until then. It waits as a timer, since in the outbox it would block its lane."""

    kind: Literal["conference.put_off"] = "conference.put_off"
    work: RoomWork
    until: datetime


@dataclass(frozen=True, kw_only=True)
class PasswordAccepted:
    """The server accepted the password of `address`. `sealed` is stored only here until this is handled."""

    kind: Literal["password.proven"] = "password.proven"
    person: int
    user: str
    sealed: str = field(repr=False)
    address: str


@dataclass(frozen=True, kw_only=True)
class PasswordFailed:
    """Why a password was not accepted: the server's trouble, or why it was not sent to the server.

    `until`: none may be tried before, after too many refusals. `is_known`: this one was refused before. If none is set,
    no key decrypts it.
    """

    kind: Literal["password.not_taken"] = "password.not_taken"
    person: int
    trouble: Trouble | None = None
    until: datetime | None = None
    is_known: bool = False


@dataclass(frozen=True, kw_only=True)
class SecretLeft:
    """A message that may hold a password could not be deleted."""

    kind: Literal["secret.left"] = "secret.left"
    person: int


@dataclass(frozen=True, kw_only=True)
class Unreachable:
    """Telegram does not let the bot write to the person; `tried_at` is when the attempt began."""

    kind: Literal["unreachable"] = "unreachable"
    telegram_id: int
    reach: Reach
    tried_at: datetime


@dataclass(frozen=True, kw_only=True)
class LetterGivenUp:
    """Delivery of the letter with this key was given up."""

    kind: Literal["letter.given_up"] = "letter.given_up"
    letter: str


Due = AnnouncementDue | RetryDue | CheckDue
"""The messages of timers that are due."""

InboxMessage = (
    RawUpdate
    | Due
    | ConferenceMade
    | ConferenceFailed
    | ConferenceLost
    | ConferencePutOff
    | PasswordAccepted
    | PasswordFailed
    | SecretLeft
    | Unreachable
    | LetterGivenUp
)
