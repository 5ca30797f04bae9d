"""The line about the conference of an event: its link, that it is being made, or what is wrong."""

from domain.conference import Conference, Pending
from domain.event import Event
from handlers.views import dial_in
from handlers.views.conference_trouble import reason
from handlers.views.keyboards import copies
from handlers.views.markup import anchor, code, esc, labelled
from locales import gettext as _

CODE_LIMIT = 500  # longer links are hidden behind a text


def line(event: Event, is_organizer: bool) -> str:
    """As HTML, with the dial-in numbers below it; "" for an event without a conference."""
    match event.conference:
        case Conference(join_url=link) as room:
            joining = labelled(_("Skype for Business"), anchor(_("join the conference"), link)) + _written_out(link)
            return "\n".join(filter(None, (joining, dial_in.line(room))))
        case Pending() as wanted:
            promise = _to_the_organizer(wanted) if is_organizer else _to_attendees(wanted)
            return labelled(_("Skype for Business"), esc(promise))
    return ""


def address(link: str) -> str:
    """The link as HTML: copied by a tap if it is too long for a copy button, behind a text above CODE_LIMIT."""
    if len(link) > CODE_LIMIT:
        return anchor(_("join the conference"), link)
    return esc(link) if copies(link) else code(link)


def _written_out(link: str) -> str:
    return "" if copies(link) or len(link) > CODE_LIMIT else f"\n{code(link)}"


def _to_attendees(wanted: Pending) -> str:
    return _("a new link will appear here") if wanted.lost else _("the link will appear here")


def _to_the_organizer(wanted: Pending) -> str:
    if wanted.trouble is not None:
        sentence = (
            _("the link is delayed. {reason} The bot will keep trying.")
            if wanted.again
            else _("no conference yet. {reason} Once that's fixed, press “Try again”.")
        )
        return sentence.format(reason=reason(wanted.trouble, is_own=wanted.account is not None))
    if wanted.lost:
        return _(
            "the conference is no longer on the Skype server; a new one is being created, its link will appear here"
        )
    return _("the conference is being created, its link will appear here")
