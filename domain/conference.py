"""The room of an event on a conference server: made, pending, or the trouble that prevents it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

PHONES_SHOWN = 3  # a longer list would have to be searched


@dataclass(frozen=True)
class Phone:
    """A telephone number for dialling into a conference."""

    number: str
    """As dialled: digits, with an optional leading plus."""
    region: str = ""
    """The name that the server gives it, such as "Main office"."""


@dataclass(frozen=True)
class Conference:
    """The room of an event on a conference server."""

    id: str
    """The server's id, unique per organizer_uri."""
    join_url: str
    """An https URL, as the server gave it; never built by us."""
    organizer_uri: str
    """The account that owns the room: a scheme and a conference address, such as sip:ann@example.org."""
    dial_in_id: str | None
    """The number typed on a telephone; None when the room cannot be dialled into."""
    phones: tuple[Phone, ...] = ()
    """Numbers to dial before dial_in_id; none without a dial_in_id."""
    account: int | None = None
    """Person.id of the person on whose own account it was made; None: on the bot's."""
    provider: str = field(kw_only=True)
    """The kind of server it is on, such as "skype": the name of the package that implements Conferences for it."""

    @property
    def organizer_address(self) -> str:
        """The conference address of the account that owns the room, to compare with Person.conference_address."""
        return self.organizer_uri.partition(":")[2].lower()


class Trouble(StrEnum):
    """Why the server could not do it; handlers.views.conference_trouble has a sentence for each."""

    # no connection
    UNREACHABLE = "unreachable"
    """No connection, or it was cut."""
    NO_NAME = "no_name"
    """The server's name could not be resolved (DNS)."""
    TOO_SLOW = "too_slow"
    """An answer that did not arrive, or was not complete, in time."""
    CERTIFICATE = "certificate"
    """The certificate is not signed by a trusted authority."""
    CERTIFICATE_EXPIRED = "certificate_expired"
    """The certificate has expired."""
    # not the server that was meant
    WRONG_SERVER = "not_skype"  # the word in the log and in docs/skype.md, and what is stored
    """Something answers at the address, but it is not a conference server of the expected kind."""
    WRONG_DOMAIN = "wrong_domain"
    """The server does not serve the account's domain."""
    MOVED = "moved"
    """The account was moved to the cloud (Teams), where rooms cannot be made this way."""
    UNTRUSTED = "untrusted"
    """The server redirects to a host that is not trusted."""
    # refused by the server
    PASSWORD_REFUSED = "password_refused"
    """The server refused the name or the password; another try may lock the account."""
    SIGN_IN = "sign_in"
    """The server offers no way to sign in without a person at a browser."""
    NOT_ALLOWED = "not_allowed"
    """The account may not make rooms."""
    OPTION = "option"
    """The server does not allow a meeting option that the settings ask for."""
    LIMIT = "limit"
    """The account has reached its limit of rooms or sessions."""
    BUSY = "busy"
    """The server says that it is overloaded or out of order."""
    GONE = "gone"
    """The room is no longer on the server, so a new one is needed."""
    # an answer that cannot be read
    PAGE = "page"
    """A web page instead of an answer: from a proxy, or from a part of the server that is down."""
    ERROR_INSIDE = "error_inside"
    """An answer with a success status and an error in it."""
    TOO_BIG = "too_big"
    """An answer larger than any valid one."""
    NONSENSE = "nonsense"
    """The answer does not follow the protocol, or the server could not parse the request."""
    # on our side
    NO_ACCOUNT = "no_account"
    """The room is on a person's own account, which is no longer connected."""
    MISCONFIGURED = "misconfigured"
    """The administrator has to change a setting."""


@dataclass(frozen=True)
class Pending:
    """A conference whose room does not exist yet: it is being made or, with `trouble`, could not be made so far.

    `lost`: there was a room, and the server lost it. `again`: the bot will retry by itself. `account`: Person.id of the
    person on whose own account it was tried; None: on the bot's.
    """

    trouble: Trouble | None = None
    lost: bool = False
    again: bool = False
    account: int | None = None


@dataclass(frozen=True)
class MadeFor:
    """The event as of when its room was made; if it has been edited since, the room needs an update. `end` is aware."""

    subject: str
    end: datetime
    conference_addresses: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Failure:
    """Why a room was not made. `again`: a retry makes sense, after `wait` at the earliest.

    `attempt` counts automatic retries; 0 is the attempt that the organizer waits for. `account`: Person.id of the
    person on whose own account it was tried; None: on the bot's.
    """

    trouble: Trouble
    again: bool = False
    wait: timedelta = timedelta()
    attempt: int = 0
    account: int | None = None
