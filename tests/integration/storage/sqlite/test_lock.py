"""One bot for one database."""

from pathlib import Path

import pytest

from storage.engines import DatabaseUnusable
from storage.engines.sqlite.lock import is_held, only_one


def test_one_at_a_time(tmp_path: Path) -> None:
    """The second one is told in a sentence; it may begin as soon as the first has ended."""
    url = f"sqlite+aiosqlite:///{tmp_path}/planerka.db"
    with only_one(url), pytest.raises(DatabaseUnusable, match="another Planerka runs on it"), only_one(url):
        pass
    with only_one(url):
        pass


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    """A folder that is not there: a sentence, not a traceback."""
    url = f"sqlite+aiosqlite:///{tmp_path}/missing/planerka.db"
    with pytest.raises(DatabaseUnusable, match="is not there or cannot be written"), only_one(url):
        pass


def test_errors_of_the_bot_stay_what_they_are(tmp_path: Path) -> None:
    """An error of the network while the database is held does not become one of the database."""
    with pytest.raises(OSError, match="no network"), only_one(f"sqlite+aiosqlite:///{tmp_path}/planerka.db"):
        raise OSError("no network")


def test_another_name_of_the_same_database(tmp_path: Path) -> None:
    """Two bots ran on one database, because one of them had it by a symbolic link."""
    (tmp_path / "planerka.db").touch()
    (tmp_path / "link.db").symlink_to(tmp_path / "planerka.db")
    url = f"sqlite+aiosqlite:///{tmp_path}"
    with only_one(f"{url}/planerka.db"), pytest.raises(DatabaseUnusable), only_one(f"{url}/link.db"):
        pass


def test_whether_a_bot_runs(tmp_path: Path) -> None:
    """For healthchecks: it is seen while it runs, also by another name, and asking never takes the database from it."""
    url = f"sqlite+aiosqlite:///{tmp_path}/planerka.db"
    assert not is_held(url)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "link.db").symlink_to(tmp_path / "planerka.db")
    with only_one(url):
        assert is_held(url)
        assert is_held(f"sqlite+aiosqlite:///{tmp_path}/link.db")
    assert not is_held(url)
    with only_one(url):
        pass
