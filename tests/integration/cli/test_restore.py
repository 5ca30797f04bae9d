"""`python -m bot restore`."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from demo.telegram import TelegramServer
from tests.integration.cli.shell import Shell

pytestmark = pytest.mark.usefixtures("warm")


def people(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        found: int = connection.execute("SELECT count(*) FROM people").fetchone()[0]
        return found


def add_person(file: Path, name: str) -> sqlite3.Connection:
    """Leaves it open, so that the row is in the log beside the file only."""
    connection = sqlite3.connect(file)
    connection.execute(
        "INSERT INTO people (name, language, language_chosen, zone) VALUES (?, 'en', 0, 'Europe/Moscow')", [name]
    )
    connection.commit()
    return connection


async def made(shell: Shell) -> tuple[Path, Path]:
    """The database, and a backup of it."""
    await shell.types("migrate")
    await shell.types("backup", "copy.db")
    return shell.folder / "planerka.db", shell.folder / "copy.db"


async def test_01_there_and_back(shell: Shell) -> None:
    """1. It says what is in it. The one that was there stays beside it with all its commits, also those in its log, and
    restoring that one brings them back; no log of another database is left to be played into a file."""
    database, _ = await made(shell)
    with closing(add_person(database, "Anna")):
        log = Path(f"{database}-wal").read_bytes()
        shutil.copy(database, shell.folder / "killed.db")
    database.unlink()
    shutil.copy(shell.folder / "killed.db", database)  # as a kill leaves it: the row is in the log
    Path(f"{database}-wal").write_bytes(log)
    ended = await shell.types("restore", "copy.db")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.startswith(f"{database} is now as copy.db was: ")
    assert " bytes, intact: people 0, events 0, letters 0." in ended.out
    replaced = shell.folder / "planerka-replaced-1.db"
    assert ended.out.endswith(f" What was there before is {replaced}.\n")
    assert not list(shell.folder.glob("planerka.db-*"))
    assert (people(database), people(replaced)) == (0, 1)
    assert database.stat().st_mode & 0o777 == 0o600
    assert (await shell.types("restore", str(replaced))).status == 0
    assert people(database) == 1
    assert people(shell.folder / "planerka-replaced-2.db") == 0
    assert (await shell.types("check")).out.count("is intact and up to date") == 1


async def test_02_not_while_a_bot_runs(shell: Shell, telegram: TelegramServer) -> None:
    """2. One line, status 1, and the bot goes on with what it has."""
    await made(shell)
    run = await shell.starts("run")
    await run.says("At work as @planerka_bot")
    ended = await shell.types("restore", "copy.db")
    assert ended.status == 1
    assert ended.line.endswith("planerka.db is in use: another Planerka runs on it")
    assert not list(shell.folder.glob("*replaced*"))


def of_a_newer_version(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


def torn(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[4096 * 3 : 4096 * 6] = bytes(4096 * 3)
    file.write_bytes(data)


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (of_a_newer_version, "copy.db was made by a newer Planerka than this one. Nothing was changed."),
        (torn, "copy.db cannot be restored: "),
        (lambda file: file.write_bytes(file.read_bytes()[:5000]), "copy.db cannot be restored: "),
        (lambda file: file.write_text("notes" * 1000), "copy.db cannot be restored: file is not a database."),
        (lambda file: file.write_bytes(b""), "copy.db is not a database of Planerka. Nothing was changed."),
        (lambda file: file.unlink(), "There is no file copy.db to restore from."),
        (lambda file: (file.unlink(), file.symlink_to("planerka.db")), "copy.db is the database itself: "),
    ],
    ids=["newer", "torn", "cut off", "no database", "empty", "missing", "the same"],
)
async def test_03_what_cannot_be_restored(shell: Shell, happens: Callable[[Path], object], said: str) -> None:
    """3. One line, and the database is as it was, without anything beside it."""
    database, copy = await made(shell)
    happens(copy)
    before = database.read_bytes()
    ended = await shell.types("restore", "copy.db")
    assert (ended.status, ended.line[: len(said)]) == (1, said)
    assert database.read_bytes() == before
    assert {file.name for file in shell.folder.iterdir()} <= {"planerka.db", "planerka.db.lock", "copy.db"}


async def test_04_on_a_new_machine(shell: Shell) -> None:
    """4. Where there is no database yet, and so none is kept."""
    database, _ = await made(shell)
    database.unlink()
    ended = await shell.types("restore", "copy.db")
    assert ended.status == 0
    assert "before" not in ended.out
    assert people(database) == 0
