"""Timers: a timer that is due becomes a row of the inbox, which is handled like an update."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime

from bot.road.ports import Reaction
from bot.settings.logs import logged
from domain.messages.inbox import AnnouncementDue, CheckDue, RetryDue
from domain.road import InboxRow, Units, Work
from domain.usecases.announce import Announce
from domain.usecases.replace import Replace
from domain.usecases.retry import Retry

TICK = 1.0  # seconds; polling, unlike sleeping until a timer is due, survives a clock that jumps
BATCH = 100


class Timers:
    """`hand_on` receives the rows of the inbox that timers have become."""

    def __init__(self, units: Units, hand_on: Callable[[Sequence[InboxRow]], None]) -> None:
        self._units = units
        self._hand_on = hand_on

    async def run(self) -> None:
        """Until it is cancelled."""
        while True:
            with logged("Moving due timers into the inbox"):
                await self.tick()
            await asyncio.sleep(TICK)

    async def tick(self) -> None:
        """Until none is due: at nine o'clock thousands may be."""
        while await self._has_due():
            async with self._units.write() as work:
                rows = await work.due_timers.due(BATCH)
            self._hand_on(rows)

    async def _has_due(self) -> bool:
        async with self._units.read() as work:
            return await work.due_timers.has_due()


async def _on_announcement_due(work: Work, now: datetime, due: AnnouncementDue) -> None:
    await Announce(work, now).due(due.event)


async def _on_retry_due(work: Work, now: datetime, due: RetryDue) -> None:
    await Retry(work, now)(due.event, due.attempt)


async def _on_check_due(work: Work, now: datetime, due: CheckDue) -> None:
    await Replace(work, now).check(due.event)


REACTIONS: dict[type, Reaction] = {
    AnnouncementDue: _on_announcement_due,
    RetryDue: _on_retry_due,
    CheckDue: _on_check_due,
}
