"""Somebody who plans or attends events, and whether a letter can reach them."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self
from zoneinfo import ZoneInfo


class Reach(StrEnum):
    """Whether Telegram lets us write to a person (Bot API: a bot cannot start a conversation)."""

    NEW = "new"  # known, but has never pressed Start
    STARTED = "started"
    BLOCKED = "blocked"  # blocked the bot
    GONE = "gone"  # the account was deleted


@dataclass(frozen=True)
class Person:
    """`id` is ours (0 until stored), `telegram_id` is also the id of the private chat; `zone` is an IANA name.

    `conference_address` (user@domain) is the address under which the conference server knows this person, once they
    have told it.
    """

    id: int
    telegram_id: int
    name: str
    username: str | None = None  # without @
    language: str = "ru"
    language_chosen: bool = False  # in /settings; otherwise it follows Telegram's language_code
    zone: str = "Europe/Moscow"
    reach: Reach = Reach.NEW
    started_at: datetime | None = None  # their last Start
    conference_address: str | None = None

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @property
    def is_reachable(self) -> bool:
        return self.reach is Reach.STARTED

    def seen_as(self, name: str, username: str | None, language: str | None) -> Self:
        """As Telegram shows them now; `language` is None when Telegram's is not one that we speak."""
        spoken = self.language if self.language_chosen or language is None else language
        return replace(self, name=name, username=username, language=spoken)

    def started(self, now: datetime) -> Self:
        return replace(self, reach=Reach.STARTED, started_at=now)

    def lost(self, reach: Reach) -> Self:
        return replace(self, reach=reach)

    def speaking(self, language: str) -> Self:
        return replace(self, language=language, language_chosen=True)

    def living_in(self, zone: str) -> Self:
        return replace(self, zone=zone)
