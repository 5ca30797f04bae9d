"""Delivering once: what lies in memory, or is sent, for longer than its lease. On the real outbox."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.road.delivery import LEASE_MARGIN, START_WITHIN
from storage.road.outbox import LEASE
from storage.tables.road import outbox
from tests.unit.bot.rounds import Round, say

pytestmark = pytest.mark.usefixtures("eager")


async def test_a_row_that_waited_too_long_in_memory_is_left_to_the_sweep(round_: Round) -> None:
    """6. Its lease may be over: two would send it. Claimed anew it goes, once."""
    gate = round_.post.closes("a1")
    await round_.owes(say("a1"), say("a2"))
    await round_.began("a1")
    round_.passes(START_WITHIN.total_seconds())
    gate.set()
    await round_.tried("a1")
    assert await round_.states() == ["done", "pending"]
    round_.passes(LEASE_MARGIN.total_seconds())
    await round_.tried("a1", "a2")
    assert await round_.states() == ["done", "done"]


def test_flight_ends_before_the_lease() -> None:
    """8. Otherwise another claim could begin while the first still sends."""
    assert START_WITHIN + LEASE_MARGIN == LEASE
    assert timedelta(seconds=10) < LEASE_MARGIN


async def test_a_row_is_not_begun_again_while_it_is_sent(round_: Round) -> None:
    """13. However long Telegram, or the database that has to note the end, takes: letters came twice after that."""
    gate = round_.post.closes("a1")
    await round_.owes(say("a1"))
    await round_.began("a1")
    round_.passes(LEASE.total_seconds() + 1)
    await claimed_anew(round_)
    gate.set()
    await round_.tried("a1")
    assert await round_.states() == ["done"]


async def claimed_anew(round_: Round) -> None:
    """Waits until the sweep has claimed what seems to be nobody's."""
    async with asyncio.timeout(5):
        while True:
            async with round_.house.units.engine.reader.begin() as connection:
                if await connection.scalar(select(outbox.c.attempts)) == 2:
                    return
            await asyncio.sleep(0)
