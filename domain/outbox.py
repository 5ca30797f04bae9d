"""Rows of the outbox, posted in the same unit of work as the change that causes them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from domain.address import Address
from domain.card import Card
from domain.conference import Conference
from domain.event import Event
from domain.letters import Letter, Occasion
from domain.messages.outbox import (
    CheckConference,
    ClearConference,
    ClearMessage,
    ClearSecret,
    CreateConference,
    DeleteConference,
    DrawCard,
    OutboxMessage,
    Say,
    SendEventFile,
    SendLetter,
    SendLetterFile,
    Unreadable,
    UpdateConference,
)

ANSWERS = (ClearMessage, ClearSecret, DrawCard, Say, SendEventFile)
WITH_FILE = {Occasion.INVITED, Occasion.CHANGED, Occasion.CANCELLED, Occasion.NEW_LINK}


@dataclass(frozen=True)
class Outgoing:
    """The messages of a `lane` are sent one at a time, in the order posted.

    A `key` is never posted twice. `due_at` is aware; None means now. `loaded` saves the sender from reading back what
    is in memory already; it is not stored.
    """

    lane: str
    message: OutboxMessage | Unreadable
    key: str | None = None
    due_at: datetime | None = None
    loaded: Any = field(default=None, compare=False, repr=False)

    @property
    def is_answer(self) -> bool:
        """It answers what a person did just now, or shows the newest state: it may overtake what waits in its lane."""
        return isinstance(self.message, ANSWERS)

    @property
    def redraws(self) -> int | None:
        """The id of the card that it redraws, if any. One redraw does for several, as it shows the latest state."""
        return self.message.card if isinstance(self.message, DrawCard) else None


def chat_lane(chat_id: int) -> str:
    return f"tg:{chat_id}"


def _lane_of(card: Card) -> str:
    return f"tg:inline:{card.inline_message_id}" if card.chat_id is None else chat_lane(card.chat_id)


def clear_secret(chat_id: int, message_id: int | None, person_id: int, key: str | None = None) -> Outgoing:
    """In its own lane, so that it does not wait behind other messages to the chat."""
    message = ClearSecret(chat=chat_id, message=message_id, person=person_id)
    return Outgoing(f"{chat_lane(chat_id)}:secret", message, key=key)


def card(card: Card, event: Event | None = None) -> Outgoing:
    """`event` is the latest state, if it is in memory."""
    loaded = (card, event) if event is not None else None
    return Outgoing(_lane_of(card), DrawCard(card=card.id), loaded=loaded)


def letter(letter: Letter, address: Address, card: Card) -> tuple[Outgoing, ...]:
    """The letter as a card and, if its occasion is in WITH_FILE, the .ics file as a reply to it."""
    lane, loaded = address.lane, (card, letter)
    text = Outgoing(lane, SendLetter(letter=letter.key, card=card.id), letter_key(letter, lane), loaded=loaded)
    file = Outgoing(lane, SendLetterFile(letter=letter.key, card=card.id), f"ics:{letter.key}:{lane}", loaded=loaded)
    return (text, file) if letter.occasion in WITH_FILE else (text,)


def letter_key(letter: Letter, lane: str) -> str:
    """The key by which a letter is posted only once in the lane of each address."""
    return f"letter:{letter.key}:{lane}"


def event_ics(chat_id: int, event_id: int, reader: int) -> Outgoing:
    return Outgoing(chat_lane(chat_id), SendEventFile(event=event_id, reader=reader, chat=chat_id))


def room_lane(event_id: int) -> str:
    """The lane of all work on the room of an event, and of its results."""
    return f"conference:{event_id}"


def conference_create(event_id: int, revision: int, attempt: int = 0) -> Outgoing:
    message = CreateConference(event=event_id, attempt=attempt)
    return Outgoing(room_lane(event_id), message, key=f"conference.create:{event_id}:{revision}")


def conference_update(event_id: int) -> Outgoing:
    return Outgoing(room_lane(event_id), UpdateConference(event=event_id))


def conference_check(event_id: int) -> Outgoing:
    return Outgoing(room_lane(event_id), CheckConference(event=event_id))


def conference_delete(event_id: int, conference: Conference) -> Outgoing:
    """Without a key, since an event may get the same room again, and have it deleted again."""
    message = DeleteConference(event=event_id, conference=conference.id, account=conference.account)
    return Outgoing(room_lane(event_id), message)


def conference_clear(event_id: int, account: int | None) -> Outgoing:
    return Outgoing(room_lane(event_id), ClearConference(event=event_id, account=account))
