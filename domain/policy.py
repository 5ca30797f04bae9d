"""What the administrator has set for an installation, and how long letters wait for a link."""

from dataclasses import dataclass
from datetime import timedelta

from domain.address import AddressKey
from domain.errors import Refusal, Why
from domain.person import Person

LINK_TIMEOUT = timedelta(seconds=10)  # letters do not wait longer for the join link


@dataclass(frozen=True)
class Policy:
    """`zone` (IANA) and `language` are the defaults for new people. `organizers` may plan events; None: everyone may.

    `conferences`: whether events can have one. `conference_domain` is the domain of conference addresses,
    `bot_account` the bot's account on the conference server (as domain.account.name_of gives it); both are "" without
    a server. `passwords`: whether people may connect their own accounts. `has_admins`: without any, the
    first person is told how to become one.
    """

    zone: str = "Europe/Moscow"
    language: str = "ru"
    conferences: bool = False
    organizers: frozenset[AddressKey] | None = None
    conference_domain: str = ""
    bot_account: str = ""
    passwords: bool = False
    has_admins: bool = True

    def admit_organizer(self, person: Person) -> None:
        """Raises NO_ACCESS for a person who may only answer invitations."""
        if self.organizers is not None and self.organizers.isdisjoint(a.key for a in person.addresses):
            raise Refusal(Why.NO_ACCESS)
