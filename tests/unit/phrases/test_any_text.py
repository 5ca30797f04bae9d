"""Whatever is typed: a time that can be planned, or a refusal; never anything else."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.phrases import read_event, read_when
from domain.phrases.words import (
    BEFORE_HOUR,
    BEFORE_RANGE,
    HOURS,
    MINUTES,
    MONTHS,
    RELATIVE_DAYS,
    SKYPE,
    WEEKDAYS,
    WITHIN_RANGE,
)
from domain.when import MAX_LENGTH, When
from tests.unit.phrases.reading import NOW

WORDS = [*RELATIVE_DAYS, *WEEKDAYS, *MONTHS, *HOURS, *MINUTES, *BEFORE_HOUR, *BEFORE_RANGE, *WITHIN_RANGE, *SKYPE]

DAY = timedelta(days=1)

zones = st.sampled_from(["Europe/Moscow", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"])
soup = st.text(alphabet="0123456789.:,/-–+ tTчhм@\n", max_size=40)
figures = st.from_regex(r"[0-3]?[0-9][.:/ -][0-9]{1,2}([.:/ -][0-9]{1,4})?", fullmatch=True)
words = st.lists(st.sampled_from(WORDS) | figures | st.integers(0, 99).map(str), max_size=7).map(" ".join)
days = st.dates(NOW.date() - timedelta(days=1700), NOW.date() + timedelta(days=1700))
clocks = st.times().map(lambda time: f"{time:%H:%M}")
lengths = st.integers(1, 1440).map(lambda minutes: f"{minutes} min")
times = st.builds(lambda day, clock, length: f"{day:%d.%m.%Y} {clock} {length}", days, clocks, lengths)
hours = st.from_regex(
    r"(|в |at |с )[0-2]?[0-9]([:.][0-5][0-9])?(|(-| до )[0-2]?[0-9]([:.][0-5][0-9])?)", fullmatch=True
)
named = st.sampled_from([*RELATIVE_DAYS, *WEEKDAYS]) | st.builds(
    "{} {}".format, st.integers(0, 32), st.sampled_from([*MONTHS])
)
phrases = st.builds("{} {}".format, named | figures, hours)
anything = st.text(max_size=250) | soup | words | phrases | times


def assert_can_be_planned(readings: tuple[When, ...]) -> None:
    assert readings
    assert len(set(readings)) == len(readings)
    for when in readings:
        assert when.start.tzinfo is not None
        assert when.end.tzinfo is not None
        assert timedelta(0) < when.end - when.start <= MAX_LENGTH


@settings(deadline=None, max_examples=400)
@given(anything, zones)
def test_any_text_is_read_or_refused(text: str, zone: str) -> None:
    """1. No exception but Refusal, and every reading ends after it starts."""
    try:
        readings = read_when(text, NOW, zone)
    except Refusal:
        return
    assert_can_be_planned(readings)


@settings(deadline=None, max_examples=400)
@given(st.lists(anything, max_size=3).map(" ".join), zones)
def test_any_message_is_an_event_or_not(text: str, zone: str) -> None:
    """2. The same for whole messages; a username has no @ and a title no line break."""
    try:
        found = read_event(text, NOW, zone)
    except Refusal:
        return
    if found is not None:
        assert_can_be_planned(found.readings)
        assert "\n" not in found.summary
        assert not any("@" in str(name) for name in found.usernames)


@settings(deadline=None, max_examples=400)
@given(times | phrases, zones)
def test_a_reading_printed_in_full_is_read_again(text: str, zone: str) -> None:
    """3. `dd.mm.yyyy HH:MM-HH:MM` means the same; where clocks are turned back, it is one of the meanings."""
    try:
        readings = read_when(text, NOW, zone)
    except Refusal:
        return
    for when in readings:
        start, end = (at.astimezone(ZoneInfo(when.zone)) for at in (when.start, when.end))
        if start.date() != end.date() and (start.hour < 18 or f"{end:%H:%M}" > "06:00"):
            continue  # the short form has no room for the day on which it ends
        again = read_when(f"{start:%d.%m.%Y %H:%M}-{end:%H:%M}", NOW, zone)
        assert when in again
        assert len(again) == 1 or (start - DAY).utcoffset() != (start + DAY).utcoffset()
