"""What is owed to somebody outside: a row in the outbox, posted in the unit of work of the change behind it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from domain.card import Card
from domain.conference import Conference
from domain.event import Event
from domain.letters import Letter, Occasion

WITH_FILE = {Occasion.INVITED, Occasion.CHANGED, Occasion.CANCELLED, Occasion.NEW_LINK}


@dataclass(frozen=True)
class Owed:
    """`lane` is the unit of order: what is owed in one lane goes out one after the other, in the order posted.

    `kind` names the sender, `body` is JSON. `key`, where there is one, is never owed twice. `due_at` None means now.
    `fresh` is what the sender would have to read back; it goes along in memory and is lost in a crash.
    """

    lane: str
    kind: str
    body: dict[str, Any]
    key: str | None = None
    due_at: datetime | None = None
    fresh: Any = field(default=None, compare=False, repr=False)


def chat_lane(chat_id: int) -> str:
    return f"tg:{chat_id}"


def clear_secret(chat_id: int, message_id: int | None, person_id: int, key: str | None = None) -> Owed:
    """A message that may hold a password leaves the chat, past whatever waits there; or its writer is told to do it."""
    body = {"chat": chat_id, "message": message_id, "person": person_id}
    return Owed(f"{chat_lane(chat_id)}:secret", "clear.secret", body, key=key)


def card(card: Card, event: Event | None = None) -> Owed:
    """The card drawn from the newest state: sent, or edited once it has a message."""
    fresh = (card, event) if event is not None else None
    return Owed(chat_lane(card.chat_id), "card", {"card": card.id}, fresh=fresh)


def letter(letter: Letter, card: Card) -> tuple[Owed, ...]:
    """The letter as a card and, where the reader's calendar has to follow, its .ics as a file below it."""
    body = {"letter": letter.key, "card": card.id}
    lane, fresh = chat_lane(card.chat_id), (card, letter)
    text = Owed(lane, "letter", body, key=f"letter:{letter.key}", fresh=fresh)
    file = Owed(lane, "letter.ics", body, key=f"ics:{letter.key}", fresh=fresh)
    return (text, file) if letter.occasion in WITH_FILE else (text,)


def event_ics(chat_id: int, event_id: int, reader: int) -> Owed:
    """The newest .ics of an event, asked for by a button."""
    return Owed(chat_lane(chat_id), "event.ics", {"event": event_id, "reader": reader, "chat": chat_id})


def room_lane(event_id: int) -> str:
    """What is done about the room of an event, and what comes of it, goes one after the other."""
    return f"skype:{event_id}"


def conference_create(event_id: int, revision: int, attempt: int = 0) -> Owed:
    """`attempt` counts those that nobody asked for."""
    body = {"event": event_id} | ({"attempt": attempt} if attempt else {})
    return Owed(room_lane(event_id), "conference.create", body, key=f"conference.create:{event_id}:{revision}")


def conference_update(event_id: int) -> Owed:
    return Owed(room_lane(event_id), "conference.update", {"event": event_id})


def conference_check(event_id: int) -> Owed:
    """Whether the room that the event has is still on the server."""
    return Owed(room_lane(event_id), "conference.check", {"event": event_id})


def conference_delete(event_id: int, conference: Conference) -> Owed:
    """The room to delete is named in the row, since the event has forgotten it.

    Without a key: an event that wants a room again may get the same one, and later have it deleted once more.
    """
    body = {"event": event_id, "conference": conference.id, "account": conference.account}
    return Owed(room_lane(event_id), "conference.delete", body)


def conference_clear(event_id: int, account: int | None) -> Owed:
    """Whatever room the event may have on that account although it wants none there: nobody has heard of one."""
    return Owed(room_lane(event_id), "conference.clear", {"event": event_id, "account": account})
