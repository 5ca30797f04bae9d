"""The rules of an installation, set by its administrator, and how long letters wait for a link."""

from dataclasses import dataclass
from datetime import timedelta

from domain.address import AddressKey
from domain.errors import Refusal, Why
from domain.person import Person

LINK_TIMEOUT = timedelta(seconds=10)  # how long the letters wait for the join link


@dataclass(frozen=True)
class Policy:
    """`zone` and `language` are the defaults for new people; with `organizers` None, all may plan events.

    `conferences`: whether events can have one. `conference_domain` is the domain of the addresses on the conference
    server, `bot_account` the name (domain.account.name_of) of the bot's account there; both are "" without a server.
    `passwords`: whether people may connect accounts of their own.
    """

    zone: str = "Europe/Moscow"
    language: str = "ru"
    conferences: bool = False
    organizers: frozenset[AddressKey] | None = None
    conference_domain: str = ""
    bot_account: str = ""
    passwords: bool = False

    def admit_organizer(self, person: Person) -> None:
        """Raises NO_ACCESS for a person who may only answer invitations."""
        if self.organizers is not None and self.organizers.isdisjoint(a.key for a in person.addresses):
            raise Refusal(Why.NO_ACCESS)
