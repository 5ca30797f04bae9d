"""How SQLite spells what the engines spell differently."""

from typing import Any

from sqlalchemy.dialects import sqlite  # noqa: TID251  this is the place
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from storage.constructs import AnyOf

DIALECT = sqlite.dialect(paramstyle="named")


@compiles(AnyOf, "sqlite")
def _any_of(element: AnyOf, compiler: SQLCompiler, **how: Any) -> str:
    """It has no arrays: the list comes as JSON."""
    column, given = (compiler.process(clause, **how) for clause in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({given}))"  # noqa: S608  both were compiled
