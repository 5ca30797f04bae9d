"""The changes of an event, field by field, old → new."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from domain.details import Change, Invitee, Role
from domain.form import Field
from domain.person import Person
from handlers.views import moment
from handlers.views.attendees import NAME_LIMIT
from handlers.views.markup import isolated, shortened
from locales import gettext as _
from locales import ngettext

VALUE_LIMIT = 120  # UTF-16 units, of the old and the new value each
NAMES_LIMIT = 5

_LINK = re.compile(r"https?://\S+")


def label(field: str) -> str:
    """The name on screen of a field of Details."""
    labels = {
        "summary": _("Title"),
        "when": _("Time"),
        "invitees": _("Attendees"),
        "conference": _("Skype for Business"),
        "place": _("Place"),
        "description": _("Description"),
    }
    return labels[field]


def worded(change: Change, names: Mapping[int, str], reader: Person) -> str:
    """The old and the new value as plain text. `names` is by person id; people without one are only counted."""
    if change.field == Field.INVITEES:
        return _people(change.old, change.new, names)
    if change.field == Field.CONFERENCE:
        return _("conference added") if change.new else _("conference removed")
    return f"{_value(change.old, reader)} → {_value(change.new, reader)}"


def without_the_link(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """If the conference changed, without description lines that hold only a link, since the bot wrote those."""
    if all(c.field != "conference" for c in changes):
        return changes
    trimmed = (
        replace(c, old=_unlinked(c.old), new=_unlinked(c.new)) if c.field == "description" else c for c in changes
    )
    return tuple(c for c in trimmed if c.field != "description" or c.old != c.new)


def _unlinked(description: str) -> str:
    return "\n".join(line for line in description.split("\n") if not _LINK.fullmatch(line))


def _value(value: Any, reader: Person) -> str:
    if isinstance(value, str):
        return shortened(" ".join(value.split()), VALUE_LIMIT) or _("not set")
    return moment.span(value, reader)


def _people(old: tuple[Invitee, ...], new: tuple[Invitee, ...], names: Mapping[int, str]) -> str:
    before, after = ({i.person_id: i.role for i in side} for side in (old, new))
    stayed = [p for p in after if p in before and after[p] is not before[p]]
    parts = (
        (_("added: {names}"), [p for p in after if p not in before]),
        (_("removed: {names}"), [p for p in before if p not in after]),
        (_("now required: {names}"), [p for p in stayed if after[p] is Role.REQUIRED]),
        (_("now optional: {names}"), [p for p in stayed if after[p] is Role.OPTIONAL]),
    )
    return "; ".join(text.format(names=_names(ids, names)) for text, ids in parts if ids)


def _names(ids: Iterable[int], names: Mapping[int, str]) -> str:
    ids = list(ids)
    shown = [isolated(shortened(names[i], NAME_LIMIT)) for i in ids if i in names][:NAMES_LIMIT]
    rest = len(ids) - len(shown)
    if not shown:
        return ngettext("{count} person", "{count} people", rest).format(count=rest)
    return ", ".join(shown) + (" " + _("and {count} more").format(count=rest) if rest else "")
