"""The card of an event: for its organizer, for attendees, for others, superseded, cancelling, and deleted."""

from datetime import datetime

from domain.event import UNDO_FOR, Event
from domain.person import Person
from handlers.views import View, event_keyboard, moment
from handlers.views.event_text import COMMENT_LIMIT, body, field, fitted, lines, paragraphs, title, uninvited
from handlers.views.markup import bold, esc, shortened
from locales import gettext as _


def card(event: Event, reader: Person, now: datetime) -> View:
    """The event as the reader may see it; people who are not invited see nothing of it."""
    me = event.attendee(reader.id)
    if me is None:
        return uninvited()
    if me.deleted_at is not None:
        return _deleted(event, me.deleted_at, reader, now)
    return View(fitted(body(event, reader, now)), event_keyboard.below_card(event, me))


def superseded(event: Event) -> View:
    """An old card that is no longer kept current. It shows only the title, which rarely changes, and that the event
    is cancelled, which is for good.
    """
    if event.is_cancelled:
        return View(" — ".join([title(event), esc(_("cancelled, see below"))]))
    text = lines(bold(event.summary), esc(_("There's a newer card for this event further down.")))
    return View(text, event_keyboard.superseded(event))


def cancelling(event: Event, reader: Person, comment: str) -> View:
    """«Отменить событие?», with the comment for the attendees, if one was typed."""
    text = paragraphs(
        bold(_("Cancel the event?")),
        lines(title(event), moment.tagged(event.when, reader)),
        field(_("Note to the attendees"), shortened(comment, COMMENT_LIMIT)),
        esc(_consequences(event, comment)),
    )
    return View(text, event_keyboard.cancelling(event))


def _consequences(event: Event, comment: str) -> str:
    if not event.attendees:
        return _("Nobody's been invited yet, so nothing will be sent.")
    if comment:
        return _("The attendees will be notified, with your note. Type another one to replace it.")
    return _("The attendees will be notified. To add a note for them, send it as a message first.")


def _deleted(event: Event, at: datetime, reader: Person, now: datetime) -> View:
    until = at + UNDO_FOR
    gone = lines(title(event), esc(_("Deleted from your calendar.")))
    if now > until:
        return View(gone)
    when = f"{moment.day(until, reader)}, {moment.time(until, reader)}"
    offer = _("You can restore it until {when}.").format(when=when)
    return View(f"{gone} {esc(offer)}", event_keyboard.deleted(event))
