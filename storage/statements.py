"""Statements written once for every engine, and compiled for the one at hand.

SQLAlchemy writes the SQL and knows the types. Its bookkeeping for each execution, though, costs ten times what SQLite
needs for the answer; so a statement is compiled at its first use, and its rows are read here, as plain tuples.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import Delete, Dialect, Insert, Select, Update
from sqlalchemy.types import TypeEngine

Row = tuple[Any, ...]
Processor = Callable[[Any], Any]


class Prepared:
    """A statement; `keys` are the columns for which an INSERT or UPDATE is given values."""

    def __init__(self, statement: Select[*Row] | Insert | Update | Delete, keys: Iterable[str] = ()) -> None:
        self.statement = statement
        self.keys = list(keys) or None
        self._compiled: dict[Dialect, Compiled] = {}

    def on(self, dialect: Dialect) -> "Compiled":
        """As this dialect spells it. An engine always passes the same object, which is compiled for once."""
        if (compiled := self._compiled.get(dialect)) is None:
            compiled = self._compiled[dialect] = Compiled(self, dialect)
        return compiled


class Compiled:
    """SQL of one dialect, and how values get into it and rows out of it."""

    def __init__(self, prepared: Prepared, dialect: Dialect) -> None:
        compiled = prepared.statement.compile(dialect=dialect, column_keys=prepared.keys)
        binds = {name: (bind, _bind_processor(bind.type, dialect)) for name, bind in compiled.binds.items()}
        self.sql = compiled.string
        self._constants = {name: bind.effective_value for name, (bind, _) in binds.items() if not bind.required}
        self._to_sql = [(name, process) for name, (_, process) in binds.items() if process is not None]
        readings = enumerate(_result_processor(column.type, dialect) for column in prepared.statement.exported_columns)
        self._from_sql = [(i, process) for i, process in readings if process is not None]

    def values(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """All bound values, as the driver takes them."""
        values = {**self._constants, **given}
        for name, process in self._to_sql:
            values[name] = process(values[name])
        return values

    def row(self, raw: Row) -> Row:
        """A row of the driver with values of the columns' Python types."""
        if not self._from_sql:
            return raw
        row = list(raw)
        for i, process in self._from_sql:
            row[i] = process(row[i])
        return tuple(row)


def _bind_processor(kind: TypeEngine[Any], dialect: Dialect) -> Processor | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _result_processor(kind: TypeEngine[Any], dialect: Dialect) -> Processor | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)
