"""Looking at the database without changing it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from storage.engines.sqlite.check import look
from storage.migrations import migrate


def revise(file: Path, revision: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))


def tear(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[4096 * 3 : 4096 * 6] = bytes(4096 * 3)
    file.write_bytes(data)


@pytest.mark.parametrize(
    ("happens", "is_usable", "said"),
    [
        (lambda _file: None, True, "is intact and up to date"),
        (lambda file: revise(file, "0001"), True, "brought up to date at the next start"),
        (lambda file: revise(file, "9999"), False, "made by a newer Planerka"),
        (lambda file: file.chmod(0o644), False, "chmod 600"),
        (tear, False, "is damaged"),
        (lambda file: file.write_bytes(b""), True, "brought up to date at the next start"),
        (lambda file: file.unlink(), True, "will be made at the first start"),
        (lambda file: (file.unlink(), file.parent.rmdir()), False, "is not there or cannot be written"),
    ],
)
async def test_what_is_said_of_a_file(
    tmp_path: Path, happens: Callable[[Path], object], is_usable: bool, said: str
) -> None:
    """Whether a start would work with it, and why; the file stays as it is, and nothing is left beside it."""
    (tmp_path / "home").mkdir()
    file = tmp_path / "home" / "planerka.db"
    await migrate(f"sqlite+aiosqlite:///{file}")
    file.chmod(0o600)
    happens(file)
    before = file.read_bytes() if file.exists() else None
    found = look(f"sqlite+aiosqlite:///{file}")
    assert (found[0], said in found[1]) == (is_usable, True), found
    assert (file.read_bytes() if file.exists() else None) == before
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == (
        ["planerka.db"] if before is not None else []
    )
