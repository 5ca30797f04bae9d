"""The line about the conference, and why there is none."""

from domain.conference import Conference, Trouble, Wanted
from domain.event import Event
from handlers.views.keyboards import copies
from handlers.views.markup import anchor, code, esc, labelled
from handlers.views.trouble import reason
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


def _written_out(link: str) -> str:
    return "" if copies(link) or len(link) > CODE_LIMIT else f"\n{code(link)}"


def _promise(trouble: Trouble | None, is_organizer: bool) -> str:
    if not is_organizer:
        return _("the link will appear here")
    if trouble is None:
        return _("the conference is being made, its link will appear here")
    return _("no conference yet. {reason}").format(reason=reason(trouble))
