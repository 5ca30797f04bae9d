"""Statements on the driver's own connection.

SQLAlchemy writes the SQL, knows the types and keeps the pool. Its bookkeeping for each execution, though, costs ten
times what SQLite needs for the answer; so a statement is compiled once, and its rows are read here, as plain tuples.
"""

import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, cast

from sqlalchemy import JSON, ColumnElement, Delete, Insert, Select, Update, bindparam, func, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.types import TypeEngine

from storage.engines.sqlite.driver import InPlace

Row = tuple[Any, ...]
Processor = Callable[[Any], Any]

_DIALECT = sqlite.dialect(paramstyle="named")


class Prepared:
    """A statement compiled once; `keys` are the columns for which an INSERT or UPDATE is given values."""

    def __init__(self, statement: Select[*Row] | Insert | Update | Delete, keys: Iterable[str] = ()) -> None:
        compiled = statement.compile(dialect=_DIALECT, column_keys=list(keys) or None)
        binds = {name: (bind, _binding(bind.type)) for name, bind in compiled.binds.items()}
        self.sql = compiled.string
        self._constants = {name: bind.effective_value for name, (bind, _) in binds.items() if not bind.required}
        self._to_sql = [(name, process) for name, (_, process) in binds.items() if process is not None]
        readings = enumerate(_reading(column.type) for column in statement.exported_columns)
        self._from_sql = [(i, process) for i, process in readings if process is not None]

    def values(self, given: Mapping[str, Any]) -> dict[str, Any]:
        values = {**self._constants, **given}
        for name, process in self._to_sql:
            values[name] = process(values[name])
        return values

    def row(self, raw: Row) -> Row:
        if not self._from_sql:
            return raw
        row = list(raw)
        for i, process in self._from_sql:
            row[i] = process(row[i])
        return tuple(row)


class Connection:
    """Inside a transaction, for one unit of work."""

    def __init__(self, driver: InPlace) -> None:
        self._driver = driver

    async def all(self, statement: Prepared, **given: Any) -> list[Row]:
        raw: Iterable[Any] = await self._driver.execute_fetchall(statement.sql, statement.values(given))
        return [statement.row(row) for row in raw]

    async def first(self, statement: Prepared, **given: Any) -> Row | None:
        rows = await self.all(statement, **given)
        return rows[0] if rows else None

    async def scalar(self, statement: Prepared, **given: Any) -> Any:
        """The first value of the first row; None without rows."""
        row = await self.first(statement, **given)
        return None if row is None else row[0]

    async def run(self, statement: Prepared, **given: Any) -> int:
        """The number of rows it was about."""
        return (await self._driver.execute(statement.sql, statement.values(given))).rowcount

    async def run_each(self, statement: Prepared, given: Sequence[Mapping[str, Any]]) -> None:
        await self._driver.executemany(statement.sql, [statement.values(one) for one in given])

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """Takes back what was done in it, and no more, when it is left by an exception."""
        check_open(self._driver)
        await self._driver.execute("SAVEPOINT unit")
        try:
            yield
        except BaseException:
            await self._driver.execute("ROLLBACK TO unit")
            raise
        finally:
            await self._driver.execute("RELEASE unit")


@asynccontextmanager
async def transaction(engine: AsyncEngine, begin: str) -> AsyncIterator[Connection]:
    """Commits when left without an exception, rolls back otherwise."""
    pooled = await engine.raw_connection()
    driver = cast(InPlace, pooled.driver_connection)
    try:
        await driver.execute(begin)
        yield Connection(driver)
        check_open(driver)
        await driver.commit()
    except BaseException:
        await driver.rollback()  # even if this wait is cancelled too, it happens before the next BEGIN
        raise
    finally:
        pooled.close()


def check_open(driver: InPlace) -> None:
    """Raises when SQLite has ended the transaction by itself, as it may when the disk is full (lang_transaction)."""
    if not driver.in_transaction:
        raise sqlite3.OperationalError("SQLite has taken back the whole transaction")


def any_of(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """`column` is one of a list of any length, given as `name`: one SQL text for all lengths."""
    given = func.json_each(bindparam(name, type_=JSON)).table_valued("value")
    return column.in_(select(given.c.value))


def _binding(kind: TypeEngine[Any]) -> Processor | None:
    return kind.dialect_impl(_DIALECT).bind_processor(_DIALECT)


def _reading(kind: TypeEngine[Any]) -> Processor | None:
    return kind.dialect_impl(_DIALECT).result_processor(_DIALECT, None)
