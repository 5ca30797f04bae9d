"""Who a person is on Telegram, and how the bots stand with them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .bots import Standing
from .chats import Chat, NotPossible
from .messages import NOTHING, Body, Message

if TYPE_CHECKING:
    from .bots import Bot
    from .world import Telegram


@dataclass(eq=False, repr=False)
class Account:
    """A Telegram account; `zone` is for showing only, bots never learn it."""

    world: "Telegram"
    id: int
    first_name: str
    last_name: str = ""
    username: str | None = None
    language: str | None = "ru"
    zone: str | None = None
    clipboard: str = ""
    deleted: bool = False

    is_bot = False

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()

    def as_json(self) -> dict[str, Any]:
        """core.telegram.org/bots/api#user"""
        user: dict[str, Any] = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        optional = {"last_name": self.last_name, "username": self.username, "language_code": self.language}
        return user | {key: value for key, value in optional.items() if value}

    def chat_with(self, bot: "Bot | None" = None) -> Chat:
        """The private chat with a bot, the only one if none is given."""
        return self.world.private(self, bot or self.world.only_bot)

    def blocks(self, bot: "Bot | None" = None) -> None:
        """Stop the bot; it is told."""
        self._stand(bot, Standing.BLOCKED, ("member", "kicked"))

    def unblocks(self, bot: "Bot | None" = None) -> None:
        """Let the bot write again; it is told."""
        self._stand(bot, Standing.STARTED, ("kicked", "member"))

    def deletes_account(self) -> None:
        """Leave Telegram for good."""
        self.deleted = True
        self.first_name, self.last_name, self.username = "Deleted Account", "", None
        self.world.notify()

    def send(self, chat: Chat, body: Body = NOTHING, **details: Any) -> Message:
        """Put a message of this person into a chat and tell the bots there; NotPossible where no client would."""
        if self.deleted:
            raise NotPossible("a deleted account writes nothing")
        chat.enter(self)
        message = chat.add(self, body, **details)
        chat.asking = None
        for bot in chat.bots_told(message):
            chat.tell(bot, "message", message.as_json(), self)
        return message

    def __repr__(self) -> str:
        return f"<{self.name} {self.id}>"

    def _stand(self, bot: "Bot | None", standing: Standing, change: tuple[str, str]) -> None:
        bot = bot or self.world.only_bot
        chat = self.chat_with(bot)
        bot.standings[self.id] = standing
        chat.tell(bot, "my_chat_member", self.world.member_change(chat, bot, self, change), self)
