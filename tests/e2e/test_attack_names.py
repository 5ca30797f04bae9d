"""Names that were chosen to break the cards of others."""

import pytest

from demo.telegram import Person
from tests.e2e.reading import files, opened
from tests.e2e.town import Town


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a\u202eb\u2066c", "abc"),
        ("x\u2028y\r\nBEGIN:VEVENT\x00", "x y BEGIN:VEVENT"),
        ("Ж" + "\u0301" * 60, "Ж" + "\u0301" * 3),
        ("\u200b\u2060", "@eve_ning"),
        ("\u0301" * 60, "@eve_ning"),
        ("{0.__class__} %s {", "{0.__class__} %s {"),
        ("Ева\ud800", "Ева"),
    ],
)
async def test_a_name_is_shown_as_it_can_be_read(
    town: Town, elena: Person, alexander: Person, name: str, shown: str
) -> None:
    """AN1. Directions, line breaks, towers of marks and what nobody sees go; with nothing left, the @username."""
    eve = town.world.person("Ева", username="eve_ning", language="ru")
    eve.first_name = name
    await eve.starts()
    await eve.sees(f"Здравствуйте, \u2068{shown}\u2069!")
    await town.event(elena, "Собрание 28.08.2028 10:00 @eve_ning @smirnov")
    await alexander.sees(f"⏳ \u2068{shown}\u2069\n")
    await eve.receives_file(".ics")
    opened(files(eve)[-1])
