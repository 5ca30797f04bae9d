"""`python -m bot migrate`, `backup` and `health`."""

import sqlite3
from contextlib import closing

import pytest

from tests.integration.cli.shell import Shell


async def test_01_a_database_is_made_for_its_owner_alone(shell: Shell) -> None:
    """1. migrate makes it, and again changes nothing."""
    for _ in range(2):
        ended = await shell.types("migrate")
        assert (ended.status, ended.out) == (0, "The database is up to date: sqlite+aiosqlite:///planerka.db\n")
    assert (shell.folder / "planerka.db").stat().st_mode & 0o777 == 0o600


async def test_02_a_file_that_is_no_database(shell: Shell) -> None:
    """2. One line, and the file stays as it is."""
    (shell.folder / "planerka.db").write_text("not a database, but somebody's notes")
    ended = await shell.types("migrate")
    assert (ended.status, ended.line) == (
        1,
        (
            "The database planerka.db (file is not a database) is not a database. "
            "If PLANERKA_DATABASE_URL names the right file, stop the bot and restore a backup: "
            ".venv/bin/python -m bot restore FILE"
        ),
    )
    assert "notes" in (shell.folder / "planerka.db").read_text()


async def test_03_a_database_of_a_newer_planerka(shell: Shell) -> None:
    """3. It is left alone."""
    await shell.types("migrate")
    with closing(sqlite3.connect(shell.folder / "planerka.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    ended = await shell.types("migrate")
    assert (ended.status, ended.line.partition(":")[0]) == (1, "The database planerka.db was made by a newer Planerka")


async def test_04_a_backup_replaces_nothing(shell: Shell) -> None:
    """4. An existing file, also an empty one, is left alone; so is a missing database."""
    ended = await shell.types("backup", "copy.db")
    assert (ended.status, ended.line) == (1, "There is no database planerka.db to be copied.")
    await shell.types("migrate")
    (shell.folder / "copy.db").touch()
    ended = await shell.types("backup", "copy.db")
    assert (ended.status, ended.line) == (1, "copy.db is there already. A backup never replaces a file.")
    assert sorted(file.name for file in shell.folder.iterdir()) == ["copy.db", "planerka.db"]


async def test_05_a_damaged_database_leaves_no_backup(shell: Shell) -> None:
    """5. What cannot be proved is not kept."""
    (shell.folder / "planerka.db").write_bytes(b"SQLite format 3\0" + bytes(4096))
    ended = await shell.types("backup", "copy.db")
    assert ended.status == 1
    assert ended.line.startswith("There is no backup now. The database planerka.db (")
    assert ended.line.endswith(" restore a backup: .venv/bin/python -m bot restore FILE.")
    assert not (shell.folder / "copy.db").exists()


async def test_06_no_bot_runs_on_it(shell: Shell) -> None:
    """6. health says so by its status, and makes nothing."""
    ended = await shell.types("health")
    assert (ended.status, ended.out) == (1, "No bot runs on sqlite+aiosqlite:///planerka.db\n")
    assert list(shell.folder.iterdir()) == []


@pytest.mark.usefixtures("warm", "telegram")
@pytest.mark.parametrize("page", [1, 3, 5])
async def test_07_a_damaged_database(shell: Shell, page: int) -> None:
    """7. Where a start notices it, it ended with a traceback; now one line says how to restore."""
    await shell.types("migrate")
    database = shell.folder / "planerka.db"
    data = bytearray(database.read_bytes())
    data[4096 * page : 4096 * (page + 40)] = bytes(4096 * 40)
    database.write_bytes(data)
    ended = await shell.types("run")
    assert ended.status == 1
    assert ended.err.splitlines()[-1] == (
        "The database planerka.db (database disk image is malformed) is damaged: stop the bot and restore a backup: "
        ".venv/bin/python -m bot restore FILE"
    )
    assert "Traceback" not in ended.err
