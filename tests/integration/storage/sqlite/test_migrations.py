"""Every revision goes up, down and up again, loses no row, and the last one is what the code works with."""

import json
import logging
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import DateTime, MetaData, Table, create_engine  # noqa: TID251  looking at the columns as they are
from sqlalchemy.types import JSON, Boolean, Integer

from domain.details import Change
from storage.migrations import migrate, migrating
from storage.tables.metadata import metadata
from storage.uow import Database
from tests.integration.usecases.house import Clock, House

Rows = dict[str, list[dict[str, Any]]]

STATES = {"inbox": "new", "outbox": "pending"}
RENAMED = {"skype_accounts": "conference_accounts"}


def revisions() -> list[str]:
    scripts = ScriptDirectory(str(files("storage") / "migrations"))
    return [script.revision for script in reversed(list(scripts.walk_revisions()))]


def go(url: str, direction: str, revision: str) -> None:
    with migrating(url) as config:
        getattr(command, direction)(config, revision)


def rows(path: Path) -> Rows:
    """Everything in the file, by table and column, whatever tables it has."""
    with closing(sqlite3.connect(path)) as file:
        file.row_factory = sqlite3.Row
        names = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        own = [name for name in names if not name.startswith("sqlite_") and name != "alembic_version"]
        return {name: [dict(row) for row in file.execute(f"SELECT * FROM {name} ORDER BY 1, 2")] for name in own}  # noqa: S608


def in_both(rows: Rows, others: Rows) -> Rows:
    """These rows, as far as the others have their columns, too: a revision may add one or do away with it."""
    columns = {name: set(found[0]) for name, found in others.items() if found}
    return {name: [{c: row[c] for c in row if c in columns[name]} for row in rows[name]] for name in columns}


def fill(path: Path) -> None:
    """Two rows in every table that the file has and that is still empty, each pointing to the first of the others."""
    engine = create_engine(f"sqlite:///{path}")
    found = MetaData()
    found.reflect(engine)
    with engine.begin() as connection:
        for table in found.sorted_tables:
            if table.name != "alembic_version" and not connection.execute(table.select()).first():
                connection.execute(table.insert(), [_row(table, number) for number in (1, 2)])
    engine.dispose()


def _row(table: Table, number: int) -> dict[str, Any]:
    return {column.name: _value(table, column, number) for column in table.columns}


def _value(table: Table, column: Any, number: int) -> Any:
    if column.name == "state":
        return STATES[table.name]
    if isinstance(column.type, DateTime):
        return None if column.nullable else datetime(2028, 8, number)  # noqa: DTZ001  as SQLite holds it
    if isinstance(column.type, (Integer, Boolean)):
        return bool(number - 1) if isinstance(column.type, Boolean) else number
    return {"number": number} if isinstance(column.type, JSON) else f"{column.name} {number}"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "planerka.db"


