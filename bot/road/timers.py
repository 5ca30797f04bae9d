"""Timers: a moment that has come is put into the inbox and takes the road of an update from there."""

import asyncio
from collections.abc import Callable, Sequence

from bot.settings.logs import logged
from domain.road import InboxRow, Units

TICK = 1.0  # seconds; asking the clock again and again also survives a clock that jumps
AT_ONCE = 100


class Timers:
    def __init__(self, units: Units, hand_on: Callable[[Sequence[InboxRow]], None]) -> None:
        self._units = units
        self._hand_on = hand_on

    async def run(self) -> None:
        """Until it is cancelled."""
        while True:
            with logged("Inspection at the timers"):
                await self.tick()
            await asyncio.sleep(TICK)

    async def tick(self) -> None:
        async with self._units.read() as work:
            if not await work.due_timers.has_due():
                return
        async with self._units.write() as work:
            taken = await work.due_timers.due(AT_ONCE)
        self._hand_on(taken)
