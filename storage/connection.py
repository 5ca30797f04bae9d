"""What storage asks of an engine: transactions, and in them statements on the driver's own connection."""

from collections.abc import Awaitable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

from sqlalchemy import Dialect
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.statements import Prepared, Row


class Cursor(Protocol):
    @property
    def rowcount(self) -> int: ...


class Driver(Protocol):
    """A connection of the engine's driver; statements take their values by name."""

    def execute_fetchall(self, sql: str, parameters: Any, /) -> Awaitable[Iterable[Any]]: ...
    def execute(self, sql: str, parameters: Any, /) -> Awaitable[Cursor]: ...
    def executemany(self, sql: str, parameters: Any, /) -> Awaitable[Cursor]: ...


class Connection:
    """Inside a transaction, for one unit of work."""

    def __init__(self, driver: Driver, dialect: Dialect) -> None:
        self._driver = driver
        self._dialect = dialect

    async def all(self, statement: Prepared, **given: Any) -> list[Row]:
        """All rows; `given` are the values of the statement's bound parameters, here and below."""
        compiled = statement.on(self._dialect)
        raw = await self._driver.execute_fetchall(compiled.sql, compiled.values(given))
        return [compiled.row(row) for row in raw]

    async def first(self, statement: Prepared, **given: Any) -> Row | None:
        """The first row; None without rows."""
        rows = await self.all(statement, **given)
        return rows[0] if rows else None

    async def scalar(self, statement: Prepared, **given: Any) -> Any:
        """The first value of the first row; None without rows."""
        row = await self.first(statement, **given)
        return None if row is None else row[0]

    async def lock(self, statement: Prepared, **given: Any) -> None:
        """Runs a SELECT … FOR UPDATE, unless the engine has none, because one transaction writes at a time."""
        if "FOR UPDATE" in statement.on(self._dialect).sql:
            await self.all(statement, **given)

    async def run(self, statement: Prepared, **given: Any) -> int:
        """Returns the number of rows affected."""
        compiled = statement.on(self._dialect)
        return (await self._driver.execute(compiled.sql, compiled.values(given))).rowcount

    async def run_each(self, statement: Prepared, given: Sequence[Mapping[str, Any]]) -> None:
        """Once for each set of values; not at all without any."""
        if not given:
            return
        compiled = statement.on(self._dialect)
        await self._driver.executemany(compiled.sql, [compiled.values(one) for one in given])


class Engine(Protocol):
    """One database, on one kind of server or file. `reader` is for SQLAlchemy's own statements."""

    @property
    def reader(self) -> AsyncEngine: ...

    def write(self) -> AbstractAsyncContextManager[Connection]:
        """Committed when left without an exception, rolled back otherwise. What it reads stays true meanwhile."""
        ...

    def read(self) -> AbstractAsyncContextManager[Connection]:
        """A consistent snapshot of the last commit; writing raises."""
        ...

    async def erase_deleted(self) -> bool:
        """See domain.road.Units."""
        ...

    async def close(self) -> None: ...
