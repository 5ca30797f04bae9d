"""Hours: one, or a range. With minutes or a leading zero the clock is 24-hour; a bare hour may be ambiguous."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from domain.phrases.rules import any_of, maybe, rule
from domain.phrases.words import BEFORE_HOUR, BEFORE_RANGE, WITHIN_RANGE

HOUR = 60
NOON = 12 * HOUR
DAY = 24 * HOUR
EVENING = 18 * HOUR  # an event that starts then or later may end the next day,
MORNING = 6 * HOUR  # until then


@dataclass(frozen=True)
class Hours:
    """In minutes after midnight; `end` is below two days, and None when only a start was typed."""

    start: int
    end: int | None = None


@dataclass(frozen=True)
class Clock:
    """One time of day as typed: `hour` and `minute` are digits, `dot` is whether a dot separates them."""

    hour: str
    minute: str | None
    dot: bool

    @classmethod
    def of(cls, found: re.Match[str], name: str) -> Self:
        return cls(found[f"{name}h"], found[f"{name}m"], found[f"{name}s"] == ".")

    @property
    def minutes(self) -> int:
        return int(self.hour) * HOUR + int(self.minute or 0)

    @property
    def exists(self) -> bool:
        return self.minutes <= DAY and int(self.minute or 0) < HOUR

    @property
    def may_be_a_date(self) -> bool:
        return self.dot and int(self.hour) >= 1 and 1 <= int(self.minute or 0) <= 12

    @property
    def is_plain(self) -> bool:
        """Whether it can be nothing but a time."""
        return self.minute is not None and not self.may_be_a_date

    def starts(self) -> tuple[int, ...]:
        """Its possible meanings as a start, the likelier first, in minutes after midnight."""
        bare = self.minute is None and not self.hour.startswith("0")
        if bare and 1 * HOUR <= self.minutes <= 6 * HOUR:
            return self.minutes + NOON, self.minutes
        if bare and self.minutes == 7 * HOUR:
            return self.minutes, self.minutes + NOON
        return (self.minutes,) if self.minutes < DAY else ()

    def end_after(self, start: int, start_is_bare: bool) -> int:
        """Its meaning as an end. If it or the start is bare, the next such hour («с 11 до 2:30» ends at 14:30)."""
        twelve = (self.minute is None or start_is_bare) and not self.hour.startswith("0") and self.minutes < 13 * HOUR
        if twelve and self.minutes <= start < self.minutes + NOON:
            return self.minutes + NOON
        overnight = self.minutes <= start and start >= EVENING and self.minutes <= MORNING
        return self.minutes + DAY if overnight else self.minutes


def _single(found: re.Match[str]) -> Iterator[Hours]:
    clock = Clock.of(found, "a")
    if clock.exists and (found["at"] or clock.is_plain):
        yield from map(Hours, clock.starts())


def _range(found: re.Match[str]) -> Iterator[Hours]:
    first, last = Clock.of(found, "a"), Clock.of(found, "b")
    dates = (first.may_be_a_date or last.may_be_a_date) and not (first.is_plain or last.is_plain)
    if first.exists and last.exists and not dates:
        yield from (Hours(start, last.end_after(start, first.minute is None)) for start in first.starts())


def _clock(name: str) -> str:
    return rf"(?P<{name}h>[0-9]{{1,2}})(?:(?P<{name}s>[:.])(?P<{name}m>[0-9]{{2}}))?"


HOURS = (
    rule("hours", _clock("a"), _single, rf"(?P<at>{any_of(BEFORE_HOUR)}\s+)?"),
    rule("hours", rf"{_clock('a')}(?:\s*-\s*|\s+{any_of(WITHIN_RANGE)}\s+){_clock('b')}", _range, maybe(BEFORE_RANGE)),
)
