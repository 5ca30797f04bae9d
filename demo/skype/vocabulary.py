"""What requests to the simulated server are about, and what can go wrong with them."""

from enum import Flag, StrEnum, auto


class Action(Flag):
    """What a request is about."""

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
    """The vocabulary; the value is how the journal calls it."""

    # the connection
    CUT_BEFORE_COMMIT = "cut before commit"
    """Nothing is done, and the connection is cut."""
    CUT_AFTER_COMMIT = "cut after commit"
    """Everything is done, but the caller never hears of it."""
    HOLD = "held before commit"
    """The request waits until `Faults.release`."""
    HOLD_ANSWER = "held after commit"
    """Everything is done, but the answer waits until `Faults.release`."""
    # other answers; nothing is done unless planned as committed
    TOO_MANY_ROOMS = "409 TooManyOnlineMeetings"
    TOO_MANY_APPLICATIONS = "410 TooManyApplications"
    MAY_NOT = "403 Forbidden"
    """UCWA's own."""
    TOO_MANY_REQUESTS = "429 TooManyRequests"
    UNAVAILABLE = "503 page"
    BAD_GATEWAY = "502 page"
    GATEWAY_TIMEOUT = "504 page"
    FORBIDDEN_PAGE = "403 page"
    LOST_PAGE = "404 page"
    PROXY_PAGE = "200 page"
    """Some proxy's, in place of JSON."""
    FOUND = "302"
    """Away to another host, as networks do whose terms must be accepted first."""
    SERVICE_FAILURE = "500 ServiceFailure"
    ERROR_INSIDE = "200 with an error inside"
    REFUSE_PASSWORD = "invalid_grant"
    """The account is refused, whatever the password."""
    # what the server forgets, then answering as it does
    TICKET_ENDED = "401"
    """The ticket has ended early."""
    TICKET_FORGOTTEN = "403/28055"
    """The ticket is unknown."""
    TICKET_FOREIGN = "500/28032"
    """The ticket is another pool's."""
    APPLICATION_GONE = "404 ApplicationNotFound"
    """The application is forgotten."""
    APPLICATION_EXPIRED = "410 InactiveApplicationExpired"
    """The application has been idle for too long."""
    OUTDATED = "412"
    """Somebody else changes the room just before the update."""
    # spoilt answers; everything is done
    WRONG_CHARSET = "unknown charset"
    """Named in the header; the text is UTF-8."""
    NOT_UTF8 = "broken UTF-8"
    TRUNCATED = "truncated JSON"
    HUGE = "huge body"
    """Megabytes of spaces before the answer."""
    ENDLESS = "endless body"
    """Drips until the caller goes, or until `Faults.release`."""


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
"""Only requests that show a ticket meet these."""
FINAL = frozenset({Fault.REFUSE_PASSWORD, Fault.TOO_MANY_ROOMS, Fault.TOO_MANY_APPLICATIONS, Fault.MAY_NOT})
"""After these a client rightly gives up."""
PASSING = frozenset(Fault) - FINAL
"""After these a client rightly tries again."""
