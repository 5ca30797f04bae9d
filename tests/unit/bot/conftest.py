"""The same house as in the tests of the use cases: what moves in it is delivered, handled and drawn here."""

from collections.abc import AsyncIterator

import pytest

from bot.road import delivery, recording
from tests.integration.usecases.conftest import file, house
from tests.integration.usecases.house import House
from tests.unit.bot.rounds import Round, at_work

__all__ = ["file", "house"]


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "PAUSE", 0.001)
    monkeypatch.setattr(delivery, "TICK", 0.001)  # the sweep looks as often as it can: the clock is the test's


@pytest.fixture
async def round_(house: House) -> AsyncIterator[Round]:
    async with at_work(house, house.units) as round_:
        yield round_
