"""The bot at work in the demo: it can be killed in the middle of everything, and started again on the same database."""

import asyncio
import logging
from collections.abc import Sequence

from bot.demo.clock import StoryClock
from bot.settings import Settings
from bot.wiring import Planerka, running
from domain.road import Seen

log = logging.getLogger(__name__)

NEWEST = 100  # rows of the inbox and the outbox that are shown
PATIENCE = 0.5  # seconds; the page does not wait for them


class Crew:
    """`planerka` is the bot that runs now; `inbox` and `outbox` are its newest rows, as `look` found them."""

    def __init__(self, settings: Settings, clock: StoryClock) -> None:
        self._settings, self._clock = settings, clock
        self._life: asyncio.Task[None] | None = None
        self._planerka: Planerka | None = None
        self.inbox: Sequence[Seen] = ()
        self.outbox: Sequence[Seen] = ()

    @property
    def is_at_work(self) -> bool:
        return self._planerka is not None

    @property
    def planerka(self) -> Planerka:
        """LookupError while it is dead."""
        if self._planerka is None:
            raise LookupError("the bot is not at work")
        return self._planerka

    async def start(self) -> None:
        """The bot starts, if it is not at work; after its end, if that is near. Raises what keeps it from that."""
        if self._life is not None and self._life.cancelling():
            await asyncio.wait({self._life})
        if self._life is None:
            begun: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._life = life = asyncio.create_task(self._lives(begun))  # noqa: TID251  kill and stop wait for it
            life.add_done_callback(self._ended)
            await asyncio.wait({life, begun}, return_when=asyncio.FIRST_COMPLETED)
            if life.done() and not life.cancelled():
                life.result()

    async def kill(self) -> None:
        """As a crash does: what is under way is left as it is."""
        life = self._life
        if self._planerka is not None and life is not None and not life.cancelling():
            self._planerka.leave_off()
            life.cancel()
            await asyncio.sleep(0)  # it begins to stop, and would wait for what never ends
            life.cancel()
        await self.stop()

    async def stop(self) -> None:
        """The bot finishes what it has begun. Whoever comes while it does waits with the others."""
        if (life := self._life) is not None:
            if not life.cancelling():
                life.cancel()
            await asyncio.wait({life})
            if not life.cancelled():
                life.result()

    async def look(self) -> None:
        """Reads the rows anew, while there is somebody to ask; whoever is killed meanwhile may never answer."""
        if self._planerka is None:
            return
        try:
            async with asyncio.timeout(PATIENCE), self._planerka.handling.units.read() as work:
                self.inbox, self.outbox = await work.looking.inbox(NEWEST), await work.looking.outbox(NEWEST)
        except Exception as error:  # noqa: BLE001  a database that is closed under our hands says so in many ways
            log.info("The rows cannot be read now: %r", error)

    async def _lives(self, begun: asyncio.Future[None]) -> None:
        async with running(self._settings, self._clock) as self._planerka:
            begun.set_result(None)
            await asyncio.Event().wait()

    def _ended(self, _life: asyncio.Task[None]) -> None:
        self._life = self._planerka = None
