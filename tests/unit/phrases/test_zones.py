"""Local times that a zone skips in spring, or has twice in autumn."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.phrases import read_when
from tests.unit.phrases.reading import BERLIN, MOSCOW, NOW, read, refused


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("28.03.2027 02:30", "02:30"),
        ("28.03.2027 02:00-03:30", "02:00"),
        ("28.03.2027 01:30-02:45", "02:45"),
        ("27.03.2027 23:00-02:15", "02:15"),
    ],
)
def test_a_skipped_hour_is_refused(text: str, missing: str) -> None:
    """1. In Berlin the clock jumps from 02:00 to 03:00 that night; in Moscow it does not."""
    assert refused(text, BERLIN) == ("no_such_local_time", {"text": missing, "zone": BERLIN})
    assert read(text, MOSCOW)


def test_a_length_passes_over_the_skipped_hour() -> None:
    """2. One hour is one hour, whatever the clock on the wall does meanwhile."""
    assert read("28.03.2027 01:30 1ч", BERLIN) == ["Sun 28.03.2027 01:30-03:30"]


def test_a_reading_that_does_not_exist_is_left_out() -> None:
    """3. «в 2» may only be the afternoon on a day without that hour of the night."""
    assert read("28.03.2027 в 2", BERLIN) == ["Sun 28.03.2027 14:00-15:00"]


def test_an_hour_that_comes_twice_gives_two_readings() -> None:
    """4. First the one before the clock is turned back."""
    first, second = read_when("25.10.2026 02:30", NOW, BERLIN)
    assert first.start == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert second.start == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert first.end - first.start == second.end - second.start == timedelta(hours=1)


def test_an_end_that_comes_twice_gives_two_readings() -> None:
    """5. From 01:00 to 02:30 is one hour and a half, or an hour more."""
    lengths = [when.end - when.start for when in read_when("25.10.2026 01:00-02:30", NOW, BERLIN)]
    assert lengths == [timedelta(hours=1, minutes=30), timedelta(hours=2, minutes=30)]


def test_a_clock_that_shows_less_at_the_end() -> None:
    """6. From the first 02:30 to the second 02:10 are forty minutes."""
    (when,) = read_when("25.10.2026 2:30-2:10", NOW, BERLIN)
    assert when.end - when.start == timedelta(minutes=40)


def test_a_weekday_whose_hour_is_over_today_and_skipped_in_a_week() -> None:
    """7. No reading is left, so the person learns why."""
    sunday = datetime(2027, 3, 21, 13, 0, tzinfo=UTC)
    assert refused("вс 02:30", BERLIN, sunday) == ("no_such_local_time", {"text": "02:30", "zone": BERLIN})


def test_today_is_the_day_of_the_person() -> None:
    """8. At 22:30 in Greenwich on New Year's Eve it is already 2027 in Moscow."""
    eve = datetime(2026, 12, 31, 22, 30, tzinfo=UTC)
    assert read("сегодня 10:00", MOSCOW, eve) == ["Fri 01.01.2027 10:00-11:00"]
    assert read("сегодня 23:30", "UTC", eve) == ["Thu 31.12.2026 23:30-01.01.2027 00:30"]
    assert read("01.01.2032 10:00", MOSCOW, eve) == ["Thu 01.01.2032 10:00-11:00"]
