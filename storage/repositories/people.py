"""People, found by our id, by Telegram's, or by username."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from domain.person import Person, Reach
from storage.connection import Connection
from storage.constructs import any_of
from storage.statements import Prepared
from storage.tables.people import people

# In the order of Person's fields.
COLUMNS = (
    people.c.id,
    people.c.telegram_id,
    people.c.name,
    people.c.username,
    people.c.language,
    people.c.language_chosen,
    people.c.zone,
    people.c.reach,
    people.c.started_at,
    people.c.conference_address,
)

_KEYS = [column.name for column in people.c if column.name != "id"]

_BY_IDS = Prepared(select(*COLUMNS).where(any_of(people.c.id, "ids")))
_BY_TELEGRAM = Prepared(select(*COLUMNS).where(people.c.telegram_id == bindparam("telegram_id")))
_BY_USERNAME = Prepared(select(*COLUMNS).where(people.c.username_folded == bindparam("folded")))
_ADD = Prepared(insert(people).returning(people.c.id), _KEYS)
_SAVE = Prepared(update(people).where(people.c.id == bindparam("person")), _KEYS)
_RELEASE = Prepared(
    update(people)
    .where(people.c.username_folded == bindparam("folded"), people.c.id != bindparam("person"))
    .values(username=None, username_folded=None)
)


def person_of(row: Sequence[Any]) -> Person:
    """From the values of COLUMNS."""
    id, telegram_id, name, username, language, language_chosen, zone, reach, started_at, address = row
    return Person(id, telegram_id, name, username, language, language_chosen, zone, Reach(reach), started_at, address)


class SqlPeople:
    """domain.ports.People. A username belongs to whom it was seen with last: Telegram lets it move."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def get(self, person_id: int) -> Person:
        """Raises KeyError for an unknown id."""
        return (await self.many([person_id]))[0]

    async def many(self, person_ids: Iterable[int]) -> tuple[Person, ...]:
        if not (ids := list(person_ids)):
            return ()
        found = {row[0]: person_of(row) for row in await self._connection.all(_BY_IDS, ids=ids)}
        return tuple(found[i] for i in ids)

    async def by_telegram(self, telegram_id: int) -> Person | None:
        row = await self._connection.first(_BY_TELEGRAM, telegram_id=telegram_id)
        return None if row is None else person_of(row)

    async def by_username(self, username: str) -> Person | None:
        row = await self._connection.first(_BY_USERNAME, folded=username.lower())
        return None if row is None else person_of(row)

    async def add(self, person: Person) -> Person:
        await self._release(person)
        return replace(person, id=await self._connection.scalar(_ADD, **_values(person)))

    async def save(self, person: Person) -> None:
        await self._release(person)
        await self._connection.run(_SAVE, **_values(person), person=person.id)

    async def _release(self, person: Person) -> None:
        if person.username is not None:
            await self._connection.run(_RELEASE, folded=person.username.lower(), person=person.id)


def _values(person: Person) -> dict[str, Any]:
    values = asdict(person) | {"username_folded": person.username and person.username.lower()}
    del values["id"]
    return values
