"""The tasks of the running bot, and how they end."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass

from bot.road.delivery import Delivery
from bot.road.handling import Handling

STOP_SECONDS = 5  # half of what containers are commonly given before they are killed


@dataclass
class Planerka:
    """The running bot, `username` on Telegram."""

    username: str
    handling: Handling
    delivery: Delivery
    polling: asyncio.Task[None]
    others: list[asyncio.Task[None]]
    is_left_off: bool = False

    async def until_idle(self) -> None:
        """Waits until everything taken is handled, everything handed over was tried, and so what followed from it."""
        while not (self.handling.is_idle and self.delivery.lanes.is_idle):
            await self.handling.until_idle()
            await self.delivery.lanes.until_idle()

    async def stop(self) -> None:
        """Takes in nothing more and finishes what it has begun; what takes too long waits in the database."""
        self.polling.cancel()
        with suppress(TimeoutError):
            async with asyncio.timeout(0 if self.is_left_off else STOP_SECONDS):
                await self.until_idle()
        self.leave_off()

    def leave_off(self) -> None:
        """In the middle of everything, as a crash would."""
        self.is_left_off = True
        for task in (self.polling, *self.others):
            task.cancel()
        self.handling.cancel()
        self.delivery.lanes.cancel()
