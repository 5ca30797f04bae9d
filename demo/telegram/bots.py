"""A bot as Telegram's server knows it."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from .updates import Updates


class Standing(StrEnum):
    """How a bot stands with a person: whether it has met them, was started or is blocked."""

    NEVER = "never"
    MET = "met"
    STARTED = "started"
    BLOCKED = "blocked"


@dataclass
class Webhook:
    """Where updates are pushed to (core.telegram.org/bots/api#setwebhook)."""

    url: str
    secret: str = ""
    max_connections: int = 40
    last_error_date: int | None = None
    last_error: str = ""


@dataclass(eq=False, repr=False)
class Bot:
    """A registered bot: profile, updates, and the people it knows. `texts` are profile texts by (field, language)."""

    token: str
    username: str
    name: str
    updates: Updates
    reads_everything: bool = False
    has_inline: bool = True
    commands: dict[tuple[str, str], list[dict[str, Any]]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    menu_buttons: dict[int | None, dict[str, Any]] = field(default_factory=dict)
    standings: dict[int, Standing] = field(default_factory=dict)
    webhook: Webhook | None = None

    is_bot = True

    @property
    def id(self) -> int:
        """The number before the colon of the token."""
        return int(self.token.partition(":")[0])

    def standing(self, person_id: int) -> Standing:
        """How the bot stands with a person."""
        return self.standings.get(person_id, Standing.NEVER)

    def meets(self, person_id: int) -> None:
        """The bot has seen the person in an update."""
        self.standings.setdefault(person_id, Standing.MET)

    def as_json(self) -> dict[str, Any]:
        """core.telegram.org/bots/api#user"""
        return {"id": self.id, "is_bot": True, "first_name": self.name, "username": self.username}

    def __repr__(self) -> str:
        return f"<@{self.username}>"

    def as_me(self) -> dict[str, Any]:
        """The answer of getMe."""
        return {
            **self.as_json(),
            "can_join_groups": True,
            "can_read_all_group_messages": self.reads_everything,
            "supports_inline_queries": self.has_inline,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }
