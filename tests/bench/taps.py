"""What a person of the benchmark sees and presses, and when the press was served."""

import asyncio
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

Json = dict[str, Any]
DATE = 1_790_000_000  # of every message; nobody looks at it


def person_as_user(person: int) -> Json:
    """The Bot API `User` object of a person, who reads Russian."""
    return {
        "id": person,
        "is_bot": False,
        "first_name": f"Person {person}",
        "username": f"p{person}",
        "language_code": "ru",
    }


def private_chat(person: int) -> Json:
    """The Bot API `Chat` object of the person's private chat, which has the id of the person."""
    return {"id": person, "type": "private", "first_name": f"Person {person}", "username": f"p{person}"}


@dataclass(frozen=True)
class Card:
    """A message with buttons as the chat shows it now; `markup` is an `InlineKeyboardMarkup` object."""

    message_id: int
    text: str
    markup: Json

    def data_behind(self, label: str) -> str | None:
        """The callback data of the button whose words contain the label: the chosen one may carry a mark beside it."""
        buttons = (button for row in self.markup["inline_keyboard"] for button in row)
        return next((b["callback_data"] for b in buttons if label in b["text"] and "callback_data" in b), None)


@dataclass
class Tap:
    """One press. Times are seconds of `perf_counter`; it is over when the query is answered and the card edited."""

    person: int
    update: Json
    pressed: float = field(default_factory=perf_counter)
    handed: float = 0.0
    first_call: float = 0.0
    answered: bool = False
    edited: bool = False
    over: asyncio.Event = field(default_factory=asyncio.Event)

    def seen(self, *, answered: bool = False, edited: bool = False) -> None:
        """Note a call of the bot that belongs to this tap."""
        self.first_call = self.first_call or perf_counter()
        self.answered |= answered
        self.edited |= edited
        if self.answered and self.edited:
            self.over.set()

    @property
    def wait(self) -> float:
        """Milliseconds from the moment the bot was handed the tap to its first call."""
        return (self.first_call - self.handed) * 1000

    @property
    def wait_of_person(self) -> float:
        """Milliseconds from the press itself: adds the time the tap lay on the server because the bot did not ask."""
        return (self.first_call - self.pressed) * 1000


def callback_update(update_id: int, card: Card, person: int, data: str) -> Json:
    """The Bot API `Update` of a press on a button of the card; the query has the id of the update."""
    message = {
        "message_id": card.message_id,
        "date": DATE,
        "chat": private_chat(person),
        "text": card.text,
        "reply_markup": card.markup,
    }
    query = {
        "id": str(update_id),
        "from": person_as_user(person),
        "message": message,
        "chat_instance": str(person),
        "data": data,
    }
    return {"update_id": update_id, "callback_query": query}
