"""Lanes: order within one, no waiting between them."""

import asyncio
from collections import deque

import pytest

from bot.road.lanes import Lanes


class Desk:
    """Takes one item at a time; where a gate is closed it waits."""

    def __init__(self) -> None:
        self.done: list[tuple[str, int]] = []
        self.gates: dict[str, asyncio.Event] = {}

    async def work(self, lane: str, waiting: deque[int]) -> None:
        item = waiting.popleft()
        if lane in self.gates:
            await self.gates[lane].wait()
        await asyncio.sleep(0)
        self.done.append((lane, item))


async def test_one_lane_is_one_after_the_other() -> None:
    """1. In the order put, also what is put while it works."""
    desk = Desk()
    async with asyncio.TaskGroup() as group:
        lanes = Lanes(group, desk.work)
        for item in range(3):
            lanes.put("a", item)
        await asyncio.sleep(0)
        lanes.put("a", 3)
        await lanes.until_idle()
    assert desk.done == [("a", n) for n in range(4)]


async def test_lanes_do_not_wait_for_each_other() -> None:
    """2. One that hangs holds nobody up."""
    desk = Desk()
    desk.gates["slow"] = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        lanes = Lanes(group, desk.work)
        lanes.put("slow", 1)
        lanes.put("fast", 2)
        while not desk.done:
            await asyncio.sleep(0)
        assert desk.done == [("fast", 2)]
        assert not lanes.is_idle
        desk.gates["slow"].set()
        await lanes.until_idle()
    assert desk.done == [("fast", 2), ("slow", 1)]


async def test_idle_again_and_again() -> None:
    """3. From the beginning, and after every burst; a quiet lane keeps nothing."""
    desk = Desk()
    async with asyncio.TaskGroup() as group:
        lanes = Lanes(group, desk.work)
        await lanes.until_idle()
        for burst in range(2):
            lanes.put("a", burst)
            assert not lanes.is_idle
            await lanes.until_idle()
            assert lanes.is_idle
    assert desk.done == [("a", 0), ("a", 1)]


async def test_work_may_take_more_than_one() -> None:
    """4. What it takes is taken."""
    batches: list[list[int]] = []

    async def take_all(_lane: str, waiting: deque[int]) -> None:
        batches.append(list(waiting))
        waiting.clear()

    async with asyncio.TaskGroup() as group:
        lanes = Lanes(group, take_all)
        for item in range(3):
            lanes.put("a", item)
        await lanes.until_idle()
    assert batches == [[0, 1, 2]]


async def test_an_error_ends_the_group() -> None:
    """5. Nothing is lost silently; whoever waits for idleness is not left waiting."""

    async def fail(_lane: str, _waiting: deque[int]) -> None:
        raise LookupError("unexpected")

    async def burst() -> None:
        async with asyncio.TaskGroup() as group:
            lanes = Lanes(group, fail)
            lanes.put("a", 1)
            await lanes.until_idle()

    with pytest.raises(ExceptionGroup) as failed:
        await burst()
    assert failed.group_contains(LookupError)


async def test_work_can_be_left_off() -> None:
    """6. Whoever stops the bot does not wait for a server that never answers."""
    begun = asyncio.Event()

    async def wait_for_ever(_lane: str, waiting: deque[int]) -> None:
        begun.set()
        await asyncio.Event().wait()

    async with asyncio.TaskGroup() as group:
        lanes = Lanes(group, wait_for_ever)
        lanes.put("a", 1)
        await begun.wait()
        lanes.cancel()
    assert lanes.is_idle
