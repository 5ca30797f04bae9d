"""One bot for one database: a second one would deliver what the first holds in memory."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from storage.engines import DatabaseUnusable
from storage.engines.sqlite.file import file_url
from storage.engines.sqlite.remedy import no_folder


@contextmanager
def only_one(url: str) -> Iterator[None]:
    """Held by the bot while it runs. The system lets go of it when the process ends, however that happens.

    Raises DatabaseUnusable when another bot runs on this database, or nothing can be written beside the file. The
    empty file stays: without it, two bots that start together could each lock a file of their own.
    """
    database = str(Path(file_url(url).database or "").resolve())  # SQLite, too, takes a link for the file behind it
    with _opened(database) as file:
        _take(file, database)
        yield


def is_held(url: str) -> bool:
    """Whether a bot runs on this database now.

    To know, it takes the lock if nobody has it, for microseconds: a bot that starts just then would be refused, and
    started again.
    """
    try:
        with Path(f"{Path(file_url(url).database or '').resolve()}.lock").open() as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        return False
    return False


def _opened(database: str) -> IO[str]:
    try:
        return Path(f"{database}.lock").open("w")
    except OSError as error:
        folder = Path(database).parent
        raise DatabaseUnusable(no_folder(folder, error.strerror or "")) from error


def _take(file: IO[str], database: str) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise DatabaseUnusable(f"The database {database} is in use: another Planerka runs on it") from error
