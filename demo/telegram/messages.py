"""A message: its content, how a person sees it, and its JSON for bots."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .accounts import User
from .bots import Bot
from .buttons import Rows, rows_of
from .entities import Entity
from .files import Document, StoredFile

Keyboard = list[list[dict[str, Any]]]


@dataclass(frozen=True)
class Body:
    """The part that an edit replaces: text or caption, its entities, inline keyboard and preview options."""

    text: str = ""
    entities: tuple[Entity, ...] = ()
    keyboard: Keyboard | None = None
    preview: dict[str, Any] | None = None


EMPTY = Body()
SERVICE = frozenset(
    {"new_chat_members", "left_chat_member", "migrate_to_chat_id", "migrate_from_chat_id", "users_shared"}
)


@dataclass(eq=False)
class Message:
    """One message, as the server keeps it and as people see it. Chats hold messages; a message does not know its chat.

    `special` holds the fields of the Bot API that make it more than text (sticker, users_shared, …), `markup` a
    reply keyboard, its removal or a forced reply.
    """

    id: int
    sender: User
    date: datetime
    body: Body = EMPTY
    file: StoredFile | None = None
    reply_to: "Message | None" = None
    special: dict[str, Any] = field(default_factory=dict)
    markup: dict[str, Any] | None = None
    via: Bot | None = None
    inline_id: str | None = None
    edit_date: datetime | None = None
    edits: list[str] = field(default_factory=list)
    deleted: bool = False

    @property
    def text(self) -> str:
        """The text without markup; for a file its caption."""
        return self.body.text

    @property
    def entities(self) -> list[Entity]:
        """Bot API entities of the text, offsets in UTF-16 units."""
        return list(self.body.entities)

    @property
    def html(self) -> str:
        """The text with its entities as Telegram HTML."""
        from aiogram.types import MessageEntity
        from aiogram.utils.text_decorations import html_decoration

        return html_decoration.unparse(self.text, [MessageEntity(**entity) for entity in self.entities])

    @property
    def buttons(self) -> Rows:
        """Rows of the inline keyboard; empty when there is none."""
        return rows_of(self.body.keyboard or [])

    @property
    def reply_keyboard(self) -> Rows:
        """Rows of the reply keyboard that came with the message; empty when there is none."""
        return rows_of((self.markup or {}).get("keyboard", []))

    @property
    def document(self) -> Document | None:
        """The file in the message."""
        return Document(self.file.name, self.file.data, self.text) if self.file else None

    @property
    def from_bot(self) -> bool:
        """Whether a bot wrote it."""
        return self.sender.is_bot

    @property
    def is_service(self) -> bool:
        """Whether Telegram wrote it, so that it cannot be edited."""
        return not SERVICE.isdisjoint(self.special)

    @property
    def is_editable(self) -> bool:
        """Whether its bot may edit it: not when it came with a reply keyboard, its removal or a forced reply alone."""
        return not self.is_service and (self.markup is None or "inline_keyboard" in self.markup)

    def replace(self, body: Body, now: datetime) -> None:
        """Replace the body and remember the old text."""
        self.edits.append(self.text)
        self.body = body
        self.edit_date = now

    def as_json(self, chat: dict[str, Any], with_reply: bool = True) -> dict[str, Any]:
        """core.telegram.org/bots/api#message; `chat` is the JSON of the chat that it is in."""
        seen: dict[str, Any] = {
            "message_id": self.id,
            "date": int(self.date.timestamp()),
            "chat": chat,
            "from": self.sender.as_json(),
            **self.special,
            **self._content(),
        }
        if self.edit_date:
            seen["edit_date"] = int(self.edit_date.timestamp())
        if self.body.keyboard:
            seen["reply_markup"] = {"inline_keyboard": self.body.keyboard}
        if self.via:
            seen["via_bot"] = self.via.as_json()
        if self.reply_to and with_reply and not self.reply_to.deleted:
            seen["reply_to_message"] = self.reply_to.as_json(chat, with_reply=False)
        return seen

    def origin_json(self, chat: dict[str, Any]) -> dict[str, Any]:
        """The message of a callback query: deleted ones are core.telegram.org/bots/api#inaccessiblemessage"""
        if self.deleted:
            return {"message_id": self.id, "date": 0, "chat": chat}
        return self.as_json(chat)

    def _content(self) -> dict[str, Any]:
        words, entities = ("caption", "caption_entities") if self.has_caption else ("text", "entities")
        seen: dict[str, Any] = {}
        if self.file and "photo" not in self.special:
            seen["document"] = self.file.as_document()
        if self.text:
            seen[words] = self.text
        if self.body.entities:
            seen[entities] = self.entities
        if self.body.preview and not self.has_caption:
            seen["link_preview_options"] = self.body.preview
        return seen

    @property
    def has_caption(self) -> bool:
        """Whether the text is the caption of a file."""
        return self.file is not None

    def __repr__(self) -> str:
        return f"<Message {self.id} {self.text[:60]!r}>"
