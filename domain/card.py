"""A message that is edited in place as long as what it shows lives. Nothing else draws on it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Self


@dataclass(frozen=True)
class OfEvent:
    """What shows an event."""

    event_id: int


@dataclass(frozen=True)
class ShowsEvent(OfEvent):
    """The event as its reader may see it."""


@dataclass(frozen=True)
class ShowsNewer(OfEvent):
    """Points to newer cards of the event further down, and changes no more until something is pressed on it."""


@dataclass(frozen=True)
class AsksToCancel(OfEvent):
    """Whether the event is really to be cancelled, with the comment to the attendees typed so far."""

    comment: str = ""


@dataclass(frozen=True)
class OfForm:
    """What shows a form, or takes its place on the message for a while. `event_id` is the event that the form edits."""

    form_id: int
    event_id: int | None


@dataclass(frozen=True)
class ShowsForm(OfForm):
    """The form, or the question about its field that is open."""


@dataclass(frozen=True)
class ShowsMonth(OfForm):
    """The days of a month, one of which can be picked."""

    month: date  # any day of it


@dataclass(frozen=True)
class ShowsHours(OfForm):
    """The hours of a day, one of which can be picked."""

    day: date


@dataclass(frozen=True)
class ShowsLengths(OfForm):
    """How long the event may take."""


@dataclass(frozen=True)
class ShowsInvitees(OfForm):
    """A page of those who are invited, counted from 0."""

    page: int


@dataclass(frozen=True)
class AsksToSend(OfForm):
    """Whether the form is to be sent although nobody is invited."""


@dataclass(frozen=True)
class ShowsDiscarded:
    """That the form was discarded: nothing is left of it."""

    event_id: None = None


Shows = OfEvent | OfForm | ShowsDiscarded


@dataclass(frozen=True)
class Card:
    """`reader` is None when everybody in the chat reads it: then it is the same for all.

    The message is named by `chat_id` and `message_id`, None until Telegram has given one; or, when a person posted it
    in inline mode, by `inline_message_id` alone, since Telegram tells no more (Bot API, editMessageText).

    `letter` is the key of the letter as which the card came: its head stays above the event, whatever is shown between.
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
        """The event that is shown, or edited in the form that is shown."""
        return self.shows.event_id

    @property
    def is_plain(self) -> bool:
        """Shows the event and nothing else."""
        return isinstance(self.shows, ShowsEvent) and self.letter is None

    def leads_to(self, form: OfForm) -> bool:
        """Whether a button on it opens this: the form of the event that it is of, or what takes its form's place."""
        if isinstance(form, ShowsForm):
            return self.event_id == form.event_id
        return isinstance(self.shows, OfForm) and self.shows.form_id == form.form_id

    def showing(self, shows: Shows) -> Self:
        return replace(self, shows=shows)
