"""A person's client of Telegram: what the other acts of a person are built on."""

from dataclasses import dataclass, field
from typing import Any

from .accounts import Account
from .bots import Bot, Standing
from .chats import Chat, NotPossible
from .messages import EMPTY, Body, Message
from .world import World


@dataclass(eq=False, repr=False)
class Client(Account):
    """An account with the world it acts in. `bot` is the only bot of the world when left out."""

    world: World = field(kw_only=True)

    def chat_with(self, bot: Bot | None = None) -> Chat:
        """The private chat with a bot."""
        return self.world.private(self, bot or self.world.only_bot)

    def blocks(self, bot: Bot | None = None) -> None:
        """Stop the bot; it is told."""
        self._set_standing(bot, Standing.BLOCKED, ("member", "kicked"))

    def unblocks(self, bot: Bot | None = None) -> None:
        """Let the bot write again; it is told."""
        self._set_standing(bot, Standing.STARTED, ("kicked", "member"))

    def deletes_account(self) -> None:
        """Leave Telegram for good."""
        self.deleted = True
        self.first_name, self.last_name, self.username = "Deleted Account", "", None
        self.world.notify()

    def send(self, chat: Chat, body: Body = EMPTY, **details: Any) -> Message:
        """Put a message of this person into a chat and tell the bots there; NotPossible where no client would."""
        if self.deleted:
            raise NotPossible("a deleted account writes nothing")
        chat.enter(self)
        message = chat.add(self, body, **details)
        chat.asking = None
        chat.announce(message, self)
        return message

    def _set_standing(self, bot: Bot | None, standing: Standing, change: tuple[str, str]) -> None:
        bot = bot or self.world.only_bot
        bot.standings[self.id] = standing
        self.chat_with(bot).tell_standing(bot, self, change)
