"""Taking in: what arrives is stored before anything else happens to it, and each row is handed on once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from domain.road import Arrived, InboxRow, Units


@dataclass(frozen=True)
class Intake:
    """`hand_on` takes rows that are in the inbox and not handled yet."""

    units: Units
    hand_on: Callable[[Sequence[InboxRow]], None]

    async def store(self, arrived: Sequence[Arrived]) -> None:
        """Stores and commits; what was stored before, by its key, is not handed on again."""
        async with self.units.write() as work:
            rows = await work.inbox.put(arrived)
        self.hand_on(rows)

    async def resume(self) -> None:
        """Once, at the start: hands on what the process before left behind, and takes over the rows it was sending."""
        async with self.units.write() as work:
            await work.relay.release()
            rows = await work.inbox.leftover()
        self.hand_on(rows)
