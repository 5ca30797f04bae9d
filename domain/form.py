"""The form in which an event is made or edited. Nothing takes effect before it is sent."""

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import Protocol, Self

from domain.details import Details, linked, relinked, without_link
from domain.errors import Refusal, Why
from domain.when import When


class Field(StrEnum):
    """The fields that a form has buttons for; the values are the names of fields of Details."""

    SUMMARY = "summary"
    WHEN = "when"
    INVITEES = "invitees"
    CONFERENCE = "conference"
    PLACE = "place"
    DESCRIPTION = "description"


@dataclass(frozen=True)
class Unclear:
    """A text that was typed for `field` and reads as an event of its own. A button says which of the two it is."""

    field: Field
    text: str


@dataclass(frozen=True)
class Form:
    """`owner` is the id of the person who fills it in. A form that edits has `event_id`, and `base`: the details that
    it began with, for a three-way merge.

    `asking` is the open field, which the next text fills. `readings` are times to choose from by a button: several
    readings of what was typed, or one in the past (`past_meant` once it has been confirmed). `unclear` is a text about
    which a button is to be pressed, too. `link` is the join link of the event, `left_link` that of a conference removed
    before the form was opened.
    """

    id: int
    owner: int
    details: Details
    event_id: int | None = None
    base: Details | None = None
    link: str | None = None
    left_link: str | None = None
    conference_offered: bool = False
    asking: Field | None = None
    readings: tuple[When, ...] = ()
    past_meant: bool = False
    unclear: Unclear | None = None

    @property
    def is_new(self) -> bool:
        return self.event_id is None

    @property
    def chooses(self) -> bool:
        """Whether a button is to be pressed about something that was typed."""
        return bool(self.readings or self.unclear)

    @property
    def link_left_behind(self) -> str | None:
        """The link that is still in the description although the conference was removed."""
        return None if self.details.conference else linked(self.details.description, self.link or self.left_link)

    def owned_by(self, person_id: int) -> Self:
        """The form if this person owns it; else raises FORM_GONE, so that strangers do not learn that it exists."""
        if self.owner != person_id:
            raise Refusal(Why.FORM_GONE)
        return self

    def ask(self, field: Field | None) -> Self:
        """With `field` open: the next text fills it. None closes the open field."""
        return replace(self, asking=field, readings=(), unclear=None)

    def quiet(self) -> Self:
        """Without waiting for a text. What is asked by buttons stays: it holds what has been typed already."""
        return replace(self, asking=None)

    def unsure(self, text: str) -> Self:
        """Asking whether `text` is the value of the open field or an event of its own."""
        return self if self.asking is None else replace(self, readings=(), unclear=Unclear(self.asking, text))

    def filled(self, **values: object) -> Self:
        """With these fields of Details set, and no field open."""
        return replace(self, details=replace(self.details, **values), asking=None, readings=(), unclear=None)  # type: ignore[arg-type]

    def choosing(self, readings: tuple[When, ...]) -> Self:
        return replace(self, asking=Field.WHEN, readings=readings, unclear=None)

    def scheduled(self, when: When, past_meant: bool) -> Self:
        return replace(self.filled(when=when), past_meant=past_meant)

    def linked(self, link: str) -> Self:
        """After the event got its link while the form was open: with the link in both `base` and `details`."""
        if self.base is None:
            return self
        old = self.link or self.left_link
        base, mine = (replace(d, description=relinked(d.description, old, link)) for d in (self.base, self.details))
        return replace(self, link=link, left_link=None, base=base, details=mine)

    def unlinked(self, link: str) -> Self:
        """After the server lost the room of this link while the form was open: another link will replace it."""
        return replace(self, link=None, left_link=link) if self.link == link else self

    def without_link(self) -> Self:
        """With the leftover link removed from the description."""
        if (link := self.link_left_behind) is None:
            return self
        return self.filled(description=without_link(self.details.description, link))


class Forms(Protocol):
    """Forms that are being filled in."""

    async def get(self, form_id: int) -> Form:
        """Raises Refusal(FORM_GONE)."""
        ...

    async def add(self, form: Form) -> Form: ...
    async def save(self, form: Form) -> None: ...
    async def remove(self, form: Form) -> None: ...
    async def of_event(self, event_id: int) -> tuple[Form, ...]: ...
    async def asking(self, owner: int, within: timedelta) -> tuple[Form, ...]:
        """The person's forms with an open field that were touched within this time, the latest first."""
        ...
