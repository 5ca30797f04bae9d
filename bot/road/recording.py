"""Records how deliveries ended: each at once, together with whatever else has ended meanwhile."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.settings.logs import logged
from domain.road import DeliveryResult, InboxRow, Units

PAUSE = 1.0  # seconds after a failure: a full disk stays full for a while


@dataclass
class Recording:
    units: Units
    _ended: list[tuple[Sequence[DeliveryResult], asyncio.Future[None]]] = field(default_factory=list)
    _has_ended: asyncio.Event = field(default_factory=asyncio.Event)

    async def record(self, *results: DeliveryResult) -> None:
        """Returns once they are on the disk, however often the database fails before that."""
        recorded = asyncio.get_running_loop().create_future()
        self._ended.append((results, recorded))
        self._has_ended.set()
        await recorded

    async def run(self, hand_on: Callable[[Sequence[InboxRow]], None]) -> None:
        """Until it is cancelled. Hands on the rows of the inbox that tell the domain how deliveries ended."""
        while True:
            await self._has_ended.wait()
            self._has_ended.clear()
            with logged("Recording deliveries"):
                hand_on(await self._commit())
                continue
            await asyncio.sleep(PAUSE)

    async def _commit(self) -> list[InboxRow]:
        batch, self._ended = self._ended, []
        try:
            async with self.units.write() as work:
                arrived = await work.relay.settle([result for results, _ in batch for result in results])
        except BaseException:
            self._ended = batch + self._ended
            self._has_ended.set()
            raise
        for _, recorded in batch:
            if not recorded.done():  # its lane was cancelled
                recorded.set_result(None)
        return arrived
