"""Where a person is reached, and whether a letter arrives there."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self


class Channel(StrEnum):
    """How a letter travels."""

    TELEGRAM = "telegram"


class Reach(StrEnum):
    """Whether we may write to an address (Bot API: a bot cannot start a conversation); the most hopeful first."""

    STARTED = "started"
    NEW = "new"  # known, but Start was never pressed there
    BLOCKED = "blocked"  # blocked the bot
    GONE = "gone"  # the account was deleted


AddressKey = tuple[Channel, str]
"""What names an address: its channel, and its value there."""


def on_telegram(user_id: int) -> AddressKey:
    return Channel.TELEGRAM, str(user_id)


@dataclass(frozen=True)
class Address:
    """`value` names the address on its channel: on Telegram it is the id of the user, which `username` stands for."""

    channel: Channel
    value: str
    reach: Reach = Reach.NEW
    username: str | None = None  # without @
    started_at: datetime | None = None  # the last Start

    @property
    def key(self) -> AddressKey:
        return self.channel, self.value

    @property
    def chat_id(self) -> int:
        """On Telegram: the private chat, which has the id of the user."""
        return int(self.value)

    @property
    def lane(self) -> str:
        """What is owed to one address goes out in order, in the lane of its chat."""
        return f"tg:{self.value}"

    @property
    def is_reachable(self) -> bool:
        return self.reach is Reach.STARTED

    def started(self, now: datetime) -> Self:
        return replace(self, reach=Reach.STARTED, started_at=now)

    def lost(self, reach: Reach) -> Self:
        return replace(self, reach=reach)
