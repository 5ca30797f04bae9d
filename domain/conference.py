"""The Skype for Business room of an event, and the port through which it is made and kept."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True)
class Conference:
    """The Skype for Business room of an event (UCWA: myOnlineMeeting)."""

    id: str
    """onlineMeetingId, unique per organizer_uri."""
    join_url: str
    """https, as the server gave it, never built by us."""
    organizer_uri: str
    """The account that owns the room, as "sip:..."."""
    dial_in_id: str | None
    """conferenceId, the number typed on a telephone; None when the room cannot be dialled into."""


class Trouble(StrEnum):
    """Why the server could not do it."""

    UNREACHABLE = "unreachable"
    """No answer, or the server says that it is out of order or busy."""
    PASSWORD_REFUSED = "password_refused"
    """The account was refused; asking again may lock it."""
    NOT_ALLOWED = "not_allowed"
    """The account may not do this."""
    NONSENSE = "nonsense"
    """The answer is not what the protocol promises, or the server could not make sense of the request."""
    LIMIT = "limit"
    """The account has as many rooms (or sessions) as it may have."""
    GONE = "gone"
    """The room to be changed is no longer on the server; only a new one helps."""
    MISCONFIGURED = "misconfigured"
    """The administrator has to change a setting: trusted hosts, CA bundle, sign-in method."""


class OnlineMeetingsError(Exception):
    """The server of conferences could not do what was asked."""

    def __init__(self, trouble: Trouble, detail: str, again: bool) -> None:
        """`detail` is for the log and never holds a secret; `again` says whether repeating is sensible."""
        super().__init__(f"{trouble}: {detail}")
        self.trouble = trouble
        self.detail = detail
        self.again = again


class OnlineMeetings(Protocol):
    """Rooms on a Skype for Business server, all organized by one account.

    Every method raises OnlineMeetingsError, and nothing else, when the server cannot do it. Every method may be
    repeated: the effect is that of one call.
    """

    async def create(self, key: str, subject: str, description: str, expires_at: datetime) -> Conference:
        """The room marked with `key`: the one that is there already, brought up to date, or a new one.

        `key` marks the event uniquely among all rooms of the account ([A-Za-z0-9._:-], at most 100 characters) and
        is kept in the room's description, so that a repeat after a failure with an unknown end makes no second room.
        `expires_at` is aware; after it the server may delete the room. Over-long texts are cut with an ellipsis.
        """
        ...

    async def update(self, id: str, subject: str, description: str | None, expires_at: datetime) -> Conference:
        """Changes the room; its join_url stays. A description of None leaves the old one.

        Raises OnlineMeetingsError with Trouble.GONE when the room is no longer there.
        """
        ...

    async def delete(self, id: str) -> None:
        """Deletes the room. One that is gone already is fine."""
        ...

    async def delete_marked(self, key: str) -> None:
        """Deletes whatever is marked with `key`: for a room of which nobody knows whether it was made."""
        ...
