"""When an event may take place."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refusal, Why
from domain.when import MAX_LENGTH, YEARS_AHEAD, When, checked
from tests.make import a_when

NOW = datetime(2028, 8, 1, 12, tzinfo=UTC)
WHEN = a_when()
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize("length", [MINUTE, timedelta(hours=2), MAX_LENGTH])
def test_up_to_a_day_can_be_planned(length: timedelta) -> None:
    """1. A whole day included."""
    when = replace(WHEN, end=WHEN.start + length)
    assert checked(when, NOW) is when


@pytest.mark.parametrize(
    ("length", "why", "facts"),
    [
        (timedelta(0), Why.ENDS_BEFORE_START, {}),
        (-MINUTE, Why.ENDS_BEFORE_START, {}),
        (MAX_LENGTH + MINUTE, Why.TOO_LONG_EVENT, {"limit_hours": 24}),
    ],
)
def test_other_lengths_are_refused(length: timedelta, why: Why, facts: dict[str, int]) -> None:
    """2."""
    with pytest.raises(Refusal) as refused:
        checked(replace(WHEN, end=WHEN.start + length), NOW)
    assert (refused.value.why, refused.value.facts) == (why, facts)


@pytest.mark.parametrize("year", [1, 1970, 2028 - YEARS_AHEAD - 1, 2028 + YEARS_AHEAD + 1, 9999])
def test_far_years_are_refused(year: int) -> None:
    """3. In both directions, up to where dates end."""
    start = datetime(year, 6, 1, tzinfo=UTC)
    with pytest.raises(Refusal) as refused:
        checked(When(start, start + MINUTE, "Europe/Moscow"), NOW)
    assert (refused.value.why, refused.value.facts) == (Why.TOO_FAR, {"years": YEARS_AHEAD})


@pytest.mark.parametrize(
    ("start", "zone"),
    [
        (datetime(9999, 12, 31, 22, tzinfo=UTC), "Asia/Kamchatka"),
        (datetime(1, 1, 1, 1, tzinfo=UTC), "America/New_York"),
    ],
)
def test_the_ends_of_the_calendar_are_far(start: datetime, zone: str) -> None:
    """4. Although there is no local time there at all."""
    with pytest.raises(Refusal) as refused:
        checked(When(start, start + MINUTE, zone), NOW)
    assert refused.value.why is Why.TOO_FAR


@given(st.integers(-3, 3), st.integers(1, 3), st.integers(-3, 3), st.integers(1, 3))
def test_overlapping_is_mutual_and_needs_a_common_moment(a: int, lasting: int, b: int, long: int) -> None:
    """5. One that begins when the other ends does not clash with it."""
    one, other = _hours(a, lasting), _hours(b, long)
    common = set(range(a, a + lasting)) & set(range(b, b + long))
    assert one.overlaps(other) is other.overlaps(one) is bool(common)


def _hours(start: int, length: int) -> When:
    begin = NOW + timedelta(hours=start)
    return When(begin, begin + timedelta(hours=length), "UTC")
