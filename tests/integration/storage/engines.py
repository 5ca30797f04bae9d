"""The engines that keep the contract of storage: each test beside this file runs on all of them."""

from collections.abc import Callable
from pathlib import Path


def sqlite_url(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder / 'planerka.db'}"


# The URL of an empty database, by the name of its engine; a folder of the test's own is given.
ENGINES: dict[str, Callable[[Path], str]] = {"sqlite": sqlite_url}
