"""SQL that SQLAlchemy has no portable construct for."""

from typing import Any

from sqlalchemy import ARRAY, JSON, ClauseElement, Column, ColumnElement, Insert, Table, bindparam, insert
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql import SyntaxExtension
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


def upsert(table: Table) -> Insert:
    """Inserts a row, or gives the one with the same primary key all its other values."""
    return insert(table).ext(OnConflict(list(table.primary_key), [c for c in table.columns if not c.primary_key]))


def insert_new(table: Table) -> Insert:
    """Inserts a row unless one with the same value in any unique column is there."""
    return insert(table).ext(OnConflict([], []))


def any_of(column: ColumnElement[Any], name: str) -> ColumnElement[Any]:
    """`column` is in the list given as `name`: one SQL text for lists of all lengths."""
    return AnyOf(column, bindparam(name, type_=ARRAY(column.type).with_variant(JSON(), "sqlite")))


class OnConflict(SyntaxExtension, ClauseElement):
    """ON CONFLICT, as SQLite and PostgreSQL both spell it: updates the columns in `changing`, or nothing if none."""

    inherit_cache = False

    def __init__(self, key: list[Column[Any]], changing: list[Column[Any]]) -> None:
        self.key = key
        self.changing = changing

    def apply_to_insert(self, insert_stmt: Insert) -> None:
        insert_stmt.apply_syntax_extension_point(self.append_replacing_same_type, "post_values")


class AnyOf(FunctionElement[Any]):
    """Without a type: of a boolean expression SQLAlchemy asks SQLite whether it equals 1, and no index serves that."""

    inherit_cache = True


@compiles(OnConflict)
def _on_conflict(element: OnConflict, compiler: SQLCompiler, **_: Any) -> str:
    if not element.changing:
        return "ON CONFLICT DO NOTHING"
    key = ", ".join(map(compiler.preparer.format_column, element.key))
    names = map(compiler.preparer.format_column, element.changing)
    return f"ON CONFLICT ({key}) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in names)}"


@compiles(AnyOf)
def _any_of(element: AnyOf, compiler: SQLCompiler, **how: Any) -> str:
    column, given = (compiler.process(clause, **how) for clause in element.clauses)
    return f"{column} = ANY ({given})"
