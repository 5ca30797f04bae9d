"""Messages of the outbox. Ids are ours, except those of chats and messages, which are Telegram's."""

from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True, kw_only=True)
class DrawCard:
    """Draws the card from the latest state: sends it, or edits its message once it has one."""

    kind: Literal["card"] = "card"
    card: int


@dataclass(frozen=True, kw_only=True)
class SendLetter:
    """Sends the letter with this key as a card, which is kept current from then on."""

    kind: Literal["letter"] = "letter"
    letter: str
    card: int


@dataclass(frozen=True, kw_only=True)
class SendLetterFile:
    """Sends the .ics of that letter, as a reply to it."""

    kind: Literal["letter.ics"] = "letter.ics"
    letter: str
    card: int


@dataclass(frozen=True, kw_only=True)
class SendEventFile:
    """Sends the current .ics of an event to the chat in which a person asked for it."""

    kind: Literal["event.ics"] = "event.ics"
    event: int
    reader: int
    chat: int


@dataclass(frozen=True, kw_only=True)
class Say:
    """Sends HTML with a keyboard (Bot API, reply_markup as JSON) as a new message, or edits `message`."""

    kind: Literal["say"] = "say"
    chat: int
    text: str
    markup: dict[str, Any] | None = None
    message: int | None = None


@dataclass(frozen=True, kw_only=True)
class ClearMessage:
    """Deletes a message that the person typed; if that fails, the message stays."""

    kind: Literal["clear"] = "clear"
    chat: int
    message: int | None


@dataclass(frozen=True, kw_only=True)
class ClearSecret:
    """Deletes a message that may hold a password; if that fails, the person is asked to delete it."""

    kind: Literal["clear.secret"] = "clear.secret"
    chat: int
    message: int | None
    person: int


@dataclass(frozen=True, kw_only=True)
class CreateConference:
    """Makes the room of the event. `attempt` counts automatic retries; the organizer waits for number 0."""

    kind: Literal["conference.create"] = "conference.create"
    event: int
    attempt: int = 0


@dataclass(frozen=True, kw_only=True)
class UpdateConference:
    """Updates the room to match the event. `tried`, here and below: how often the work was put off."""

    kind: Literal["conference.update"] = "conference.update"
    event: int
    tried: int = 0


@dataclass(frozen=True, kw_only=True)
class CheckConference:
    """Checks that the room of the event is still on the server."""

    kind: Literal["conference.check"] = "conference.check"
    event: int
    tried: int = 0


@dataclass(frozen=True, kw_only=True)
class DeleteConference:
    """Deletes a former room of the event, by its id, on the account of this person (None: the bot's)."""

    kind: Literal["conference.delete"] = "conference.delete"
    event: int
    conference: str
    account: int | None
    tried: int = 0


@dataclass(frozen=True, kw_only=True)
class ClearConference:
    """Deletes any room left over from attempts to make one for the event on that account."""

    kind: Literal["conference.clear"] = "conference.clear"
    event: int
    account: int | None
    tried: int = 0


@dataclass(frozen=True, kw_only=True)
class TryPassword:
    """Tries a typed password (`sealed` is it, encrypted) by signing in to the server as `user`."""

    kind: Literal["password.try"] = "password.try"
    person: int
    user: str
    sealed: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class ForgetAccount:
    """Signs the client of this person's account out."""

    kind: Literal["account.forget"] = "account.forget"
    person: int


RoomWork = UpdateConference | CheckConference | DeleteConference | ClearConference
"""Work on rooms that no one waits for: after a failure it is put off instead of blocking its lane."""

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
    """A row that cannot be read, such as one of a later version. `error` quotes nothing of its body."""

    kind: str
    error: str
    body: dict[str, Any] = field(repr=False)
