"""The time in the demo: it stands still while the story is told, so that every run tells the same story."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

START = datetime(2028, 8, 21, 9, 0, tzinfo=ZoneInfo("Europe/Moscow"))  # a Monday


class StoryClock:
    """A clock that stands until `runs` is called; `monotonic` returns growing seconds."""

    def __init__(self, start: datetime = START, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._moment = start.astimezone(UTC)
        self._monotonic = monotonic
        self._since: float | None = None

    def __call__(self) -> datetime:
        """Now, in UTC."""
        return self._moment + timedelta(seconds=0 if self._since is None else self._monotonic() - self._since)

    def passes(self, minutes: int) -> None:
        """Move the clock forward."""
        self._moment += timedelta(minutes=minutes)

    def runs(self) -> None:
        """Let the clock run with real time from now on."""
        self._since = self._monotonic()
