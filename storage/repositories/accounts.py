"""People's own accounts for conferences, and the passwords that the conference server refused."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import bindparam, delete, func, literal_column, select

from domain.account import ConferenceAccount, PasswordRefusals
from storage.connection import Connection
from storage.constructs import upsert
from storage.statements import Prepared
from storage.tables.events import events
from storage.tables.people import conference_accounts, refused_passwords

_person = conference_accounts.c.person_id == bindparam("person")
_ACCOUNT = select(conference_accounts.c.person_id, conference_accounts.c.user, conference_accounts.c.secret)
_GET = Prepared(_ACCOUNT.where(_person))
_ALL = Prepared(_ACCOUNT.order_by(conference_accounts.c.person_id))
_SAVE = Prepared(upsert(conference_accounts))
_REMOVE = Prepared(delete(conference_accounts).where(_person))
_ROOMS = Prepared(
    select(func.count()).where(
        events.c.conference_account == bindparam("person"),
        events.c.conference == literal_column("'made'"),
        events.c.ends_at > bindparam("since"),
    )
)

_name = refused_passwords.c.name == bindparam("name_of")
_GET_REFUSED = Prepared(select(*refused_passwords.c).where(_name))
_SAVE_REFUSED = Prepared(upsert(refused_passwords))
_REMOVE_REFUSED = Prepared(delete(refused_passwords).where(_name))


class SqlAccounts:
    """domain.account.ConferenceAccounts."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def get(self, person_id: int) -> ConferenceAccount | None:
        row = await self._connection.first(_GET, person=person_id)
        return None if row is None else ConferenceAccount(*row)

    async def all(self) -> tuple[ConferenceAccount, ...]:
        return tuple(ConferenceAccount(*row) for row in await self._connection.all(_ALL))

    async def save(self, account: ConferenceAccount) -> None:
        await self._connection.run(_SAVE, **vars(account))

    async def remove(self, person_id: int) -> None:
        await self._connection.run(_REMOVE, person=person_id)

    async def rooms(self, person_id: int, since: datetime) -> int:
        return int(await self._connection.scalar(_ROOMS, person=person_id, since=since))


class SqlRefusedPasswords:
    """domain.account.PasswordRefusalsByName."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def get(self, name: str) -> PasswordRefusals | None:
        if (row := await self._connection.first(_GET_REFUSED, name_of=name)) is None:
            return None
        _, salt, fingerprints, times, refused_at = row
        return PasswordRefusals(name, salt, tuple(fingerprints), times, refused_at)

    async def save(self, refused: PasswordRefusals) -> None:
        await self._connection.run(_SAVE_REFUSED, **asdict(refused))

    async def remove(self, name: str) -> None:
        await self._connection.run(_REMOVE_REFUSED, name_of=name)
