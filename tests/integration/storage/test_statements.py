"""Every statement of storage can be said to each engine that is thought of."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import pytest
from sqlalchemy import Dialect
from sqlalchemy.dialects.postgresql.base import PGDialect  # noqa: TID251  what is compared, without its driver

import storage
from storage.engines.sqlite.dialect import DIALECT
from storage.repositories import events
from storage.statements import Compiled, Prepared
from storage.tables.people import people

DIALECTS = {"sqlite": DIALECT, "postgresql": PGDialect(paramstyle="pyformat")}  # type: ignore[no-untyped-call]


def statements() -> Iterator[tuple[str, Prepared]]:
    for module in walk_packages(storage.__path__, "storage."):
        if not module.name.startswith("storage.migrations."):
            for name, value in vars(import_module(module.name)).items():
                if isinstance(value, Prepared):
                    yield f"{module.name}.{name}", value


STATEMENTS = dict(statements())


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)
@pytest.mark.parametrize("name", STATEMENTS)
def test_it_compiles(name: str, dialect: Dialect) -> None:
    assert Compiled(STATEMENTS[name], dialect).sql


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)
def test_an_update_of_some_columns_compiles(dialect: Dialect) -> None:
    """Those are made when they are first needed."""
    assert "summary=" in Compiled(events._save("summary", "place"), dialect).sql
    assert "told=" in Compiled(events._save_people("told"), dialect).sql


def test_they_are_found() -> None:
    """The test above must not pass because it sees none."""
    assert {"storage.road.relay._CLAIM", "storage.repositories.events._GET"} <= set(STATEMENTS)


def test_it_is_compiled_once_for_each_dialect() -> None:
    statement = Prepared(people.select())
    assert statement.on(DIALECT) is statement.on(DIALECT)
    assert statement.on(DIALECT) is not statement.on(DIALECTS["postgresql"])


@pytest.mark.parametrize(
    ("name", "dialect", "part"),
    [
        ("storage.repositories.people._BY_IDS", "sqlite", "people.id IN (SELECT value FROM json_each(:ids))"),
        ("storage.repositories.people._BY_IDS", "postgresql", "people.id = ANY (%(ids)s)"),
        (
            "storage.repositories.accounts._SAVE",
            "sqlite",
            "ON CONFLICT (person_id) DO UPDATE SET user = excluded.user",
        ),
        ("storage.repositories.accounts._SAVE", "postgresql", 'DO UPDATE SET "user" = excluded."user", secret = '),
        ("storage.road.outbox._POST", "postgresql", "ON CONFLICT DO NOTHING RETURNING outbox.id"),
    ],
)
def test_what_engines_spell_in_their_own_way(name: str, dialect: str, part: str) -> None:
    assert part in " ".join(Compiled(STATEMENTS[name], DIALECTS[dialect]).sql.split())
