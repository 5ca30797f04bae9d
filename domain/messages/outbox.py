"""Messages of the outbox. Ids are ours, except those of chats and messages, which are Telegram's."""

from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True, kw_only=True)
class DrawCard:
    """Shows the newest state of the card: sends it, or edits its message once it has one."""

    kind: Literal["card"] = "card"
    card: int


@dataclass(frozen=True, kw_only=True)
class SendLetter:
    """Sends the letter of this key as a card, which is kept current from then on."""

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
    """Sends the newest .ics of an event to the chat in which a person asked for it."""

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
    """Deletes a message of the person after use; one that cannot be deleted stays."""

    kind: Literal["clear"] = "clear"
    chat: int
    message: int | None


@dataclass(frozen=True, kw_only=True)
class ClearSecret:
    """Deletes a message that may hold a password, or asks its writer to."""

    kind: Literal["clear.secret"] = "clear.secret"
    chat: int
    message: int | None
    person: int


@dataclass(frozen=True, kw_only=True)
class CreateConference:
    """`attempt` counts automatic retries; the organizer waits for number 0."""

    kind: Literal["conference.create"] = "conference.create"
    event: int
    attempt: int = 0


@dataclass(frozen=True, kw_only=True)
class UpdateConference:
    """Updates the room from the event. `tried`, here and below: how often the work was put off."""

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
    """Deletes the room of this id, no longer the event's, on the account of this person (None: the bot's)."""

    kind: Literal["conference.delete"] = "conference.delete"
    event: int
    conference: str
    account: int | None
    tried: int = 0


@dataclass(frozen=True, kw_only=True)
class ClearConference:
    """Deletes any room that the event may have on that account but should not have there."""

    kind: Literal["conference.clear"] = "conference.clear"
    event: int
    account: int | None
    tried: int = 0


@dataclass(frozen=True, kw_only=True)
class TryPassword:
    """Tries a typed password, `sealed`, on the server under the name `user`."""

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
"""Work on rooms for which no person waits: after a failure it is put off, not retried at once."""

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
    """A row of no known kind, such as a later version may have left; `error` quotes nothing of its body."""

    kind: str
    error: str
    body: dict[str, Any] = field(repr=False)
