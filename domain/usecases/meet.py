"""Somebody whom Telegram names: met for the first time, or again under another name."""

from dataclasses import dataclass

from domain.person import Person
from domain.policy import Policy
from domain.ports import UnitOfWork
from domain.text import clean_line, has_visible_text


@dataclass(frozen=True)
class Meet:
    work: UnitOfWork
    policy: Policy

    async def __call__(self, telegram_id: int, name: str, username: str | None, language: str | None = None) -> Person:
        """The person as stored, under a name that can be read.

        `language` is one that we speak, or None to leave theirs (or the default).
        """
        if not has_visible_text(name := clean_line(name)):
            name = f"@{username or telegram_id}"
        known = await self.work.people.by_telegram(telegram_id)
        if known is None:
            spoken = language or self.policy.language
            return await self.work.people.add(Person(0, telegram_id, name, username, spoken, zone=self.policy.zone))
        seen = known.seen_as(name, username, language)
        if seen != known:
            await self.work.people.save(seen)
        return seen
