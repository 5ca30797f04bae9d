"""Chats: what all of them share, and private chats."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Protocol

from .accounts import Account, User
from .bots import Bot, Standing
from .members import member_json
from .messages import EMPTY, Body, Message
from .refusals import forbidden


class NotPossible(AssertionError):
    """A person tried what no Telegram client would let them do."""


class ChatWorld(Protocol):
    """What a chat needs of the world around it."""

    message_ids: Iterator[int]

    def now(self) -> datetime:
        """The world's time."""

    def notify(self) -> None:
        """Wake the tasks that wait for a change."""

    def update(self, bot: Bot, body: dict[str, Any], lane: int = 0) -> None:
        """Queue an update for a bot."""


class Chat:
    """Messages in order, by id; the subclasses say who reads them."""

    kind = "private"
    title = ""

    def __init__(self, world: ChatWorld, chat_id: int) -> None:
        self.world = world
        self.id = chat_id
        self.history: dict[int, Message] = {}
        self.reply_keyboard: Message | None = None
        self.asking: Message | None = None

    @property
    def messages(self) -> list[Message]:
        """The messages that are not deleted, oldest first."""
        return [message for message in self.history.values() if not message.deleted]

    @property
    def is_private(self) -> bool:
        """Whether the chat is between one person and one bot."""
        return self.kind == "private"

    def add(self, sender: User, body: Body = EMPTY, **details: Any) -> Message:
        """Put a message at the end; the details are fields of Message."""
        message = Message(next(self.world.message_ids), sender, self.world.now(), body, **details)
        self.history[message.id] = message
        if message.markup:
            self._show(message, message.markup)
        self.world.notify()
        return message

    def _show(self, message: Message, markup: dict[str, Any]) -> None:
        if "keyboard" in markup:
            self.reply_keyboard = message
        elif markup.get("remove_keyboard"):
            self.reply_keyboard = None
        elif markup.get("force_reply"):
            self.asking = message

    def use_reply_keyboard(self) -> None:
        """Note a press on the reply keyboard; a one-time keyboard hides."""
        if self.reply_keyboard and (self.reply_keyboard.markup or {}).get("one_time_keyboard"):
            self.reply_keyboard = None

    def tell(self, bot: Bot, kind: str, body: dict[str, Any], person: Account) -> None:
        """Queue an update that comes from this chat."""
        bot.meets(person.id)
        self.world.update(bot, {kind: body}, lane=person.id if kind == "callback_query" else self.id)

    def announce(self, message: Message, by: Account, kind: str = "message") -> None:
        """Queue the update for a person's message, or for its edit, for every bot that is told of it."""
        for bot in self.bots_told(message):
            self.tell(bot, kind, message.as_json(self.as_json()), by)

    def tell_standing(self, bot: Bot, by: Account, change: tuple[str, str]) -> None:
        """Queue core.telegram.org/bots/api#chatmemberupdated for the bot; `change` is its status before and after."""
        before, after = (member_json(bot.as_json(), status) for status in change)
        changed = {
            "chat": self.as_json(),
            "from": by.as_json(),
            "date": int(self.world.now().timestamp()),
            "old_chat_member": before,
            "new_chat_member": after,
        }
        self.tell(bot, "my_chat_member", changed, by)

    def enter(self, person: Account) -> None:
        """Called before a person writes here; NotPossible if they cannot."""
        raise NotImplementedError

    def check_writing(self, bot: Bot) -> None:
        """Refusal unless the bot may send and edit here."""
        raise NotImplementedError

    def check_sending(self, bot: Bot) -> None:
        """Refusal unless the bot may send here; a migrated group takes edits only."""
        self.check_writing(bot)

    def bots_told(self, message: Message) -> list[Bot]:
        """The bots which get an update for a person's message."""
        raise NotImplementedError

    def as_json(self) -> dict[str, Any]:
        """core.telegram.org/bots/api#chat"""
        raise NotImplementedError


class PrivateChat(Chat):
    """One person and one bot."""

    def __init__(self, world: ChatWorld, person: Account, bot: Bot) -> None:
        super().__init__(world, person.id)
        self.person = person
        self.bot = bot

    def enter(self, person: Account) -> None:
        if self.bot.standing(person.id) is Standing.BLOCKED:
            raise NotPossible(f"{person.name} has blocked the bot and has to unblock it first")
        self.bot.standings[person.id] = Standing.STARTED

    def check_writing(self, bot: Bot) -> None:
        if self.person.deleted:
            raise forbidden("user is deactivated")
        match bot.standing(self.person.id):
            case Standing.NEVER | Standing.MET:
                raise forbidden("bot can't initiate conversation with a user")
            case Standing.BLOCKED:
                raise forbidden("bot was blocked by the user")

    def bots_told(self, message: Message) -> list[Bot]:  # noqa: ARG002  a private chat has no privacy mode
        return [self.bot]

    def as_json(self) -> dict[str, Any]:
        person = self.person.as_json()
        kept = {"id", "first_name", "last_name", "username"} & person.keys()
        return {**{key: person[key] for key in person if key in kept}, "type": "private"}
