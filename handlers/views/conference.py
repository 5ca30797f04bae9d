"""The line about the conference, and why there is none."""

from domain.conference import Conference, Trouble, Wanted
from domain.event import Event
from handlers.views.keyboards import copies
from handlers.views.markup import anchor, code, esc, labelled
from locales import gettext as _

CODE_LIMIT = 500  # a longer link is not written out; the words that carry it can still be pressed


def line(event: Event, is_organizer: bool) -> str:
    """As HTML; "" for an event without a conference."""
    match event.conference:
        case Conference(join_url=link):
            return labelled(_("Skype for Business"), anchor(_("join the conference"), link)) + _written_out(link)
        case Wanted(trouble=trouble):
            return labelled(_("Skype for Business"), esc(_promise(trouble, is_organizer)))
    return ""


def address(link: str) -> str:
    """The link itself as HTML: for a tap that copies where no button can, as words when it is endless."""
    if len(link) > CODE_LIMIT:
        return anchor(_("join the conference"), link)
    return esc(link) if copies(link) else code(link)


def reason(trouble: Trouble) -> str:
    """For the organizer, as plain text: what went wrong and what to do."""
    reasons = {
        Trouble.UNREACHABLE: _("The Skype server does not answer. Try again in a few minutes."),
        Trouble.PASSWORD_REFUSED: _(
            "The Skype server refused the bot's password. Tell your administrator; you can try again in 15 minutes."
        ),
        Trouble.NOT_ALLOWED: _(
            "The bot's Skype account may not make conferences. Tell your administrator, then try again."
        ),
        Trouble.NONSENSE: _(
            "The Skype server gave an answer that the bot cannot read. Try again, or tell your administrator."
        ),
        Trouble.LIMIT: _("The Skype server allows no more conferences at the moment. Try again later."),
        Trouble.GONE: _("The conference is no longer on the Skype server. Try again to get a new one."),
        Trouble.MISCONFIGURED: _(
            "The bot is not set up for this Skype server. Tell your administrator, then try again."
        ),
    }
    return reasons[trouble]


def _written_out(link: str) -> str:
    return "" if copies(link) or len(link) > CODE_LIMIT else f"\n{code(link)}"


def _promise(trouble: Trouble | None, is_organizer: bool) -> str:
    if not is_organizer:
        return _("the link will appear here")
    if trouble is None:
        return _("the conference is being made, its link will appear here")
    return _("no conference yet. {reason}").format(reason=reason(trouble))
