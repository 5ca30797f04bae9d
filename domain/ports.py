"""Ports of the use cases, implemented on SQL by `storage`. Moments are aware."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from domain.account import ConferenceAccounts, PasswordRefusalsByName
from domain.announcement import Announcements
from domain.attendee import Partstat
from domain.card import Card
from domain.event import Event
from domain.form import Forms
from domain.letters import Letter, OtherEvent
from domain.messages.inbox import Due
from domain.outbox import Outgoing
from domain.person import People, Person
from domain.when import When


@dataclass(frozen=True)
class Awaiting:
    """What the next text of a person answers: `what` names the question, `subject` is the id of its form or card."""

    what: str
    subject: int


@dataclass(frozen=True)
class Planned:
    """An event in a person's calendar, with their role and answer."""

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
        """As `get`, for a use case that saves the event: no other can save it before this unit of work ends."""
        ...

    async def add(self, event: Event) -> Event:
        """With its new id."""
        ...

    async def save(self, event: Event) -> None:
        """Writes only what has changed in the event and its people since this unit of work read or saved it.

        Raises RuntimeError for an event that was read, but not with `get_for_update`.
        """
        ...

    async def save_attendee(self, event: Event, person_id: int) -> None:
        """Writes what has changed of this attendee's partstat, told and deleted_at. Raises as `save` does."""
        ...

    async def upcoming(self, person_id: int, since: datetime, limit: int, offset: int) -> tuple[Planned, ...]:
        """The events of the person's calendar that end after `since`, without deleted ones, soonest first."""
        ...

    async def organized_by(self, person_id: int, since: datetime) -> tuple[tuple[int, str], ...]:
        """Id and summary of events that the person organizes, not cancelled, ending after `since`, soonest first."""
        ...

    async def never_told(self, person_id: int, since: datetime) -> tuple[Event, ...]:
        """Events, not cancelled, that end after `since` and that the person attends but was never told about."""
        ...

    async def reset_told(self, person_id: int, since: datetime) -> tuple[int, ...]:
        """Event.reset_told in all events that the person attends and that end after `since`. Returns their ids."""
        ...

    async def others(self, event: Event, readers: Iterable[Person]) -> dict[int, tuple[OtherEvent, ...]]:
        """By person id: the other events, not cancelled, on the day of `event` in the reader's zone."""
        ...


class Cards(Protocol):
    async def get(self, card_id: int) -> Card: ...
    async def add(self, *cards: Card) -> tuple[Card, ...]: ...
    async def save(self, card: Card) -> None:
        """Writes what the card shows; delivery records its message."""
        ...

    async def of_event(self, event_id: int) -> tuple[Card, ...]:
        """The cards to keep current: neither those that show a form, nor superseded ones."""
        ...

    async def of_organizers(self, event_ids: Iterable[int]) -> tuple[Card, ...]:
        """Those that `of_event` would find, and that the organizers of the events have."""
        ...

    async def of_form(self, form_id: int) -> tuple[Card, ...]: ...
    async def at(self, chat_id: int, message_id: int) -> Card | None: ...


class Letters(Protocol):
    async def add(self, *letters: Letter) -> None:
        """Stores each with a snapshot of its event; does nothing for one that is stored already."""
        ...

    async def get(self, key: str) -> Letter: ...
    async def told(self, event_id: int) -> dict[int, Event]:
        """By person id: the event as of the newest letter delivered to them; without people removed since."""
        ...

    async def possibly_reached(self, event_id: int) -> set[int]:
        """Ids of the people who have a letter about the event, or may: it is being sent, or an attempt ended unclearly.

        Not those who have been told since that they were taken off the list, or surely will be. A letter that tells so
        and gave way, since they were taken in again, has told nothing.
        """
        ...

    async def is_current(self, letter: Letter) -> bool:
        """Letter.is_current for the event and the reader as stored now."""
        ...


class Invitations(Protocol):
    """Hashes of invitation tokens; adding one again extends its life."""

    async def add(self, token_hash: str, event_id: int, expires_at: datetime) -> None: ...
    async def event_of(self, token_hash: str, now: datetime) -> int | None:
        """The id of the event, None for an unknown or expired token."""
        ...

    async def drop(self, event_id: int) -> None:
        """Revokes all invitation links of the event."""
        ...


class Conversations(Protocol):
    async def get(self, person_id: int) -> Awaiting | None:
        """None if nothing is awaited, or no longer."""
        ...

    async def set(self, person_id: int, awaiting: Awaiting, ttl: timedelta) -> None: ...
    async def clear(self, person_id: int) -> None: ...


class Outbox(Protocol):
    async def post(self, *outgoing: Outgoing) -> None: ...
    async def known(self, *keys: str) -> set[str]:
        """Those of these keys under which a row is waiting, or was delivered."""
        ...


class Timers(Protocol):
    async def set(self, key: str, due_at: datetime, due: Due, lane: str | None = None) -> None:
        """Replaces the timer with this key, if any. `lane` is the inbox lane of `due`; None: its own."""
        ...

    async def clear(self, key: str) -> bool:
        """Returns whether there was one."""
        ...


class UnitOfWork(Protocol):
    """All work for one update, timer or result. Its opener commits it; use cases never do."""

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
    def refused_passwords(self) -> PasswordRefusalsByName: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def timers(self) -> Timers: ...
