"""The invitation and all other letters: the reason, the event as it is now, the other events of the reader's day."""

from datetime import datetime

from domain.attendee import Partstat
from domain.conference import Pending
from domain.event import Event
from domain.letters import Letter, Occasion, OtherEvent
from domain.person import Person
from handlers.callbacks import CalendarCallback
from handlers.views import View, attendees, event_keyboard, moment
from handlers.views.card import card
from handlers.views.changes import label, without_the_link, worded
from handlers.views.event_text import body, fitted, is_organized_by, lines, paragraphs, title
from handlers.views.keyboards import button, keyboard
from handlers.views.markup import bold, esc, labelled, shortened
from locales import gettext as _

OTHERS_LIMIT = 8
SUMMARY_LIMIT = 50


def letter(letter: Letter, event: Event, now: datetime) -> View:
    """The head is that of the letter; the rest and the buttons show `event`, which may be newer.

    The other events of the day are left out once the time was moved: the letter about that has the new ones.
    """
    if letter.occasion is Occasion.UNINVITED:
        return _uninvited(letter)
    me = event.attendee(letter.reader.id)
    if me is None or me.deleted_at is not None:
        return card(event, letter.reader, now)
    event_text = body(event, letter.reader, now)

    def compose(names: int, description: int) -> str:
        return paragraphs(
            _head(letter, event), event_text(names, description), _other_events(letter, event), _other_calendars(letter)
        )

    return View(fitted(compose), event_keyboard.below_letter(event, me))


def _uninvited(letter: Letter) -> View:
    """Shows the event as the reader knew it, without later changes."""
    text = paragraphs(
        _uninvited_by(letter.event),
        lines(title(letter.event), moment.tagged(letter.event.when, letter.reader)),
        esc(_("If you added the event to another calendar, delete it there yourself.")),
    )
    return View(text, keyboard([button(_("Open calendar"), CalendarCallback())]))


def _uninvited_by(event: Event) -> str:
    who = attendees.name(event.organizer)
    return _("You're no longer on the list of attendees. It was changed by the organizer, {name}.").format(name=who)


def _head(letter: Letter, event: Event) -> str:
    match letter.occasion:
        case Occasion.INVITED:
            return _("{name} invites you to an event").format(name=attendees.name(letter.event.organizer))
        case Occasion.CHANGED:
            return _changed(letter, event)
        case Occasion.NO_CONFERENCE if event.link is None:  # a retry may have succeeded since
            return esc(_not_made(letter.event))
        case Occasion.NEW_LINK if event.link == letter.event.link:  # it may have been replaced again, or removed
            return _relinked(letter)
    return ""  # the text of a cancelled event says so


def _not_made(event: Event) -> str:
    if isinstance(event.conference, Pending) and event.conference.lost:
        return _(
            "The Skype conference is no longer on the server, and a new one couldn't be created. The event is still on."
        )
    return _("The Skype conference couldn't be created. The event is still on.")


def _relinked(letter: Letter) -> str:
    why = _("The conference was no longer on the Skype server, so a new one was created. The old link no longer works.")
    note = (
        _("Everyone who accepted or said maybe will be told too.")
        if is_organized_by(letter.event, letter.reader)
        else ""
    )
    return lines(bold(_("The conference has a new link")), esc(f"{why} {note}".strip()))


def _changed(letter: Letter, event: Event) -> str:
    names = dict(letter.names)
    changes = without_the_link(letter.changes)
    rows = [labelled(label(c.field), esc(worded(c, names, letter.reader))) for c in changes if c.old != c.new]
    return lines(bold(_("The event has changed")), *rows, _new_link(letter), _answer_again(letter, event))


def _new_link(letter: Letter) -> str:
    """If the conference that the reader knew was replaced by another."""
    is_another = any(c.field == "conference" and c.old == c.new for c in letter.changes)
    return esc(_("The conference has a new link")) if is_another else ""


def _answer_again(letter: Letter, event: Event) -> str:
    me = event.attendee(letter.reader.id)
    moved = next((c for c in letter.changes if c.field == "when"), None)
    if moved is None or event.is_cancelled or me is None or me.partstat is not Partstat.NEEDS_ACTION:
        return ""
    if moved.old == moved.new:
        return esc(_("The time was moved and moved back. Please respond again."))
    return esc(_("The time has changed. Please respond again."))


def _other_events(letter: Letter, event: Event) -> str:
    if event.is_cancelled or event.when != letter.event.when:
        return ""
    heading = _("Also that day")
    if letter.others:
        shown = [_other(other, letter.reader) for other in letter.others[:OTHERS_LIMIT]]
        rest = len(letter.others) - OTHERS_LIMIT
        return lines(bold(heading), *shown, _("and {count} more").format(count=rest) if rest > 0 else "")
    return labelled(heading, _("nothing")) if letter.occasion is Occasion.INVITED else ""


def _other_calendars(letter: Letter) -> str:
    """A calendar that imported a file does not learn of the cancellation by itself."""
    if letter.occasion is not Occasion.CANCELLED:
        return ""
    return esc(
        _("If you added the event to another calendar, open the new file there too, or delete the event yourself.")
    )


def _other(other: OtherEvent, reader: Person) -> str:
    line = f"{moment.hours(other.when, reader)} {esc(shortened(other.summary, SUMMARY_LIMIT))}"
    return " — ".join([line, bold(_("overlaps"))]) if other.clashes else line
