"""The room of an event on a conference server, on its way to it, or why there is none."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

PHONES_SHOWN = 3  # more would be a list to search in


@dataclass(frozen=True)
class Phone:
    """A number by which a conference is dialled into."""

    number: str
    """As it is dialled: digits, perhaps after a plus."""
    region: str = ""
    """The name that the server gives it, such as "Main office"."""


@dataclass(frozen=True)
class Conference:
    """The room of an event on a conference server."""

    id: str
    """The server's own, unique per organizer_uri."""
    join_url: str
    """https, as the server gave it, never built by us."""
    organizer_uri: str
    """The account that owns the room: a scheme and its conference address, as the server gave it."""
    dial_in_id: str | None
    """The number typed on a telephone; None when the room cannot be dialled into."""
    phones: tuple[Phone, ...] = ()
    """Numbers to dial before dial_in_id; none without a dial_in_id."""
    account: int | None = None
    """The person on whose own account it was made (Person.id); None: on the bot's."""
    provider: str = field(kw_only=True)
    """The kind of server it is on, such as "skype": the name of the package that implements Conferences for it."""

    @property
    def organizer_address(self) -> str:
        """The conference address of the account that owns the room, to compare with Person.conference_address."""
        return self.organizer_uri.partition(":")[2].lower()


class Trouble(StrEnum):
    """Why the server could not do it. Each has a sentence of its own for the organizer."""

    # no connection
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
    WRONG_SERVER = "not_skype"  # the word in the log and in docs/skype.md, and what is stored
    """Something answers at the address, but no conference server of the kind that was meant."""
    WRONG_DOMAIN = "wrong_domain"
    """The server does not serve the account's domain."""
    MOVED = "moved"
    """The account was moved to the cloud (Teams), where rooms cannot be made this way."""
    UNTRUSTED = "untrusted"
    """The server redirects to a host that is not among the trusted ones."""
    # refused by the server
    PASSWORD_REFUSED = "password_refused"
    """The server refused name or password; another try may lock the account."""
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
    # an answer that cannot be read
    PAGE = "page"
    """A web page instead of an answer: from a proxy, or from a part of the server that is out of order."""
    ERROR_INSIDE = "error_inside"
    """An answer that calls itself a success and holds an error."""
    TOO_BIG = "too_big"
    """An answer larger than any that makes sense."""
    NONSENSE = "nonsense"
    """The answer is not what the protocol promises, or the server could not make sense of the request."""
    # on our side
    NO_ACCOUNT = "no_account"
    """The person's own account, on which the room is, is not connected any more."""
    MISCONFIGURED = "misconfigured"
    """The administrator has to change a setting."""


@dataclass(frozen=True)
class Pending:
    """A conference without its room yet: on its way, or (with `trouble`) not made so far. `lost`: there was a room, and
    the server has lost it. `again`: the bot tries again by itself. `account`: the person on whose own account it was
    tried (Person.id); None: on the bot's."""

    trouble: Trouble | None = None
    lost: bool = False
    again: bool = False
    account: int | None = None


@dataclass(frozen=True)
class MadeFor:
    """The event as the room was made for it; if it was edited meanwhile, the room is updated."""

    subject: str
    end: datetime
    conference_addresses: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Failure:
    """Why a room was not made. `again`: a retry makes sense, but not before `wait` is over.

    `attempt` counts those that the bot made by itself; 0 is the one that the organizer waits for. `account` is the
    person on whose own account it was tried.
    """

    trouble: Trouble
    again: bool = False
    wait: timedelta = timedelta()
    attempt: int = 0
    account: int | None = None
