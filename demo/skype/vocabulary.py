"""The kinds of requests to the simulated server, and the kinds of faults that they can meet."""

from enum import Flag, StrEnum, auto


class Action(Flag):
    """The kind of a request."""

    ROOT = auto()
    USER = auto()
    TOKEN = auto()
    OPEN = auto()
    CLOSE = auto()
    SETTINGS = auto()
    LIST = auto()
    CREATE = auto()
    READ = auto()
    UPDATE = auto()
    DELETE = auto()
    JOIN = auto()
    OTHER = auto()
    ROOMS = SETTINGS | LIST | CREATE | READ | UPDATE | DELETE
    INSIDE = ROOMS | CLOSE
    """Everything within an application."""
    SIGNED = USER | OPEN | INSIDE
    """Everything that needs a ticket."""
    ANY = ROOT | TOKEN | SIGNED | JOIN | OTHER


class Fault(StrEnum):
    """The kind of a fault; the value is its name in the journal."""

    # the connection
    CUT_BEFORE_COMMIT = "cut before commit"
    """Nothing is done, and the connection is cut."""
    CUT_AFTER_COMMIT = "cut after commit"
    """Everything is done, but the connection is cut before the answer."""
    HOLD = "held before commit"
    """The request waits until `Faults.release`."""
    HOLD_ANSWER = "held after commit"
    """Everything is done, but the answer waits until `Faults.release`."""
    # other answers; nothing is done unless planned as committed
    TOO_MANY_ROOMS = "409 TooManyOnlineMeetings"
    TOO_MANY_APPLICATIONS = "410 TooManyApplications"
    MAY_NOT = "403 Forbidden"
    """As UCWA answers, not as a page."""
    TOO_MANY_REQUESTS = "429 TooManyRequests"
    UNAVAILABLE = "503 page"
    BAD_GATEWAY = "502 page"
    GATEWAY_TIMEOUT = "504 page"
    FORBIDDEN_PAGE = "403 page"
    LOST_PAGE = "404 page"
    PROXY_PAGE = "200 page"
    """A page of some proxy instead of JSON."""
    FOUND = "302"
    """A redirect to another host, as of a network whose terms must be accepted first."""
    SERVICE_FAILURE = "500 ServiceFailure"
    ERROR_INSIDE = "200 with an error inside"
    REFUSE_PASSWORD = "invalid_grant"
    """The account is refused even with the right password."""
    # something is forgotten or changed first, then the answer is the server's usual one
    TICKET_ENDED = "401"
    """The ticket has ended early."""
    TICKET_FORGOTTEN = "403/28055"
    """The ticket is unknown."""
    TICKET_FOREIGN = "500/28032"
    """The ticket belongs to another pool."""
    APPLICATION_GONE = "404 ApplicationNotFound"
    """The application is forgotten."""
    APPLICATION_EXPIRED = "410 InactiveApplicationExpired"
    """The application has been idle for too long."""
    OUTDATED = "412"
    """The room is changed by another client just before the update."""
    # damaged answers; everything is done
    WRONG_CHARSET = "unknown charset"
    """Named in the header; the text is UTF-8."""
    NOT_UTF8 = "broken UTF-8"
    TRUNCATED = "truncated JSON"
    HUGE = "huge body"
    """Megabytes of spaces before the answer."""
    ENDLESS = "endless body"
    """Sent byte by byte until the client disconnects, or until `Faults.release`."""


FITS = {
    Fault.TOO_MANY_ROOMS: Action.CREATE,
    Fault.TOO_MANY_APPLICATIONS: Action.OPEN,
    Fault.MAY_NOT: Action.OPEN | Action.ROOMS,
    Fault.REFUSE_PASSWORD: Action.TOKEN,
    Fault.TICKET_ENDED: Action.SIGNED,
    Fault.TICKET_FORGOTTEN: Action.SIGNED,
    Fault.TICKET_FOREIGN: Action.SIGNED,
    Fault.APPLICATION_GONE: Action.INSIDE,
    Fault.APPLICATION_EXPIRED: Action.INSIDE,
    Fault.OUTDATED: Action.UPDATE,
}
"""The actions that a fault makes sense for; all actions for the others."""
ABOUT_TICKETS = frozenset({Fault.TICKET_ENDED, Fault.TICKET_FORGOTTEN, Fault.TICKET_FOREIGN})
"""Only requests with a ticket meet these."""
FINAL = frozenset({Fault.REFUSE_PASSWORD, Fault.TOO_MANY_ROOMS, Fault.TOO_MANY_APPLICATIONS, Fault.MAY_NOT})
"""A client is right to give up after these."""
PASSING = frozenset(Fault) - FINAL
"""A client is right to try again after these."""
