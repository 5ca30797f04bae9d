"""What typed times are refused, why, and which word is named."""

from datetime import date

import pytest

from tests.unit.phrases.reading import read, refused


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("созвон с Олегом завтра в 15", "созвон"),
        ("завтра в 15 Созвон", "Созвон"),
        ("tomorow at 15:00", "tomorow"),
        ("завтра 10", "10"),
        ("завтра 25:00", "25:00"),
        ("завтра 10:60", "10:60"),
        ("завтра 10:00-25:00", "10:00-25:00"),
        ("завтра 24:00", "24:00"),
        ("завтра 24:30-25:00", "24:30-25:00"),
        ("завтра послезавтра 10:00", "послезавтра"),
        ("завтра 10:00 11:00", "11:00"),
        ("завтра 10:00-11:00 1ч", "1ч"),
        ("завтра 10:00 1,33 ч", "1"),
        ("28.08 10.10", "10.10"),
        ("10.10-12.10 завтра", "10.10-12.10"),
        ("завтра ١٠:٠٠", "١٠:٠٠"),
        ("завтра 10:00 ²ч", "²ч"),
        ("10:00 1ч, @ivanov", "@ivanov"),
        ("10–12 октября", "октября"),
        (",", ","),
        ("а" * 60, "а" * 39 + "…"),
        ("завтра " * 50, "завтра завтра завтра завтра завтра завтр"[:39] + "…"),
    ],
)
def test_a_word_that_fits_nowhere_is_named(text: str, word: str) -> None:
    """1. Whatever no rule consumes is never skipped."""
    assert refused(text) == ("time_not_understood", {"word": word})


@pytest.mark.parametrize(
    ("text", "why", "facts"),
    [
        ("", "empty", {"field": "when"}),
        (" \u200b\n", "empty", {"field": "when"}),
        ("10:00", "date_missing", {}),
        ("в 6", "date_missing", {}),
        ("10.30", "date_missing", {}),
        ("1 час", "date_missing", {}),
        ("завтра", "hour_missing", {}),
        ("28 августа", "hour_missing", {}),
        ("10.12", "hour_missing", {}),
        ("пн 10.12", "weekday_differs", {"text": "пн", "date": date(2026, 12, 10)}),
        ("31 Ноября в 10:00", "no_such_date", {"text": "31 Ноября"}),
        ("on 30.02.2027 10:00", "no_such_date", {"text": "30.02.2027"}),
        ("29.02.2027 10:00", "no_such_date", {"text": "29.02.2027"}),
        ("31.02 10:00", "no_such_date", {"text": "31.02"}),
        ("30/02 10:00", "no_such_date", {"text": "30/02"}),
        ("01.01.0000 10:00", "no_such_date", {"text": "01.01.0000"}),
        ("2027-13-01T10:00", "no_such_date", {"text": "2027-13-01"}),
        ("Wednesday 15 October at 10", "weekday_differs", {"text": "Wednesday", "date": date(2026, 10, 15)}),
        ("завтра, пн, 10:00", "weekday_differs", {"text": "пн", "date": date(2026, 10, 14)}),
        ("завтра 10:00-9:00", "ends_before_start", {}),
        ("завтра 10:00-10:00", "ends_before_start", {}),
        ("завтра 17:00-01:00", "ends_before_start", {}),
        ("завтра 22:00-07:00", "ends_before_start", {}),
        ("завтра 10:00 0 мин", "ends_before_start", {}),
        ("завтра 10:00 25ч", "too_long_event", {"limit_hours": 24}),
        ("завтра 10:00 999999 ч", "too_long_event", {"limit_hours": 24}),
        ("31.12.9999 23:59", "too_far", {"years": 5}),
        ("31.12.9999 23:00-01:00", "too_far", {"years": 5}),
        ("01.01.0001 00:00", "too_far", {"years": 5}),
        ("01.01.2032 10:00", "too_far", {"years": 5}),
    ],
)
def test_refused(text: str, why: str, facts: dict[str, object]) -> None:
    """2. Missing halves, dates that do not exist and times that cannot be planned."""
    assert refused(text) == (why, facts)


def test_two_hundred_characters_are_read() -> None:
    """3. The limit counts what can be seen: more than that is not a time."""
    assert read("завтра" + " " * 300 + "10:00") == ["Wed 14.10.2026 10:00-11:00"]
    assert refused("1" * 201)[0] == "time_not_understood"
