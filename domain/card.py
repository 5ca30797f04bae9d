"""A message that is edited in place for as long as what it shows exists. Nothing else edits it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Self


@dataclass(frozen=True)
class OfEvent:
    """Shows something about an event."""

    event_id: int


@dataclass(frozen=True)
class ShowsEvent(OfEvent):
    """Shows the event as its reader may see it."""


@dataclass(frozen=True)
class ShowsNewer(OfEvent):
    """Says that a newer card of the event is further down; not redrawn until a button on it is pressed."""


@dataclass(frozen=True)
class AsksToCancel(OfEvent):
    """Asks whether to cancel the event; `comment` is what has been typed for the attendees so far."""

    comment: str = ""


@dataclass(frozen=True)
class OfForm:
    """Shows a form, or temporarily replaces it. `event_id` is the event that it edits, None for a new one."""

    form_id: int
    event_id: int | None


@dataclass(frozen=True)
class ShowsForm(OfForm):
    """Shows the form, or the question about its open field."""


@dataclass(frozen=True)
class ShowsMonth(OfForm):
    """Shows the days of a month to pick from."""

    month: date  # any day of it


@dataclass(frozen=True)
class ShowsHours(OfForm):
    """Shows the hours of a day to pick from."""

    day: date


@dataclass(frozen=True)
class ShowsLengths(OfForm):
    """Shows lengths of the event to pick from."""


@dataclass(frozen=True)
class ShowsInvitees(OfForm):
    """Shows a page of the invitees, counted from 0."""

    page: int


@dataclass(frozen=True)
class AsksToSend(OfForm):
    """Asks whether to send the form although no one is invited."""


@dataclass(frozen=True)
class ShowsDiscarded:
    """Says that the form was discarded; the form itself is deleted."""

    event_id: None = None


Shows = OfEvent | OfForm | ShowsDiscarded


@dataclass(frozen=True)
class Card:
    """`reader` is None when everyone in the chat reads the card: then it is the same for all.

    The message is identified by `chat_id` and `message_id` (None until it has been sent), or by `inline_message_id`
    alone if a person posted it in inline mode (Bot API, editMessageText).

    `letter` is the key of the letter that the card was sent as, whose head stays above the event.
    """

    id: int
    reader: int | None  # person id
    chat_id: int | None
    shows: Shows
    message_id: int | None = None
    letter: str | None = None
    inline_message_id: str | None = None

    @property
    def event_id(self) -> int | None:
        """The event that is shown, or that the form shown edits."""
        return self.shows.event_id

    @property
    def is_plain(self) -> bool:
        """Whether it shows the event and is not a letter."""
        return isinstance(self.shows, ShowsEvent) and self.letter is None

    def leads_to(self, form: OfForm) -> bool:
        """Whether a button on it opens this: the form of the event that it is of, or what takes its form's place."""
        if isinstance(form, ShowsForm):
            return self.event_id == form.event_id
        return isinstance(self.shows, OfForm) and self.shows.form_id == form.form_id

    def showing(self, shows: Shows) -> Self:
        return replace(self, shows=shows)
