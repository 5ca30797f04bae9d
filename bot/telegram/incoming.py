"""Reads the raw object of an update, which works for updates that aiogram cannot parse, too."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

KINDS = ["message", "callback_query", "inline_query", "my_chat_member"]
"""The kinds of updates that are handled (Bot API, Update)."""


@dataclass(frozen=True)
class Actor:
    """The user who sent or pressed (Bot API, User); `language` is an IETF tag, None when Telegram does not tell."""

    id: int
    name: str
    username: str | None
    language: str | None


@dataclass(frozen=True)
class Incoming:
    """`kind` is one of KINDS, "" for any other update. `actor` is None for bots, channels and anonymous admins.

    `chat_id` is the chat of the update, else the private chat with its sender; None without either. `message_id` is the
    message that was sent or pressed. `text` is the text or caption of a message, "" when it has none; None for other
    kinds. `album` is what the messages of one album have in common. `query_id` is the id by which a press or an inline
    query is answered.
    """

    kind: str
    actor: Actor | None = None
    chat_id: int | None = None
    is_private: bool = False
    message_id: int | None = None
    text: str | None = None
    album: str | None = None
    query_id: str | None = None
    is_member: bool = False

    @property
    def reply_chat_id(self) -> int | None:
        """The chat for the answer. A press is answered in the private chat, since the answer is about one person."""
        if self.kind == "message":
            return self.chat_id
        return self.actor.id if self.actor else None

    @property
    def origin(self) -> int | None:
        """The message sent or pressed, if in the chat of the answer; None for a press outside the private chat."""
        return self.message_id if self.kind == "message" or self.is_private else None

    @property
    def opens_chat(self) -> bool:
        """Whether it allows the bot to write to the actor: a message or press in private, or unblocking the bot."""
        if self.kind == "my_chat_member":
            return self.is_private and self.is_member
        return self.is_private and self.message_id is not None

    @property
    def is_start(self) -> bool:
        return (self.text or "").startswith("/start")


def read(raw: Mapping[str, Any]) -> Incoming:
    """Never raises: fields that are missing or of a wrong type are left out."""
    kind = next((name for name in KINDS if isinstance(raw.get(name), dict)), "")
    if not kind:
        return Incoming("")
    about = raw[kind]
    message = about if kind == "message" else _object(about, "message")
    chat = _object(about if kind == "my_chat_member" else message, "chat")
    return Incoming(
        kind,
        actor=_actor(_object(about, "from")),
        chat_id=_id(chat, "id") or _id(_object(about, "from"), "id"),
        is_private=chat.get("type") == "private",
        message_id=_id(message, "message_id"),
        text=_text(message) if kind == "message" else None,
        album=_word(message, "media_group_id"),
        query_id=about.get("id") if kind in {"callback_query", "inline_query"} else None,
        is_member=_object(about, "new_chat_member").get("status") == "member",
    )


def lane_of(raw: Mapping[str, Any]) -> str:
    """The lane of any update, even of an unknown kind: its chat, else its sender."""
    for about in raw.values():
        if isinstance(about, dict):
            where = _object(about, "message") or about
            id = _id(_object(where, "chat"), "id") or _id(_object(about, "from"), "id")
            if id is not None:
                return f"tg:{id}"
    return "tg:?"


def _actor(user: Mapping[str, Any]) -> Actor | None:
    id = _id(user, "id")
    if id is None or user.get("is_bot"):
        return None
    names = (user.get("first_name"), user.get("last_name"))
    return Actor(id, " ".join(str(name) for name in names if name), user.get("username"), _word(user, "language_code"))


def _text(message: Mapping[str, Any]) -> str:
    found = message.get("text") or message.get("caption")
    return found if isinstance(found, str) else ""


def _word(about: Mapping[str, Any], name: str) -> str | None:
    found = about.get(name)
    return found if isinstance(found, str) else None


def _object(about: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = about.get(name)
    return found if isinstance(found, dict) else {}


def _id(about: Mapping[str, Any], name: str) -> int | None:
    found = about.get(name)
    return found if isinstance(found, int) and not isinstance(found, bool) else None
