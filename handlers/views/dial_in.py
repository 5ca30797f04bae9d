"""Joining a conference by telephone. Texts of the server, such as regions, are not trusted."""

from domain.conference import PHONES_SHOWN, Conference, Phone
from handlers.views.markup import code, esc, isolated, labelled, shortened
from locales import gettext as _

NUMBER_LIMIT = 24
REGION_LIMIT = 40


def line(conference: Conference) -> str:
    """As HTML, with numbers that a tap copies; "" if the room cannot be dialled into."""
    if conference.dial_in_id is None:
        return ""
    id = _("conference ID {id}").format(id=code(shortened(conference.dial_in_id, NUMBER_LIMIT)))
    return labelled(label(), "; ".join(filter(None, (_numbers(conference.phones), id))))


def plain(conference: Conference) -> str:
    """The same as plain text, for calendar files."""
    if conference.dial_in_id is None:
        return ""
    numbers = [f"{p.number} ({p.region})" if p.region else p.number for p in conference.phones[:PHONES_SHOWN]]
    id = _("conference ID {id}").format(id=conference.dial_in_id)
    return "; ".join([f"{label()}: {', '.join(numbers)}", id] if numbers else [f"{label()}: {id}"])


def label() -> str:
    """The label of the numbers, on screen and in calendar files."""
    return _("By phone")


def _numbers(phones: tuple[Phone, ...]) -> str:
    shown = ", ".join(map(_number, phones[:PHONES_SHOWN]))
    rest = len(phones) - PHONES_SHOWN
    return f"{shown} {_('and {count} more').format(count=rest)}" if rest > 0 else shown


def _number(phone: Phone) -> str:
    number = code(shortened(phone.number, NUMBER_LIMIT))
    region = shortened(" ".join(phone.region.split()), REGION_LIMIT)
    return f"{number} ({isolated(esc(region))})" if region else number
