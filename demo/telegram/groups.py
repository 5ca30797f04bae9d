"""Groups and supergroups: members, bots, privacy mode, migration."""

from collections.abc import Iterable
from typing import Any, Protocol

from .accounts import Account
from .bots import Bot
from .chats import Chat, ChatWorld, NotPossible
from .members import PRESENT
from .messages import Message
from .refusals import Refusal, bad, forbidden


class GroupWorld(ChatWorld, Protocol):
    """What a group needs of the world around it."""

    def group(
        self, title: str, members: Iterable[Account] = (), bots: Iterable[Bot] = (), supergroup: bool = False
    ) -> "Group":
        """Make another group."""


class Group(Chat):
    """Several people and bots; `kind` is group or supergroup."""

    world: GroupWorld

    def __init__(self, world: GroupWorld, chat_id: int, title: str) -> None:
        super().__init__(world, chat_id)
        self.title = title
        self.kind = "supergroup" if chat_id < -(10**12) else "group"
        self.members: dict[int, Account] = {}
        self.bots: dict[int, str] = {}
        self.known_bots: dict[int, Bot] = {}
        self.migrated_to: Group | None = None

    def joins(self, *people: Account) -> None:
        """Add people."""
        self.members.update({person.id: person for person in people})
        for person in people:
            self._service(person, {"new_chat_members": [person.as_json()]})

    def leaves(self, person: Account) -> None:
        """Remove a person."""
        self._service(person, {"left_chat_member": person.as_json()})
        self.members.pop(person.id, None)

    def adds(self, bot: Bot, by: Account) -> None:
        """A person adds the bot."""
        self._standing(bot, by, "member")
        self._service(by, {"new_chat_members": [bot.as_json()]})

    def promotes(self, bot: Bot, by: Account) -> None:
        """A person makes the bot an administrator."""
        self._standing(bot, by, "administrator")

    def kicks(self, bot: Bot, by: Account) -> None:
        """A person removes the bot."""
        self._standing(bot, by, "kicked")
        self._service(by, {"left_chat_member": bot.as_json()})

    def migrates(self, by: Account) -> "Group":
        """The group becomes a supergroup with another id; messages in the old one can still be edited."""
        successor = self.world.group(self.title, members=self.members.values(), supergroup=True)
        successor.bots, successor.known_bots = dict(self.bots), dict(self.known_bots)
        self._service(by, {"migrate_to_chat_id": successor.id})
        self.migrated_to = successor
        successor._service(by, {"migrate_from_chat_id": self.id})
        return successor

    def enter(self, person: Account) -> None:
        if person.id not in self.members:
            raise NotPossible(f"{person.name} is not in the group {self.title}")

    def check_writing(self, bot: Bot) -> None:
        if self.status(bot.id) not in PRESENT:
            raise self._absent(bot)

    def check_sending(self, bot: Bot) -> None:
        if self.migrated_to:
            raise bad("group chat was upgraded to a supergroup chat", migrate_to_chat_id=self.migrated_to.id)
        self.check_writing(bot)

    def status(self, member_id: int) -> str:
        """member, administrator, left or kicked."""
        return self.bots.get(member_id) or ("member" if member_id in self.members else "left")

    def bots_told(self, message: Message) -> list[Bot]:
        present = [bot for bot in self.known_bots.values() if self.status(bot.id) in PRESENT]
        return [bot for bot in present if self._hears_all(bot) or _passes_privacy_mode(bot, message)]

    def as_json(self) -> dict[str, Any]:
        return {"id": self.id, "type": self.kind, "title": self.title}

    def _hears_all(self, bot: Bot) -> bool:
        return bot.reads_everything or self.status(bot.id) == "administrator"

    def _absent(self, bot: Bot) -> Refusal:
        if self.status(bot.id) == "kicked":
            return forbidden(f"bot was kicked from the {self.kind} chat")
        return forbidden(f"bot is not a member of the {self.kind} chat")

    def _service(self, person: Account, special: dict[str, Any]) -> None:
        self.announce(self.add(person, special=special), person)

    def _standing(self, bot: Bot, by: Account, status: str) -> None:
        before = self.status(bot.id)
        self.known_bots[bot.id] = bot
        self.bots[bot.id] = status
        self.tell_standing(bot, by, (before, status))
        self.world.notify()


def _passes_privacy_mode(bot: Bot, message: Message) -> bool:
    """What privacy mode lets through: commands, replies to the bot, mentions, its inline messages, service messages."""
    if message.is_service or message.via is bot or (message.reply_to and message.reply_to.sender is bot):
        return True
    name = f"@{bot.username}".lower()
    words = message.text.lower()
    commands = [entity for entity in message.entities if entity["type"] == "bot_command"]
    return name in words or bool(commands and "@" not in words.split()[0])
