"""People with the addresses at which they are reached, found by our id, by an address, or by username."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, insert, literal_column, select, update

from domain.address import Address, AddressKey, Channel, Reach
from domain.person import Person
from storage.connection import Connection
from storage.constructs import any_of, upsert
from storage.statements import Prepared, Row
from storage.tables.people import addresses, people
from storage.tables.road import inbox

# In the order of the fields of Person, then of Address: a row for each address, one without address for who has none.
_PERSON = (
    people.c.id,
    people.c.name,
    people.c.language,
    people.c.language_chosen,
    people.c.zone,
    people.c.conference_address,
)
_ADDRESS = (
    addresses.c.channel,
    addresses.c.value,
    addresses.c.reach,
    addresses.c.username,
    addresses.c.started_at,
)
COLUMNS = (*_PERSON, *_ADDRESS)
ADDRESS_ORDER = (addresses.c.channel, addresses.c.value)

_KEYS = [column.name for column in people.c if column.name != "id"]

_PEOPLE = select(*COLUMNS).join_from(people, addresses, isouter=True).order_by(people.c.id, *ADDRESS_ORDER)
_BY_IDS = Prepared(_PEOPLE.where(any_of(people.c.id, "ids")))


def _having(*where: ColumnElement[bool]) -> Prepared:
    """The person with such an address, with their other addresses."""
    owner = select(addresses.c.person_id).where(*where).correlate(None).scalar_subquery()
    return Prepared(_PEOPLE.where(people.c.id == owner))


_channel, _value = addresses.c.channel == bindparam("channel"), addresses.c.value == bindparam("value")
_BY_ADDRESS = _having(_channel, _value)
_BY_USERNAME = _having(addresses.c.username_folded == bindparam("folded"))
_FIRST = Prepared(select(func.min(people.c.id)))
_heard = select(inbox.c.lane, func.max(inbox.c.received_at).label("at")).group_by(inbox.c.lane).subquery()
_last = func.coalesce(_heard.c.at, addresses.c.started_at)
_LATELY = Prepared(
    select(addresses.c.person_id)
    .join_from(addresses, _heard, _heard.c.lane == literal_column("'tg:'") + addresses.c.value, isouter=True)
    .where(_channel, _last.is_not(None))
    .order_by(_last.desc())
    .limit(bindparam("limit"))
)
_ADD = Prepared(insert(people).returning(people.c.id), _KEYS)
_SAVE = Prepared(update(people).where(people.c.id == bindparam("person")), _KEYS)
_PUT_ADDRESS = Prepared(upsert(addresses))
_RELEASE = Prepared(
    update(addresses)
    .where(addresses.c.username_folded == bindparam("folded"), ~(_channel & _value))
    .values(username=None, username_folded=None)
)


def person_of(rows: Sequence[Row], first: int = 0) -> Person:
    """From all rows of one person, with the values of COLUMNS from the `first` on."""
    channel = first + len(_PERSON)
    found = tuple([_address(*row[channel : channel + len(_ADDRESS)]) for row in rows if row[channel] is not None])
    id, name, language, language_chosen, zone, conference_address = rows[0][first:channel]
    return Person(id, name, language, language_chosen, zone, conference_address, found)


def _address(channel: str, value: str, reach: str, *more: Any) -> Address:
    return Address(Channel(channel), value, Reach(reach), *more)


class SqlPeople:
    """domain.person.People. A username belongs to whom it was seen with last: Telegram lets it move.

    Raises IntegrityError for an address that is somebody else's.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def get(self, person_id: int) -> Person:
        """Raises KeyError for an unknown id."""
        return (await self.many([person_id]))[0]

    async def many(self, person_ids: Iterable[int]) -> tuple[Person, ...]:
        if not (ids := list(person_ids)):
            return ()
        found = {person.id: person for person in _people(await self._connection.all(_BY_IDS, ids=ids))}
        return tuple(found[i] for i in ids)

    async def by_address(self, key: AddressKey) -> Person | None:
        channel, value = key
        return next(_people(await self._connection.all(_BY_ADDRESS, channel=channel, value=value)), None)

    async def by_username(self, username: str) -> Person | None:
        return next(_people(await self._connection.all(_BY_USERNAME, folded=username.lower())), None)

    async def first_id(self) -> int | None:
        found: int | None = await self._connection.scalar(_FIRST)
        return found

    async def lately(self, limit: int) -> tuple[Person, ...]:
        rows = await self._connection.all(_LATELY, channel=Channel.TELEGRAM, limit=limit)
        return await self.many(dict.fromkeys(person for (person,) in rows))

    async def add(self, person: Person) -> Person:
        added = replace(person, id=await self._connection.scalar(_ADD, **_values(person)))
        await self._put_addresses(added)
        return added

    async def save(self, person: Person) -> None:
        await self._connection.run(_SAVE, **_values(person), person=person.id)
        await self._put_addresses(person)

    async def _put_addresses(self, person: Person) -> None:
        rows = [_address_values(person.id, address) for address in person.addresses]
        for row in rows:
            if (folded := row["username_folded"]) is not None:
                await self._connection.run(_RELEASE, folded=folded, channel=row["channel"], value=row["value"])
        await self._connection.run_each(_PUT_ADDRESS, rows)


def _people(rows: Iterable[Row]) -> Iterator[Person]:
    return (person_of(list(of_one)) for _, of_one in groupby(rows, key=itemgetter(0)))


def _values(person: Person) -> dict[str, Any]:
    return {name: getattr(person, name) for name in _KEYS}


def _address_values(person_id: int, address: Address) -> dict[str, Any]:
    folded = address.username and address.username.lower()
    return vars(address) | {"person_id": person_id, "username_folded": folded}
