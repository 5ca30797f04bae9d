"""A person whom Telegram names: added when first seen, or updated."""

from dataclasses import dataclass, replace

from domain.address import Address, on_telegram
from domain.person import Person
from domain.policy import Policy
from domain.ports import UnitOfWork
from domain.text import clean_line, has_visible_text


@dataclass(frozen=True)
class Identify:
    work: UnitOfWork
    policy: Policy

    async def __call__(self, telegram_id: int, name: str, username: str | None, language: str | None = None) -> Person:
        """The person as stored. A name without visible characters is replaced by the username or the id.

        `language` is a supported one, or None to keep theirs (the default, if they are new).
        """
        if not has_visible_text(name := clean_line(name)):
            name = f"@{username or telegram_id}"
        key = on_telegram(telegram_id)
        known = await self.work.people.by_address(key)
        if known is None:
            spoken, address = language or self.policy.language, Address(*key, username=username)
            return await self.work.people.add(Person(0, name, spoken, zone=self.policy.zone, addresses=(address,)))
        seen = known.seen_as(name, language).with_address(replace(known.at(key), username=username))
        if seen != known:
            await self.work.people.save(seen)
        return seen
