"""What the examples in texts promise."""

import re
from datetime import UTC, datetime

import pytest

import locales
from domain.person import Person
from domain.phrases import read_event, read_when
from handlers.views.texts import help_, not_understood
from tests.make import ANNA, ELENA
from tests.unit.views.samples import NOW

NEW_YEARS_EVE = datetime(2028, 12, 31, 22, 30, tzinfo=UTC)  # in Moscow it is 2029 already


@pytest.mark.parametrize("now", [NOW, NEW_YEARS_EVE])
@pytest.mark.parametrize("reader", [ELENA, ANNA])
def test_an_example_can_be_typed_as_it_stands(reader: Person, now: datetime) -> None:
    """1. The day in the examples had passed long ago: whoever typed one was asked whether the past is meant."""
    with locales.speaking(reader.language):
        guide, wrong = help_(reader, now).text, not_understood(reader, now).text
    for message in re.findall(r"<code>(?:/new )?(.*?)</code>", guide + wrong):
        event = read_event(message, now, reader.zone)
        assert event is not None
        assert [when.start > now for when in event.readings] == [True]
    full, short, iso = re.findall(r"(\S+ 10:00\S*(?: 1[hч])?)[,.]? ?", guide.split("</code>")[1].split("\n\n")[1])
    for typed in (full, short, iso):
        assert [when.start > now for when in read_when(typed.strip(",."), now, reader.zone)] == [True]
