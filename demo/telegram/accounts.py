"""A person's account on Telegram."""

from dataclasses import dataclass
from typing import Any

from .bots import Bot


@dataclass(eq=False, repr=False)
class Account:
    """A person's account; `zone` is for showing only, bots never learn it."""

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

    def __repr__(self) -> str:
        return f"<{self.name} {self.id}>"


User = Account | Bot
