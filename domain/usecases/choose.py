"""/settings: a person chooses their language and zone."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from domain.errors import Refusal, Why
from domain.person import Person
from domain.ports import UnitOfWork


@dataclass(frozen=True)
class Choose:
    work: UnitOfWork

    async def language(self, by: Person, language: str) -> Person:
        """`language` must be a supported one."""
        return await self._save(by.with_language(language))

    async def zone(self, by: Person, zone: str) -> Person:
        """Raises UNKNOWN_ZONE for a name that is not in the time zone database."""
        try:
            ZoneInfo(zone)
        except (KeyError, ValueError, OSError) as error:
            raise Refusal(Why.UNKNOWN_ZONE, text=zone) from error
        return await self._save(by.with_zone(zone))

    async def _save(self, person: Person) -> Person:
        await self.work.people.save(person)
        return person
