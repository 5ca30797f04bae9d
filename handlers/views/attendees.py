"""The attendees of an event: names with answers, counts, and those whom letters do not reach."""

from collections import Counter
from collections.abc import Sequence

from domain.address import Reach
from domain.attendee import LETTER_GIVEN_UP, Attendee, Partstat
from domain.details import Role
from domain.event import Event
from domain.person import Person
from handlers.views.markup import bold, esc, isolated, labelled, shortened
from locales import gettext as _
from locales import ngettext

NAME_LIMIT = 40
UNREACHED_LIMIT = 10
NO_BREAK = "\u00a0"  # keeps a mark and its count on the same line

MARKS = {
    Partstat.ACCEPTED: "✅",
    Partstat.TENTATIVE: "❔",
    Partstat.DECLINED: "❌",
    Partstat.NEEDS_ACTION: "⏳",
}


def name(person: Person) -> str:
    """The name as HTML, cut to NAME_LIMIT."""
    return named(person.name)


def named(name: str) -> str:
    return isolated(esc(shortened(name, NAME_LIMIT)))


def invited(person: Person, role: Role) -> str:
    """The name as HTML, marked if optional."""
    optional = _("optional")
    return f"{name(person)} ({optional})" if role is Role.OPTIONAL else name(person)


def listed(event: Event, limit: int) -> str:
    """As HTML: the heading with counts, then at most `limit` names."""
    people = event.attendees
    if not people:
        return labelled(_("Attendees"), _("nobody yet"))
    lines = [labelled(_("Attendees"), _counts(people)), *map(_line, people[:limit])]
    return "\n".join(lines + _rest(len(people) - limit))


def unreached(event: Event) -> str:
    """As HTML, for the organizer: whom letters do not reach, why, and what to do; "" if they reach everyone."""
    people = [a.person for a in event.attendees if not a.person.is_reachable or a.told == LETTER_GIVEN_UP]
    if not people:
        return ""
    lines = [bold(_("Didn't get the invitation")), *(f"{name(p)} — {_why(p.reach)}" for p in people[:UNREACHED_LIMIT])]
    lines += _rest(len(people) - UNREACHED_LIMIT)
    if any(p.reach is not Reach.GONE for p in people):
        lines.append(esc(_("The invitation arrives as soon as they press “Start”. Use “Share” to send them a link.")))
    return "\n".join(lines)


def _line(attendee: Attendee) -> str:
    return f"{MARKS[attendee.partstat]} {invited(attendee.person, attendee.role)}"


def _rest(count: int) -> list[str]:
    return [_("and {count} more").format(count=count)] if count > 0 else []


def _counts(people: Sequence[Attendee]) -> str:
    counts = Counter(a.partstat for a in people)
    counts_by_answer = [
        MARKS[partstat] + NO_BREAK + _counted(partstat, counts[partstat]) for partstat in MARKS if counts[partstat]
    ]
    total = ngettext("{count} person", "{count} people", len(people)).format(count=len(people))
    return " · ".join([total, *counts_by_answer])


def _counted(partstat: Partstat, count: int) -> str:
    words = {
        Partstat.ACCEPTED: ngettext("{count} accepted", "{count} accepted", count),
        Partstat.TENTATIVE: ngettext("{count} maybe", "{count} maybe", count),
        Partstat.DECLINED: ngettext("{count} declined", "{count} declined", count),
        Partstat.NEEDS_ACTION: ngettext("{count} pending", "{count} pending", count),
    }
    return words[partstat].format(count=count)


def _why(reach: Reach) -> str:
    reasons = {
        Reach.STARTED: _("couldn't be delivered"),
        Reach.NEW: _("hasn't opened the bot yet"),
        Reach.BLOCKED: _("has blocked the bot"),
        Reach.GONE: _("deleted their Telegram account"),
    }
    return reasons[reach]
