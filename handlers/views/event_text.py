"""The text of an event, for cards and letters."""

from collections.abc import Callable
from datetime import datetime

from domain.details import Role
from domain.event import Event
from domain.person import Person
from handlers.views import View, attendees, conference, moment
from handlers.views.markup import MESSAGE_LIMIT, bold, esc, folded, labelled, length, shortened, struck
from locales import gettext as _

COMMENT_LIMIT = 1000  # UTF-16 units of the longest comment that can be typed

# Limits of attendees and of the description, tried in turn until the message fits.
_SIZES = ((30, 3000), (30, 1500), (20, 800), (10, 400), (3, 100))


def fitted(compose: Callable[[int, int], str]) -> str:
    """The longest `compose(names, description)` that fits into a message."""
    texts = (compose(names, description) for names, description in _SIZES)
    return next(text for text in texts if length(text) <= MESSAGE_LIMIT)


def paragraphs(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def field(label: str, value: str) -> str:
    """ "Label: value" as HTML, "" without a value."""
    return labelled(label, esc(value)) if value else ""


def title(event: Event) -> str:
    return struck(event.summary) if event.is_cancelled else bold(event.summary)


def body(event: Event, reader: Person, now: datetime) -> Callable[[int, int], str]:
    """What the reader may see of the event as HTML, as a function of limits for `fitted`."""

    def compose(names: int, description: int) -> str:
        return paragraphs(
            _state(event, now),
            lines(title(event), moment.tagged(event.when, reader)),
            lines(labelled(_("Organizer"), attendees.name(event.organizer)), attendees.listed(event, names)),
            field(_("Place"), event.place),
            folded(shortened(event.read_description, description)) if event.read_description else "",
            conference.line(event, is_organized_by(event, reader)),
            attendees.unreached(event) if is_organized_by(event, reader) and not event.is_cancelled else "",
        )

    return compose


def uninvited() -> View:
    """For people who are not invited, or no longer: it says nothing about the event."""
    return View(esc(_("You're no longer an attendee of this event.")))


def is_organized_by(event: Event, reader: Person) -> bool:
    me = event.attendee(reader.id)
    return me is not None and me.role is Role.CHAIR


def _state(event: Event, now: datetime) -> str:
    if event.is_cancelled:
        comment = field(_("Note from the organizer"), shortened(event.comment, COMMENT_LIMIT))
        return lines(bold(_("This event is cancelled")), comment)
    return esc(_("This event is over.")) if event.is_over(now) else ""
