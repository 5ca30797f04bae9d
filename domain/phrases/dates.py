"""Days: numeric dates, dates with the name of a month, days relative to today, weekdays."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from domain.phrases.rules import any_of, maybe, rule
from domain.phrases.words import BEFORE_DATE, BEFORE_WEEKDAY, MONTHS, RELATIVE_DAYS, WEEKDAYS

LONGEST_BETWEEN_LEAP_DAYS = 8  # years: 1896 to 1904, 2096 to 2104


class Day(Protocol):
    def resolved(self, today: date) -> date | None:
        """The date that it means when typed on `today`; None if there is no such date."""


@dataclass(frozen=True)
class Dated:
    """Without `year`: the next such date, which may be today."""

    day: int
    month: int
    year: int | None = None

    def resolved(self, today: date) -> date | None:
        if self.year is not None:
            return self._in(self.year)
        years = range(today.year, today.year + LONGEST_BETWEEN_LEAP_DAYS + 1)
        return next((d for d in map(self._in, years) if d and d >= today), None)

    def _in(self, year: int) -> date | None:
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


@dataclass(frozen=True)
class Relative:
    days: int

    def resolved(self, today: date) -> date:
        return today + timedelta(days=self.days)


def _dated(found: re.Match[str]) -> Iterator[Dated]:
    yield Dated(int(found["d"]), int(found["m"]), _year(found["y"]))


def _slashed(found: re.Match[str]) -> Iterator[Dated]:
    """Day/month; without Russian letters in the text, month/day too."""
    first, second, year = int(found["d"]), int(found["m"]), _year(found["y"])
    yield Dated(first, second, year)
    if first != second and not re.search("[а-я]", found.string):
        yield Dated(second, first, year)


def _named(found: re.Match[str]) -> Iterator[Dated]:
    yield Dated(int(found["d"]), MONTHS[found["m"]], _year(found["y"]))


def _year(figures: str | None) -> int | None:
    if not figures:
        return None
    return int(figures) + 2000 if len(figures) == 2 else int(figures)


_D = "(?P<d>[0-9]{1,2})"
_M = "(?P<m>[0-9]{1,2})"
_Y = "(?P<y>[0-9]{4}|[0-9]{2})"
_FULL_Y = "(?P<y>[0-9]{4})"
_MONTH = rf"(?P<m>{any_of(MONTHS)})\.?"
_ON = maybe(BEFORE_DATE)

DATES = (
    rule("day", rf"{_FULL_Y}-{_M}-{_D}", _dated, _ON),
    rule("day", rf"{_D}\.{_M}(?:\.{_Y})?", _dated, _ON),
    rule("day", rf"{_D}/{_M}(?:/{_Y})?", _slashed, _ON),
    rule("day", rf"{_D}(?:-?го|st|nd|rd|th)?\s+{_MONTH}(?:\s+{_FULL_Y}(?:\s*(?:года|г\.?))?)?", _named, _ON),
    rule("day", rf"{_MONTH}\s+{_D}(?:st|nd|rd|th)?(?:,?\s+{_FULL_Y})?", _named, _ON),
    rule("day", any_of(RELATIVE_DAYS), lambda found: [Relative(RELATIVE_DAYS[found["typed"]])], _ON),
    rule("weekday", rf"(?P<w>{any_of(WEEKDAYS)})\.?", lambda found: [WEEKDAYS[found["w"]]], maybe(BEFORE_WEEKDAY)),
)