@pytest.fixture
def plain_url(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


@pytest.mark.parametrize("revision", revisions())
def test_stairway(plain_url: str, path: Path, revision: str) -> None:
    """Up to the revision, one down, and up again: what was there below is there, and the tables are the same."""
    go(plain_url, "upgrade", revision)
    before = _schema(path)
    go(plain_url, "downgrade", "-1")
    go(plain_url, "upgrade", revision)
    assert _schema(path) == before


def test_the_tables_of_the_migrations_are_those_of_the_code(plain_url: str) -> None:
    with migrating(plain_url) as config:
        command.upgrade(config, "head")
    with migrating(plain_url) as config:
        context = MigrationContext.configure(config.attributes["connection"], opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_an_upgrade_of_a_filled_database_loses_no_row(plain_url: str, path: Path) -> None:
    """Each revision meets every table of the one before it filled; at the end all of it is there, unchanged."""
    kept: Rows = {}
    for revision in revisions():
        go(plain_url, "upgrade", revision)
        now = rows(path)
        kept = {name if name in now else RENAMED[name]: found for name, found in kept.items()}
        assert in_both(now, kept) == in_both(kept, {name: now[name] for name in kept})
        fill(path)
        kept = rows(path)
    assert set(kept) == set(metadata.tables)
    assert {name: len(found) for name, found in kept.items()} == dict.fromkeys(kept, 2)


def test_rooms_that_are_there_are_looked_for_from_now_on(plain_url: str, path: Path) -> None:
    """Half an hour before the start, if that is to come; `down` takes back what the bot before could not read."""
    go(plain_url, "upgrade", "0007")
    fill(path)
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE events SET conference = 'made', starts_at = '9999-01-01 00:10:00.000000' WHERE id = 2")
        file.execute("UPDATE events SET conference = 'made', starts_at = '2020-01-01 00:10:00.000000' WHERE id = 1")
    go(plain_url, "upgrade", "0008")
    (check,) = (row for row in rows(path)["timers"] if row["key"].startswith("check:"))
    assert (check["key"], check["due_at"]) == ("check:2", "9998-12-31 23:40:00.000000")
    assert json.loads(check["body"]) == {"what": "check", "event": 2, "lane": "skype:2"}
    go(plain_url, "downgrade", "0007")
    assert not [row for row in rows(path)["timers"] if row["key"].startswith("check:")]


async def test_edits_whose_letters_wait_leave_as_announcements(plain_url: str, path: Path) -> None:
    """A sent form held what they tell; the timer of one had come, that of the other had not. Nothing is told twice."""
    go(plain_url, "upgrade", "0008")
    with closing(sqlite3.connect(path)) as file:
        file.executescript((Path(__file__).parent / "held_edits_0008.sql").read_text("utf-8"))
    go(plain_url, "upgrade", "head")
    assert rows(path)["forms"] == []
    assert [row["event_id"] for row in rows(path)["announcements"]] == [1, 2]
    clock = Clock(datetime(2028, 8, 1, 12, 1, tzinfo=UTC))
    house = House(await Database.open(plain_url, clock), clock)
    await house.does(lambda w: w.due_timers.due(10))
    waiting = await house.asks(lambda w: w.inbox.leftover())
    for row in [*waiting, *waiting]:
        await house.handles(row.arrived)
    for key in ("changed:1:2:2", "changed:1:2:3", "changed:2:2:2", "changed:2:2:3"):
        letter = await house.asks(lambda w, key=key: w.letters.get(key))  # type: ignore[misc]
        assert letter.changes == (Change("conference", False, True), Change("place", "", "Зал"))
    await house.units.close()
    letters = [row for row in rows(path)["outbox"] if row["kind"] == "letter"]
    assert [row["key"].split(":")[1] for row in letters] == ["changed"] * 4
    assert (rows(path)["announcements"], len(rows(path)["cards"])) == ([], 10)


def test_what_is_owed_names_its_card(plain_url: str, path: Path) -> None:
    """A card that is still to be drawn must not be forgotten, although its row was written by the version before."""
    go(plain_url, "upgrade", "0008")
    fill(path)
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("""UPDATE outbox SET body = '{"card": 5}' WHERE id = 1""")
    go(plain_url, "upgrade", "0009")
    assert [row["card_id"] for row in rows(path)["outbox"]] == [5, None]


BEFORE_0012 = (  # id, event_id, form_id, cancelling, word, superseded
    (11, 1, None, 0, "", 0),
    (12, 1, None, 0, "", 1),
    (13, 1, None, 1, 'Жаль: "завтра"', 0),
    (14, 1, 1, 0, "", 0),
    (15, None, 1, 0, "", 0),
    (16, None, None, 0, "", 0),
)
FROM_0012 = {
    11: ("event", {}),
    12: ("newer", {}),
    13: ("cancel", {"comment": 'Жаль: "завтра"'}),
    14: ("form", {}),
    15: ("form", {}),
    16: ("discarded", {}),
}


def test_cards_show_what_they_showed(plain_url: str, path: Path) -> None:
    """And what is typed next is still the comment; `down` and up again leaves them as they are, pickers closed."""
    go(plain_url, "upgrade", _below("0012"))
    fill(path)
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("DELETE FROM cards")
        file.execute("UPDATE conversations SET what = 'word' WHERE person_id = 1")
        file.execute("UPDATE events SET word = 'Жаль' WHERE id = 1")
        names = "id, event_id, form_id, cancelling, word, superseded, reader, chat_id, message_id, letter"
        for card in BEFORE_0012:
            file.execute(f"INSERT INTO cards ({names}) VALUES (?, ?, ?, ?, ?, ?, 1, 1001, 7, 'key')", card)  # noqa: S608
    before = rows(path)["cards"]
    for _ in range(2):
        go(plain_url, "upgrade", "0012")
        now = rows(path)
        assert {row["id"]: (row["shows"], json.loads(row["details"])) for row in now["cards"]} == FROM_0012
        assert [(row["event_id"], row["form_id"]) for row in now["cards"]] == [card[1:3] for card in BEFORE_0012]
        assert (now["conversations"][0]["what"], now["events"][0]["comment"]) == ("comment", "Жаль")
        with closing(sqlite3.connect(path)) as file, file:
            file.execute("UPDATE cards SET shows = 'month', details = '{\"month\": \"2028-09-01\"}' WHERE id = 14")
            file.execute("INSERT INTO cards (id, shows, details, inline_message_id) VALUES (17, 'event', '{}', 'x')")
        go(plain_url, "downgrade", _below("0012"))
        assert rows(path)["cards"] == before
        assert (rows(path)["conversations"][0]["what"], rows(path)["events"][0]["word"]) == ("word", "Жаль")


def _below(revision: str) -> str:
    return revisions()[revisions().index(revision) - 1]


def test_remaking_a_table_does_not_delete_what_points_to_it(plain_url: str, path: Path) -> None:
    """SQLite changes a table by making it anew; with foreign keys on, dropping the old one would empty its children."""
    go(plain_url, "upgrade", "head")
    fill(path)
    before = rows(path)
    with migrating(plain_url) as config:
        context = MigrationContext.configure(config.attributes["connection"])
        with Operations(context).batch_alter_table("events", recreate="always") as batch:
            batch.alter_column("summary", nullable=True)
    assert rows(path) == before


def test_orphans_are_noticed_and_nothing_is_changed(plain_url: str, path: Path) -> None:
    go(plain_url, "upgrade", "head")
    fill(path)
    before = rows(path)
    with pytest.raises(RuntimeError, match="not there"), migrating(plain_url) as config:
        config.attributes["connection"].exec_driver_sql("DELETE FROM people WHERE id = 1")
    assert rows(path) == before


def test_a_step_that_fails_changes_nothing(plain_url: str, path: Path) -> None:
    """DDL too is taken back."""
    go(plain_url, "upgrade", "0001")
    before = _schema(path)
    with suppress(ZeroDivisionError), migrating(plain_url) as config:
        command.upgrade(config, "head")
        raise ZeroDivisionError
    assert _schema(path) == before


async def test_migrating_runs_beside_the_loop_and_twice_is_fine(plain_url: str, path: Path) -> None:
    await migrate(plain_url)
    await migrate(plain_url)
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert file.execute("SELECT version_num FROM alembic_version").fetchall() == [(revisions()[-1],)]


async def test_migrating_leaves_the_log_alone(plain_url: str) -> None:
    """Alembic's usual env.py silences every logger that exists already."""
    logger = logging.getLogger("bot.telegram.polling")
    level = logging.getLogger().level
    await migrate(plain_url)
    assert not logger.disabled
    assert logging.getLogger().level == level


async def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="is not there or cannot be written"):
        await migrate(f"sqlite+aiosqlite:///{tmp_path}/no/such/folder/planerka.db")


async def test_a_file_name_may_hold_anything(tmp_path: Path) -> None:
    await migrate(f"sqlite+aiosqlite:///{tmp_path}/100 % Планёрка.db")
    assert (tmp_path / "100 % Планёрка.db").exists()


def _schema(path: Path) -> set[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as file:
        return set(file.execute("SELECT name, sql FROM sqlite_master"))
