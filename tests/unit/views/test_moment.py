"""When something is: zones, midnights, clock changes, and what old clients see."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

import locales
from demo.telegram.html import parsed
from domain.person import Person
from domain.when import When
from handlers.views import moment
from handlers.views.settings import ZONES
from tests.make import ANNA, ELENA, a_when

NEW_YORK = replace(ANNA, zone="America/New_York")
BERLIN = replace(ANNA, zone="Europe/Berlin")


@pytest.mark.parametrize(
    ("language", "reader", "when", "said"),
    [
        ("ru", ELENA, a_when(), "пн, 28 августа 2028, 10:00 – 12:30 (GMT+03:00)"),
        ("en", ANNA, a_when(), "Mon, 28 Aug 2028, 08:00 – 10:30 (GMT+01:00)"),
        ("en", NEW_YORK, a_when(), "Mon, 28 Aug 2028, 03:00 – 05:30 (GMT−04:00)"),
        (
            "ru",
            ELENA,
            a_when("2028-12-31 23:00", "2029-01-01 01:30"),
            "вс, 31 декабря 2028, 23:00 – пн, 1 января 2029, 01:30 (GMT+03:00)",
        ),
        (
            "en",
            BERLIN,
            a_when("2028-03-26 01:00", "2028-03-26 04:00", "Europe/Berlin"),
            "Sun, 26 Mar 2028, 01:00 (GMT+01:00) – 04:00 (GMT+02:00)",
        ),
    ],
)
def test_a_time_is_said_in_the_readers_language_and_zone(language: str, reader: Person, when: When, said: str) -> None:
    """1. Over midnight both days are named, over a change of clocks both offsets."""
    with locales.speaking(language):
        assert moment.span(when, reader) == said


def test_what_is_tagged_reads_the_same_without_the_tag() -> None:
    """2. Old clients show the inner text; new ones know the instant and keep the text, since no format is given."""
    with locales.speaking("ru"):
        plain, (entity,) = parsed(moment.tagged(a_when(), ELENA))
        assert plain == moment.span(a_when(), ELENA)
    assert entity == {"type": "date_time", "offset": 0, "length": len(plain), "unix_time": 1851058800}
    assert datetime.fromtimestamp(1851058800, UTC) == a_when().start


def test_a_list_names_the_year_only_when_it_is_another() -> None:
    """3. Another for the reader: in Moscow it is 2029 already."""
    night = datetime(2028, 12, 31, 22, tzinfo=UTC)
    with locales.speaking("ru"):
        assert moment.near_day(night, ELENA, night) == "пн, 1 января"
        assert moment.near_day(night, ELENA, a_when().start) == "пн, 1 января 2029"


def test_an_end_on_another_day_names_it() -> None:
    """4."""
    with locales.speaking("ru"):
        assert moment.hours(a_when("2028-08-28 23:00", "2028-08-29 01:00"), ELENA) == "23:00 – вт 01:00"


@pytest.mark.parametrize("language", locales.LANGUAGES)
def test_every_zone_of_the_short_list_has_a_name_of_its_own(language: str) -> None:
    """5. A city and its offset from GMT."""
    with locales.speaking(language):
        names = [moment.zone(zone, a_when().start) for zone in ZONES]
    assert len(set(names)) == len(ZONES)
    assert all("GMT" in name and "/" not in name for name in names)


@pytest.mark.parametrize("language", locales.LANGUAGES)
def test_no_time_holds_a_space_that_cannot_be_copied(language: str) -> None:
    """6. Babel's own patterns write U+202F."""
    with locales.speaking(language):
        said = [moment.span(a_when(), ELENA), moment.zone("UTC", a_when().start), moment.hours(a_when(), ELENA)]
    assert "\u202f" not in "".join(said)


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("America/St_Johns", "GMT−03:30"),
        ("Pacific/Marquesas", "GMT−09:30"),
        ("America/New_York", "GMT−05:00"),
        ("UTC", "GMT+00:00"),
        ("Europe/London", "GMT+00:00"),
        ("Asia/Kathmandu", "GMT+05:45"),
    ],
)
def test_an_offset_is_said_to_the_minute(zone: str, said: str) -> None:
    """7. Babel takes an hour too many from offsets such as that of St John's."""
    assert moment.offset(datetime(2028, 12, 1, tzinfo=ZoneInfo(zone))) == said
