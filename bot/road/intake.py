"""Intake: stores what arrives before anything else is done with it, and hands each row on once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from domain.road import Arrived, InboxRow, Units


@dataclass(frozen=True)
class Intake:
    """`hand_on` receives rows that are in the inbox and not handled yet."""

    units: Units
    hand_on: Callable[[Sequence[InboxRow]], None]

    async def store(self, arrived: Sequence[Arrived]) -> None:
        """Stores, commits, and hands on the rows whose key is new."""
        async with self.units.write() as work:
            rows = await work.inbox.put(arrived)
        self.hand_on(rows)

    async def resume(self) -> None:
        """Once, at the start: hands on the rows left by the previous process, and releases those it was sending."""
        async with self.units.write() as work:
            await work.relay.release()
            rows = await work.inbox.leftover()
        self.hand_on(rows)
