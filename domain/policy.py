"""The rules of an installation, set by its administrator, and how long letters wait for a link."""

from dataclasses import dataclass
from datetime import timedelta

from domain.errors import Refusal, Why

PATIENCE = timedelta(seconds=10)  # how long the letters wait for the join link


@dataclass(frozen=True)
class Policy:
    """`zone` and `language` are the defaults for new people; with `organizers` None, all may plan events.

    `sip_domain` is that of the bot's Skype account ("" without Skype), `sip_bot` the account's name (domain.account).
    `passwords`: whether people may connect accounts of their own.
    """

    zone: str = "Europe/Moscow"
    language: str = "ru"
    skype: bool = False
    organizers: frozenset[int] | None = None  # Telegram ids
    sip_domain: str = ""
    sip_bot: str = ""
    passwords: bool = False

    def admit_organizer(self, telegram_id: int) -> None:
        """Raises NO_ACCESS for a person who may only answer invitations."""
        if self.organizers is not None and telegram_id not in self.organizers:
            raise Refusal(Why.NO_ACCESS)
