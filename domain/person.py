"""A person who plans or attends events, and the addresses at which letters reach them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol, Self
from zoneinfo import ZoneInfo

from domain.address import Address, AddressKey, Channel, Reach


@dataclass(frozen=True)
class Person:
    """`id` is ours (0 until stored); `zone` is an IANA name.

    `conference_address` (user@domain) is the person's address on the conference server, None until they give it.
    `addresses` are sorted by key; a person without any gets no letters.
    """

    id: int
    name: str
    language: str = "ru"
    language_chosen: bool = False  # in /settings; otherwise it follows Telegram's language_code
    zone: str = "Europe/Moscow"
    conference_address: str | None = None
    addresses: tuple[Address, ...] = ()

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @property
    def reachable(self) -> tuple[Address, ...]:
        """The addresses that letters are sent to."""
        return tuple(a for a in self.addresses if a.is_reachable)

    @property
    def is_reachable(self) -> bool:
        return bool(self.reachable)

    @property
    def reach(self) -> Reach:
        """The best reach of all addresses; NEW without any."""
        reaches = {a.reach for a in self.addresses}
        return next((reach for reach in Reach if reach in reaches), Reach.NEW)

    def on(self, channel: Channel) -> Address | None:
        """Their first address on the channel."""
        return {a.channel: a for a in reversed(self.addresses)}.get(channel)

    def at(self, key: AddressKey) -> Address:
        """Their address with this key; raises LookupError if it is not theirs."""
        found = next((a for a in self.addresses if a.key == key), None)
        if found is None:
            raise LookupError(f"person {self.id} has no address {key}")
        return found

    def with_address(self, address: Address) -> Self:
        """With this address added, or replaced if they have one with its key."""
        others = (a for a in self.addresses if a.key != address.key)
        return replace(self, addresses=tuple(sorted((*others, address), key=lambda a: a.key)))

    def seen_as(self, name: str, language: str | None) -> Self:
        """With what Telegram says of them now. `language` is None if it is not supported; a chosen one is kept."""
        spoken = self.language if self.language_chosen or language is None else language
        return replace(self, name=name, language=spoken)

    def with_language(self, language: str) -> Self:
        return replace(self, language=language, language_chosen=True)

    def with_zone(self, zone: str) -> Self:
        return replace(self, zone=zone)


class People(Protocol):
    """People are read and stored with all their addresses."""

    async def get(self, person_id: int) -> Person: ...
    async def many(self, person_ids: Iterable[int]) -> tuple[Person, ...]:
        """In the order of the ids; every id must exist."""
        ...

    async def by_address(self, key: AddressKey) -> Person | None: ...
    async def by_username(self, username: str) -> Person | None:
        """By the Telegram username without @, case-insensitively."""
        ...

    async def first_id(self) -> int | None:
        """Of whom the bot has met before all others."""
        ...

    async def lately(self, limit: int) -> tuple[Person, ...]:
        """Who wrote on Telegram, the last one first; after two days only their last Start is known."""
        ...

    async def add(self, person: Person) -> Person:
        """With its new id."""
        ...

    async def save(self, person: Person) -> None: ...
