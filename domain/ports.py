"""What the use cases need from outside, each as narrow as they need it. storage implements these on SQL."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from domain.account import ConferenceAccounts, RefusalsByName
from domain.announcement import Announcements
from domain.attendee import Partstat
from domain.card import Card
from domain.event import Event
from domain.form import Forms
from domain.letters import Letter, Other
from domain.messages.inbox import Due
from domain.outbox import Outgoing
from domain.person import People, Person
from domain.when import When


@dataclass(frozen=True)
class Awaiting:
    """What the next text of a person is taken for: `what` names it, `subject` is the id of its form or card."""

    what: str
    subject: int


@dataclass(frozen=True)
class Planned:
    """An event in the calendar of its organizer or of an attendee, with their own role and answer."""

    event_id: int
    summary: str
    when: When
    is_organizer: bool
    partstat: Partstat
    has_conference: bool
    is_cancelled: bool


class Events(Protocol):
    async def get(self, event_id: int) -> Event:
        """Raises Refusal(EVENT_GONE)."""
        ...

    async def get_for_update(self, event_id: int) -> Event:
        """As `get`, for a use case that saves the event: until its end no other one saves it."""
        ...

    async def add(self, event: Event) -> Event:
        """With its new id."""
        ...

    async def save(self, event: Event) -> None:
        """What has changed in the event and its people since this unit of work read or saved it, and nothing else.

        Raises RuntimeError for an event that it has read, but not for update.
        """
        ...

    async def save_attendee(self, event: Event, person_id: int) -> None:
        """What has changed of this one's answer, told and deleted_at; raises as `save` does."""
        ...

    async def ahead(self, person_id: int, since: datetime, limit: int, offset: int) -> tuple[Planned, ...]:
        """The person's own events that end after `since`, deleted ones left out, the soonest first."""
        ...

    async def run_by(self, person_id: int, since: datetime) -> tuple[tuple[int, str], ...]:
        """Id and summary of the standing events that the person organizes, that end after `since`, soonest first."""
        ...

    async def untold(self, person_id: int, since: datetime) -> tuple[Event, ...]:
        """Standing events that end after `since` and of which the person was never told (organizers not counted)."""
        ...

    async def attended_by(self, person_id: int, since: datetime) -> tuple[Event, ...]:
        """Events that end after `since` and that the person attends."""
        ...

    async def others(self, event: Event, readers: Iterable[Person]) -> dict[int, tuple[Other, ...]]:
        """For each reader (by person id) the other standing events of the day of `event`, in the reader's zone."""
        ...


class Cards(Protocol):
    async def get(self, card_id: int) -> Card: ...
    async def add(self, *cards: Card) -> tuple[Card, ...]: ...
    async def save(self, card: Card) -> None:
        """What it shows; its message is recorded by delivery."""
        ...

    async def of_event(self, event_id: int) -> tuple[Card, ...]:
        """All copies that are kept current: not those that show a form, nor those that are superseded."""
        ...

    async def of_form(self, form_id: int) -> tuple[Card, ...]: ...
    async def at(self, chat_id: int, message_id: int) -> Card | None: ...


class Letters(Protocol):
    async def add(self, *letters: Letter) -> None:
        """Each with the event as of its revision; a letter that is there already stays as it is."""
        ...

    async def get(self, key: str) -> Letter: ...
    async def told(self, event_id: int) -> dict[int, Event]:
        """By person id the event as of the newest letter that has reached them; not those taken off the list since."""
        ...

    async def may_have_reached(self, event_id: int) -> set[int]:
        """Ids of the people who have a letter about the event, or may: it is being sent, or an attempt ended unclearly.

        Not those who have been told since that they were taken off the list, or surely will be. A letter that tells so
        and gave way, since they were taken in again, has told nothing.
        """
        ...

    async def stands(self, letter: Letter) -> bool:
        """Whether it is still to be sent: Letter.stands, as things are now."""
        ...


class Invitations(Protocol):
    """A token that is added once more only lives longer."""

    async def add(self, token_hash: str, event_id: int, expires_at: datetime) -> None: ...
    async def event_of(self, token_hash: str, now: datetime) -> int | None:
        """The id of the event, None for an unknown or expired token."""
        ...

    async def drop(self, event_id: int) -> None:
        """The event's links open nothing any more."""
        ...


class Conversations(Protocol):
    async def get(self, person_id: int) -> Awaiting | None:
        """None, too, when it was asked for too long ago."""
        ...

    async def set(self, person_id: int, awaiting: Awaiting, lasts: timedelta) -> None: ...
    async def clear(self, person_id: int) -> None: ...


class Outbox(Protocol):
    async def post(self, *outgoing: Outgoing) -> None: ...
    async def known(self, *keys: str) -> set[str]:
        """Those of these keys under which something is still to be delivered, or was."""
        ...


class Timers(Protocol):
    async def set(self, key: str, due_at: datetime, due: Due, lane: str | None = None) -> None:
        """Set anew if there is one with this key. `lane` is where it is handled; None: in one of its own."""
        ...

    async def clear(self, key: str) -> bool:
        """Whether there was one still waiting."""
        ...


class UnitOfWork(Protocol):
    """Everything of one update, timer or result; whoever opened it commits it."""

    @property
    def people(self) -> People: ...
    @property
    def events(self) -> Events: ...
    @property
    def forms(self) -> Forms: ...
    @property
    def cards(self) -> Cards: ...
    @property
    def letters(self) -> Letters: ...
    @property
    def announcements(self) -> Announcements: ...
    @property
    def invitations(self) -> Invitations: ...
    @property
    def conversations(self) -> Conversations: ...
    @property
    def accounts(self) -> ConferenceAccounts: ...
    @property
    def refused_passwords(self) -> RefusalsByName: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def timers(self) -> Timers: ...
