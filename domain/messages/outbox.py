"""What is owed to the world outside. Ids are ours, except those of chats and messages, which are Telegram's."""

from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True, kw_only=True)
class DrawCard:
    """The card as of the newest state: sent, or edited once it has a message."""

    kind: Literal["card"] = "card"
    card: int


@dataclass(frozen=True, kw_only=True)
class SendLetter:
    """The letter of this key, as the card that it lives on in."""

    kind: Literal["letter"] = "letter"
    letter: str
    card: int


@dataclass(frozen=True, kw_only=True)
class SendLetterFile:
    """The .ics of that letter, as a reply to it."""

    kind: Literal["letter.ics"] = "letter.ics"
    letter: str
    card: int


@dataclass(frozen=True, kw_only=True)
class SendEventFile:
    """The newest .ics of an event, for a person who asked for it in that chat."""

    kind: Literal["event.ics"] = "event.ics"
    event: int
    reader: int
    chat: int


@dataclass(frozen=True, kw_only=True)
class Say:
    """HTML with its keyboard (Bot API, reply_markup as JSON): a new message, or another content of `message`."""

    kind: Literal["say"] = "say"
    chat: int
    text: str
    markup: dict[str, Any] | None = None
    message: int | None = None


@dataclass(frozen=True, kw_only=True)
class ClearMessage:
    """A message of the person that has served leaves the chat; one that cannot be deleted stays."""

    kind: Literal["clear"] = "clear"
    chat: int
    message: int | None


@dataclass(frozen=True, kw_only=True)
class ClearSecret:
    """A message that may hold a password leaves the chat, or its writer is told to delete it."""

    kind: Literal["clear.secret"] = "clear.secret"
    chat: int
    message: int | None
    person: int


@dataclass(frozen=True, kw_only=True)
class CreateConference:
    """`attempt` counts those that nobody asked for; 0 is the one that the organizer waits for."""

    kind: Literal["conference.create"] = "conference.create"
    event: int
    attempt: int = 0


@dataclass(frozen=True, kw_only=True)
class UpdateConference:
    """The room follows the event. `tried`, here and below: how often it was tried and put off."""

    kind: Literal["conference.update"] = "conference.update"
    event: int
    tried: int = 0


@dataclass(frozen=True, kw_only=True)
class CheckConference:
    """Whether the room that the event has is still on the server."""

    kind: Literal["conference.check"] = "conference.check"
    event: int
    tried: int = 0


@dataclass(frozen=True, kw_only=True)
class DeleteConference:
    """The room of this id on the account of this person (None: the bot's); the event has forgotten it."""

    kind: Literal["conference.delete"] = "conference.delete"
    event: int
    conference: str
    account: int | None
    tried: int = 0


@dataclass(frozen=True, kw_only=True)
class ClearConference:
    """Any room that the event may have on that account although it wants none there."""

    kind: Literal["conference.clear"] = "conference.clear"
    event: int
    account: int | None
    tried: int = 0


@dataclass(frozen=True, kw_only=True)
class TryPassword:
    """A password that was typed, `sealed`, is tried on the server under the name `user`."""

    kind: Literal["password.try"] = "password.try"
    person: int
    user: str
    sealed: str


@dataclass(frozen=True, kw_only=True)
class ForgetAccount:
    """The client of this person's account signs out."""

    kind: Literal["account.forget"] = "account.forget"
    person: int


RoomWork = UpdateConference | CheckConference | DeleteConference | ClearConference
"""Work on rooms for which no person waits: it is put off rather than tried again at once."""

OutboxMessage = (
    DrawCard
    | SendLetter
    | SendLetterFile
    | SendEventFile
    | Say
    | ClearMessage
    | ClearSecret
    | CreateConference
    | RoomWork
    | TryPassword
    | ForgetAccount
)


@dataclass(frozen=True)
class Unreadable:
    """A row that is none of these, such as a later version may have left; `error` repeats nothing of its body."""

    kind: str
    error: str
    body: dict[str, Any] = field(repr=False)
