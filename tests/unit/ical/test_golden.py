"""What leaves the house, byte for byte, and what three readers say of it."""

import pytest

from tests.conftest import Golden
from tests.unit.ical.readers import read_strictly, validate_by_vobject
from tests.unit.ical.samples import WRITTEN
from tests.wire import faults

every_file = pytest.mark.parametrize("name", WRITTEN)


@every_file
def test_the_file_is_the_golden_one(name: str, golden: Golden) -> None:
    golden(f"ics/{name}", WRITTEN[name])


@every_file
def test_the_wire_check_finds_nothing(name: str) -> None:
    assert faults(WRITTEN[name]) == []


@every_file
def test_icalendar_reads_it_without_an_error(name: str) -> None:
    read_strictly(WRITTEN[name])


@every_file
def test_vobject_reads_and_validates_it(name: str) -> None:
    validate_by_vobject(WRITTEN[name])
