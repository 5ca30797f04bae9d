"""The fields of an event that its organizer sets; comparing and merging versions of them."""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from domain.when import When

SUMMARY_LIMIT = 200
PLACE_LIMIT = 200
DESCRIPTION_LIMIT = 2000
ATTENDEES_LIMIT = 300


class Role(StrEnum):
    """RFC 5545 3.2.16."""

    CHAIR = "CHAIR"
    REQUIRED = "REQ-PARTICIPANT"
    OPTIONAL = "OPT-PARTICIPANT"


@dataclass(frozen=True)
class Invitee:
    """A person to invite: `person_id` is Person.id, `role` REQUIRED or OPTIONAL."""

    person_id: int
    role: Role = Role.REQUIRED


@dataclass(frozen=True)
class Details:
    """`when` is None only in an unfinished form; `conference` says whether the event should have one."""

    summary: str = ""
    when: When | None = None
    invitees: tuple[Invitee, ...] = ()
    conference: bool = False
    place: str = ""
    description: str = ""


@dataclass(frozen=True)
class Change:
    """One field that differs: `field` is its name in Details, `old` and `new` are its values there.

    `old` and `new` are equal for a time that was moved and moved back, and for a conference that was replaced.
    """

    field: str
    old: Any
    new: Any


def changes(old: Details, new: Details) -> tuple[Change, ...]:
    """The fields that differ, in the order of Details. The order of invitees is ignored."""
    found = (Change(f.name, getattr(old, f.name), getattr(new, f.name)) for f in fields(Details))
    return tuple(c for c in found if _shape(c.old) != _shape(c.new))


def merged(base: Details, mine: Details, theirs: Details) -> Details:
    """A three-way merge: `theirs` with the changes from `base` to `mine` applied, invitees person by person."""
    values = {f.name: getattr(theirs, f.name) for f in fields(Details)}
    values |= {c.field: c.new for c in changes(base, mine)}
    values["invitees"] = _merged_invitees(base.invitees, mine.invitees, theirs.invitees)
    return Details(**values)


def without_link(description: str, link: str) -> str:
    """The description without the link; lines that held nothing else are removed."""
    lines = (line.replace(link, "").rstrip() if link in line else line for line in description.split("\n"))
    had = (link in line for line in description.split("\n"))
    return "\n".join(line for line, was in zip(lines, had, strict=True) if line or not was).strip()


def without_repeats(description: str, link: str) -> str:
    """The description without lines that are nothing but the link, or a label and the link. Sentences stay whole."""
    return "\n".join(line for line in description.split("\n") if not _repeats(line, link)).strip()


def with_link(description: str, link: str) -> str:
    """The description with the link, added as the last line unless it contains it already."""
    return description if link in description else f"{description}\n{link}".strip()


def relinked(description: str, old: str | None, new: str) -> str:
    """The description with `old` replaced by `new`; without `old` in it, with `new` added as by `with_link`."""
    return with_link(description.replace(old, new) if old else description, new)


def linked(description: str, link: str | None) -> str | None:
    """The link if the description contains it."""
    return link if link and link in description else None


def _repeats(line: str, link: str) -> bool:
    said, found, rest = line.strip().partition(link)
    return bool(found) and not rest and (not said or said.rstrip().endswith(":"))


def _shape(value: Any) -> Any:
    return frozenset(value) if isinstance(value, tuple) else value


def _merged_invitees(
    base: tuple[Invitee, ...], mine: tuple[Invitee, ...], theirs: tuple[Invitee, ...]
) -> tuple[Invitee, ...]:
    dropped = {i.person_id for i in base} - {i.person_id for i in mine}
    touched = {i.person_id: i for i in mine if i not in base}
    kept = {i.person_id: i for i in theirs if i.person_id not in dropped}
    return tuple((kept | touched).values())
