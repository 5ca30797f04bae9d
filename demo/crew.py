"""The bot at work in the demo: it can be killed in the middle of everything, and started again on the same database."""

import asyncio
import logging
from collections.abc import Sequence
from typing import Literal

from bot.settings.model import Settings
from bot.wiring import Planerka, running
from demo.changes import Changes
from demo.clock import StoryClock
from domain.road import RowSummary

log = logging.getLogger(__name__)

Life = Literal["restarting", "running", "killed", "failed"]

NEWEST = 100  # rows of the inbox and the outbox that are shown
PATIENCE = 0.5  # seconds for reading them


class NotAtWork(LookupError):
    """Nobody is there who would answer."""


class Crew:
    """`planerka` is the bot that runs now; `inbox` and `outbox` are its newest rows, as `look` found them."""

    def __init__(self, settings: Settings, clock: StoryClock, changed: Changes) -> None:
        """`changed` is told whenever its life changes."""
        self._settings, self._clock, self._changed = settings, clock, changed
        self.state: Life = "killed"
        """Also before the first start. It is "restarting" until Telegram has answered; a life that has ended by itself
        has "failed"."""
        self._one_at_a_time, self._looking = asyncio.Lock(), asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()  # the last one goes on, those before it come to their end
        self._life: asyncio.Task[None] | None = None
        self._planerka: Planerka | None = None
        self.inbox: Sequence[RowSummary] = ()
        self.outbox: Sequence[RowSummary] = ()

    @property
    def planerka(self) -> Planerka:
        """Raises NotAtWork."""
        if self._planerka is None:
            raise NotAtWork(f"The bot is not at work: {self.state}.")
        return self._planerka

    def start(self) -> None:
        """The bot starts, unless it does or runs already; after the end of its last life, if that is near."""
        if self._life is None:
            self._life = asyncio.create_task(self._live())  # noqa: TID251  close waits for it
            self._tasks.add(self._life)
            self._life.add_done_callback(self._ended)
            self._turns("restarting")

    async def until_at_work(self) -> Planerka:
        """Raises NotAtWork when it does not come to that."""
        while self.state == "restarting":
            await self._changed.wait()
        return self.planerka

    def kill(self) -> None:
        """As a crash does: what is under way is left as it is."""
        if self._life is not None:
            self._life.cancel()
            self._leaves("killed")

    async def close(self) -> None:
        """Kills it; nothing of the bot is left when this returns."""
        self.kill()
        if self._tasks:
            await asyncio.wait(self._tasks)

    async def look(self) -> None:
        """Reads the rows anew, while there is somebody to ask. Nobody waits long for them."""
        if self._planerka is None:
            return
        try:
            async with self._looking, asyncio.timeout(PATIENCE), self._planerka.handling.units.read() as work:
                self.inbox, self.outbox = await work.inspection.inbox(NEWEST), await work.inspection.outbox(NEWEST)
        except Exception as error:  # noqa: BLE001  a database that is closed under our hands says so in many ways
            log.info("The rows cannot be read now: %r", error)

    async def _live(self) -> None:
        async with self._one_at_a_time, running(self._settings, self._clock) as planerka:
            try:
                if asyncio.current_task() is self._life:  # it may have been killed on the last step
                    self._planerka = planerka
                    self._turns("running")
                await asyncio.Event().wait()
            finally:
                planerka.leave_off()
                if self._planerka is planerka:
                    self._leaves("failed")
                async with self._looking:
                    pass  # a connection that is in use when the others are closed stays open

    def _ended(self, life: asyncio.Task[None]) -> None:
        self._tasks.discard(life)
        if life is self._life:
            self._leaves("failed")
        if not life.cancelled() and (error := life.exception()):
            level = logging.INFO if life.cancelling() else logging.ERROR  # what is killed may break in many ways
            log.log(level, "The bot has stopped because of an error", exc_info=error)

    def _leaves(self, state: Life) -> None:
        self._life = self._planerka = None
        self._turns(state)

    def _turns(self, state: Life) -> None:
        self.state = state
        self._changed.notify()
