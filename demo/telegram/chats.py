"""Chats: what all have in common, and the private ones."""

from typing import TYPE_CHECKING, Any

from .bots import Standing
from .messages import NOTHING, Body, Message
from .refusals import forbidden

if TYPE_CHECKING:
    from .account import Account
    from .bots import Bot
    from .world import Telegram


class NotPossible(AssertionError):
    """A person tried what no client of Telegram would let them do."""


class Chat:
    """Messages in order, by id; who reads them is said by the subclasses."""

    kind = "private"
    title = ""

    def __init__(self, world: "Telegram", chat_id: int) -> None:
        self.world = world
        self.id = chat_id
        self.history: dict[int, Message] = {}
        self.reply_keyboard: Message | None = None
        self.asking: Message | None = None

    @property
    def messages(self) -> list[Message]:
        """What is in the chat now, oldest first."""
        return [message for message in self.history.values() if not message.deleted]

    @property
    def is_private(self) -> bool:
        """Whether the chat is between one person and one bot."""
        return self.kind == "private"

    def add(self, sender: "Account | Bot", body: Body = NOTHING, **details: Any) -> Message:
        """Put a message at the end; the details are fields of Message."""
        message = Message(next(self.world.message_ids), self, sender, self.world.now(), body, **details)
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
        """A button of the reply keyboard was used: one made for a single use hides."""
        if self.reply_keyboard and (self.reply_keyboard.markup or {}).get("one_time_keyboard"):
            self.reply_keyboard = None

    def tell(self, bot: "Bot", kind: str, body: dict[str, Any], person: "Account") -> None:
        """Queue an update that comes from this chat."""
        bot.meets(person.id)
        self.world.update(bot, {kind: body}, lane=person.id if kind == "callback_query" else self.id)

    def enter(self, person: "Account") -> None:
        """A person is about to write here; NotPossible if they cannot."""
        raise NotImplementedError

    def check_writing(self, bot: "Bot") -> None:
        """Refusal unless the bot may send and edit here."""
        raise NotImplementedError

    def check_sending(self, bot: "Bot") -> None:
        """Refusal unless a new message is welcome; a group that has moved takes edits only."""
        self.check_writing(bot)

    def bots_told(self, message: Message) -> "list[Bot]":
        """The bots which get an update for a person's message."""
        raise NotImplementedError

    def as_json(self) -> dict[str, Any]:
        """core.telegram.org/bots/api#chat"""
        raise NotImplementedError


class PrivateChat(Chat):
    """One person and one bot."""

    def __init__(self, world: "Telegram", person: "Account", bot: "Bot") -> None:
        super().__init__(world, person.id)
        self.person = person
        self.bot = bot

    def enter(self, person: "Account") -> None:
        if self.bot.standing(person.id) is Standing.BLOCKED:
            raise NotPossible(f"{person.name} has blocked the bot and has to unblock it first")
        self.bot.standings[person.id] = Standing.STARTED

    def check_writing(self, bot: "Bot") -> None:
        if self.person.deleted:
            raise forbidden("user is deactivated")
        match bot.standing(self.person.id):
            case Standing.NEVER | Standing.MET:
                raise forbidden("bot can't initiate conversation with a user")
            case Standing.BLOCKED:
                raise forbidden("bot was blocked by the user")

    def bots_told(self, message: Message) -> "list[Bot]":  # noqa: ARG002  its bot hears everything
        return [self.bot]

    def as_json(self) -> dict[str, Any]:
        person = self.person.as_json()
        kept = {"id", "first_name", "last_name", "username"} & person.keys()
        return {**{key: person[key] for key in person if key in kept}, "type": "private"}
