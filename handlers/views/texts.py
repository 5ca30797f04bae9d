"""Short texts: replies to commands, toasts, labels."""

from datetime import datetime

from aiogram.types import InlineKeyboardMarkup

from domain.attendee import Partstat
from domain.details import Change
from domain.person import Person
from handlers.callbacks import CalendarCallback, NewEventCallback
from handlers.views import View, attendees, moment
from handlers.views.changes import label, worded
from handlers.views.commands import overview
from handlers.views.event_text import lines, paragraphs
from handlers.views.keyboards import button, keyboard
from handlers.views.markup import anchor, bold, code, esc
from locales import gettext as _
from locales import ngettext

NAMES_LIMIT = 20

# Messages


def welcome(reader: Person) -> View:
    """/start without an invitation."""
    text = paragraphs(
        _("Hello, {name}!").format(name=attendees.name(reader)),
        esc(
            _(
                "Planerka helps you plan events with your team: you fill in one form; everyone gets an invitation, "
                "responds with one tap and joins the Skype conference from it."
            )
        ),
        esc(overview()),
    )
    return View(text, _start_buttons())


def no_admins(telegram_id: int) -> View:
    """After the greeting of the first person, where nobody is named in the settings."""
    text = _(
        "You are the first one here, and anybody may plan events with this bot. "
        "If only people of your choice should, put these two lines into its settings:"
    )
    return View(lines(esc(text), code(f"PLANERKA_ACCESS=listed\nPLANERKA_ADMINS={telegram_id}")))


def help_(reader: Person, now: datetime) -> View:
    full, day = moment.example(reader, now), moment.tomorrow(reader, now)
    times = _("You can type times like {full}, {short} 10:00 1h or {iso} 10:00.")
    text = paragraphs(
        bold(_("How to plan an event")),
        esc(_("Press “New event” and fill in the form, or type everything in one message after /new:")),
        code(_("/new Shareholders' meeting {time} @smirnov skype").format(time=full)),
        esc(times.format(full=full, short=f"{day:%d.%m}", iso=day.date())),
        esc(_("Nothing is sent until you press “Send”. After that, you can edit or cancel the event on its card.")),
        esc(overview()),
    )
    return View(text, _start_buttons())


def in_private(bot_link: str) -> View:
    """Reply to a command in a group: a link to the private chat."""
    text = _("Let's do this in private: {link}").format(link=anchor(_("message me"), bot_link))
    return View(text)


def not_understood(reader: Person, now: datetime) -> View:
    """Reply to a message that is neither an answer nor an event."""
    text = _(
        "I can't see an event in this message. Press “New event”, or type one with its date and time, for example:"
    )
    example = _("Shareholders' meeting {time} @smirnov skype").format(time=moment.example(reader, now))
    return View(lines(esc(text), code(example)), _start_buttons())


def meanwhile(changes: tuple[Change, ...], reader: Person) -> str:
    """The event was changed while its form was open: the changes, and what to do. Plain text."""
    listed = "; ".join(f"{label(c.field)}: {worded(c, {}, reader)}" for c in changes)
    text = _(
        "The event has changed in the meantime: {changes}. Your form shows this now: check it and press “Send” again."
    )
    return text.format(changes=listed)


def discarded() -> str:
    """On the card of a new event after «Не сохранять»."""
    return _("Not saved. Nothing was sent.")


def failure() -> str:
    """Reply after an unexpected error."""
    return _("Something went wrong on our side, and nothing has changed. Please try again in a minute.")


def ics_link_label() -> str:
    """The label of the join link in the .ics."""
    return _("Skype for Business: join the conference")


# Adding people


def pick_people() -> str:
    return _("Press “Choose from contacts” below the message field and pick up to 10 people.")


def pick_button() -> str:
    """On the reply keyboard; opens Telegram's picker of people."""
    return _("Choose from contacts")


def pick_cancel() -> str:
    return _("Back to the form")


def added(count: int) -> str:
    return ngettext("{count} person added.", "{count} people added.", count).format(count=count)


def unknown_usernames(usernames: tuple[str, ...]) -> str:
    """Some usernames in a quick event are unknown; the form was made without them."""
    names = ", ".join(f"@{name}" for name in usernames[:NAMES_LIMIT])
    if (rest := len(usernames) - NAMES_LIMIT) > 0:
        names += " " + _("and {count} more").format(count=rest)
    text = _("I don't know {names} yet. Choose them with the button, or send them a link later with “Share”.")
    return text.format(names=names)


# Toasts: at most 200 characters (Bot API, answerCallbackQuery)


def answered(partstat: Partstat) -> str:
    toasts = {
        Partstat.ACCEPTED: _("Saved: you're coming."),
        Partstat.TENTATIVE: _("Saved: you might come."),
        Partstat.DECLINED: _("Saved: you're not coming."),
    }
    return toasts[partstat]


def sent(is_new: bool, attendees: int) -> str:
    if not attendees:
        return _("Saved.")
    return _("Sent: the attendees will get an invitation.") if is_new else _("Sent: the attendees will be notified.")


def unchanged() -> str:
    return _("Nothing has changed, so there's nothing to send.")


def cancelled() -> str:
    return _("The event is cancelled.")


def deleted() -> str:
    return _("Deleted from your calendar.")


def restored() -> str:
    return _("The event is back in your calendar.")


def trying_again() -> str:
    return _("Trying again. The link will appear here.")


def saved() -> str:
    """After a choice in /settings."""
    return _("Saved.")


def _start_buttons() -> InlineKeyboardMarkup:
    return keyboard([button(_("New event"), NewEventCallback()), button(_("Open calendar"), CalendarCallback())])
