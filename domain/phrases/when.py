"""Parses typed times in the zone of the person who typed them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from itertools import product
from typing import TypeVar
from zoneinfo import ZoneInfo

from domain.errors import Refusal, Why
from domain.phrases.grammar import Phrase, parsed
from domain.phrases.hours import Hours
from domain.phrases.normalization import shortened
from domain.text import clean_line
from domain.when import DEFAULT_LENGTH, YEARS_AHEAD, When, checked

TEXT_LIMIT = 200

T = TypeVar("T")


def read_when(text: str, now: datetime, zone: str) -> tuple[When, ...]:
    """One reading, or several in a fixed order for the person to choose from. `zone` is an IANA name.

    A reading may be in the past if that was typed explicitly. Raises Refusal: EMPTY, TIME_NOT_UNDERSTOOD, DATE_MISSING,
    HOUR_MISSING, NO_SUCH_DATE, NO_SUCH_LOCAL_TIME, WEEKDAY_DIFFERS, or as `domain.when.checked` does.
    """
    line = clean_line(text)
    if not line:
        raise Refusal(Why.EMPTY, field="when")
    if len(line) > TEXT_LIMIT:
        raise Refusal(Why.TIME_NOT_UNDERSTOOD, word=shortened(line))
    return readings(parsed(line), now, zone)


def readings(phrases: Iterable[Phrase], now: datetime, zone: str) -> tuple[When, ...]:
    """All readings of the phrases in `zone`. Raises Refusal if there are none; see `read_when`."""
    reader = _Reader(now.astimezone(ZoneInfo(zone)), zone)
    return tuple(dict.fromkeys(_all_readings(reader.readings, phrases)))


def instants(day: date, minutes: int, zone: str) -> tuple[datetime, ...]:
    """The instants, in UTC, at which clocks in `zone` show `minutes` after midnight of `day`, the earlier first.

    There are two when clocks are turned back. Raises NO_SUCH_LOCAL_TIME if clocks skip that time.
    """
    wall = datetime.combine(day, time(), ZoneInfo(zone)) + timedelta(minutes=minutes)
    both = (wall.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    # Python compares datetimes in the same zone by wall clock, which is what is wanted here.
    found = tuple(dict.fromkeys(instant for instant in both if instant.astimezone(wall.tzinfo) == wall))
    if not found:
        raise Refusal(Why.NO_SUCH_LOCAL_TIME, text=f"{wall:%H:%M}", zone=zone)
    return found


@dataclass(frozen=True)
class _Reader:
    """Turns phrases into times. `now` is in `zone`."""

    now: datetime
    zone: str

    def readings(self, phrase: Phrase) -> list[When]:
        """Several if clocks are turned back, or if both today and a week from now fit."""
        days = self._days(phrase)
        if phrase.hours is None:
            raise Refusal(Why.HOUR_MISSING)
        if any(abs(day.year - self.now.year) > YEARS_AHEAD for day in days):
            raise Refusal(Why.TOO_FAR, years=YEARS_AHEAD)  # checked before any arithmetic that could overflow a date
        hours, length = phrase.hours.value, phrase.length.value if phrase.length else DEFAULT_LENGTH
        on_day = partial(self._on_day, hours=hours, length=length)
        return _all_readings(on_day if len(days) == 1 else lambda day: self._future(on_day(day)), days)

    def _future(self, found: list[When]) -> list[When]:
        return [when for when in found if when.start > self.now]

    def _days(self, phrase: Phrase) -> list[date]:
        today, weekday = self.now.date(), phrase.weekday
        if phrase.day is None:
            if weekday is None:
                raise Refusal(Why.DATE_MISSING)
            nearest = today + timedelta(days=(weekday.value - today.weekday()) % 7)
            return [nearest] if nearest > today else [today, today + timedelta(weeks=1)]
        day = phrase.day.value.resolved(today)
        if day is None:
            raise Refusal(Why.NO_SUCH_DATE, text=phrase.day.typed)
        if weekday and weekday.value != day.weekday():
            raise Refusal(Why.WEEKDAY_DIFFERS, text=weekday.typed, date=day)
        return [day]

    def _on_day(self, day: date, hours: Hours, length: timedelta) -> list[When]:
        starts = instants(day, hours.start, self.zone)
        if hours.end is None:
            return [self._checked(start, start + length) for start in starts]
        pairs = list(product(starts, instants(day, hours.end, self.zone)))
        forward = [(start, end) for start, end in pairs if start < end]
        return [self._checked(start, end) for start, end in forward or pairs]

    def _checked(self, start: datetime, end: datetime) -> When:
        return checked(When(start, end, self.zone), self.now)


def _all_readings(read: Callable[[T], list[When]], candidates: Iterable[T]) -> list[When]:
    """The readings of all candidates. If there are none, raises one of their refusals: a missing date or hour first."""
    found: list[When] = []
    refusals: list[Refusal] = []
    for candidate in candidates:
        try:
            found += read(candidate)
        except Refusal as refusal:
            refusals.append(refusal)
    if refusals and not found:
        raise max(refusals, key=lambda refusal: refusal.why in {Why.DATE_MISSING, Why.HOUR_MISSING})
    return found
