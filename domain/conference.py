"""The Skype for Business room of an event, and the port through which it is made and kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

PHONES_SHOWN = 3  # of more than these nobody chooses


@dataclass(frozen=True)
class Phone:
    """A number by which a conference is dialled into."""

    number: str
    """As it is dialled: digits, perhaps after a plus."""
    region: str = ""
    """What the server calls it, such as "Main office"."""


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
    phones: tuple[Phone, ...] = ()
    """Numbers to dial before dial_in_id; none without a dial_in_id."""
    account: int | None = None
    """The person on whose own account it was made (Person.id); None: on the bot's."""


class Trouble(StrEnum):
    """Why the server could not do it. Each has a sentence of its own for the organizer."""

    # no conversation at all
    UNREACHABLE = "unreachable"
    """No connection, or it was cut."""
    NO_NAME = "no_name"
    """The server's name is not known in the network (DNS)."""
    TOO_SLOW = "too_slow"
    """An answer that did not come, or did not end, in time."""
    CERTIFICATE = "certificate"
    """The certificate is not signed by an authority that is trusted here."""
    CERTIFICATE_EXPIRED = "certificate_expired"
    """The certificate is out of date."""
    # not the server that was meant
    NOT_SKYPE = "not_skype"
    """Something answers at the address, but no Skype for Business Server."""
    WRONG_DOMAIN = "wrong_domain"
    """A Skype for Business Server that does not serve the account's domain."""
    MOVED = "moved"
    """The account was moved to the cloud (Teams), where rooms cannot be made this way."""
    UNTRUSTED = "untrusted"
    """The server sends us to a host that is not among the trusted ones."""
    # what the server says
    PASSWORD_REFUSED = "password_refused"
    """The account was refused; asking again may lock it."""
    SIGN_IN = "sign_in"
    """The server offers no way of signing in that works without a person at a browser."""
    NOT_ALLOWED = "not_allowed"
    """The account may not make rooms."""
    OPTION = "option"
    """The server does not allow a meeting option that the settings ask for."""
    LIMIT = "limit"
    """The account has as many rooms (or sessions) as it may have."""
    BUSY = "busy"
    """The server is overloaded or out of order, and says so."""
    GONE = "gone"
    """The room is no longer on the server; only a new one helps."""
    # what cannot be read
    PAGE = "page"
    """A web page where an answer was due: a proxy, or a part of the server that is out of order."""
    ERROR_INSIDE = "error_inside"
    """An answer that calls itself a success and holds an error."""
    TOO_BIG = "too_big"
    """An answer larger than any answer can be."""
    NONSENSE = "nonsense"
    """The answer is not what the protocol promises, or the server could not make sense of the request."""
    # on our side
    NO_ACCOUNT = "no_account"
    """The person's own account, on which the room is, is not connected any more."""
    MISCONFIGURED = "misconfigured"
    """The administrator has to change a setting."""


@dataclass(frozen=True)
class Pending:
    """A conference that is not there yet: on its way, or (with `trouble`) not made so far. `lost`: it had a room once,
    and the server has lost it. `again`: it is tried again without anybody asking for it. `account`: the person on whose
    own account it was tried (Person.id); None: on the bot's."""

    trouble: Trouble | None = None
    lost: bool = False
    again: bool = False
    account: int | None = None


@dataclass(frozen=True)
class MadeFor:
    """The event as the room was made for it; if that was edited meanwhile, the room follows."""

    subject: str
    end: datetime
    sips: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Failure:
    """Why a room was not made. `again`: the server may do better later, but not before `wait` is over.

    `attempt` counts those that nobody asked for; 0 is the one that the organizer waits for. `account` is the person on
    whose own account it was tried.
    """

    trouble: Trouble
    again: bool = False
    wait: timedelta = timedelta()
    attempt: int = 0
    account: int | None = None


class OnlineMeetingsError(Exception):
    """The server of conferences could not do what was asked."""

    def __init__(self, trouble: Trouble, detail: str, again: bool, wait: timedelta | None = None) -> None:
        """`detail` is for the log and never holds a secret; `again` says whether repeating is sensible, and `wait`
        how long the server asks to be left alone before that."""
        super().__init__(f"{trouble}: {detail}")
        self.trouble = trouble
        self.detail = detail
        self.again = again
        self.wait = wait


class OnlineMeetings(Protocol):
    """Rooms on a Skype for Business server, all organized by one account.

    Every method raises OnlineMeetingsError, and nothing else, when the server cannot do it. Every method may be
    repeated: the effect is that of one call.

    `leaders` and `attendees` are SIP addresses (user@domain); those of the account's own domain replace the ones that
    the room had. Whoever else has the link enters as the access level lets them.
    """

    async def create(
        self,
        key: str,
        subject: str,
        description: str,
        expires_at: datetime,
        *,
        leaders: Sequence[str] = (),
        attendees: Sequence[str] = (),
    ) -> Conference:
        """The room marked with `key`: the one that is there already, brought up to date, or a new one.

        `key` marks the event uniquely among all rooms of the account ([A-Za-z0-9._:-], at most 100 characters) and
        is kept in the room's description, so that a repeat after a failure with an unknown end makes no second room.
        `expires_at` is aware; after it the server may delete the room. Over-long texts are cut with an ellipsis.
        """
        ...

    async def update(
        self,
        id: str,
        subject: str,
        description: str | None,
        expires_at: datetime,
        *,
        leaders: Sequence[str] = (),
        attendees: Sequence[str] = (),
    ) -> Conference:
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

    async def confirm(self, id: str, key: str) -> None:
        """Looks for the room on the server and deletes every other one marked with `key`.

        Raises OnlineMeetingsError with Trouble.GONE when the room is no longer there.
        """
        ...
