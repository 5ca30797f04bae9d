"""Runs the bot in the demo: it can be killed at any moment, and started again on the same database."""

import asyncio
import logging
from collections.abc import Sequence
from typing import Literal

from bot.road.tasks import Planerka
from bot.settings.model import Settings
from bot.wiring import running
from demo.changes import Changes
from demo.clock import StoryClock
from domain.inspection import RowSummary

log = logging.getLogger(__name__)

State = Literal["restarting", "running", "killed", "failed"]

NEWEST = 100  # rows of the inbox and the outbox that are shown
READ_TIMEOUT = 0.5  # seconds


class NotRunning(LookupError):
    """The bot is not running."""


class Crew:
    """`planerka` is the running bot; `inbox` and `outbox` are its newest rows, as `read_rows` last found them."""

    def __init__(self, settings: Settings, clock: StoryClock, changed: Changes) -> None:
        """`changed` is notified of every change of `state`."""
        self._settings, self._clock, self._changed = settings, clock, changed
        self.state: State = "killed"
        """"killed" also before the first start, "restarting" until Telegram has answered, "failed" when the bot has
        stopped by itself."""
        self._one_bot, self._reading = asyncio.Lock(), asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()  # the current one, and killed ones that are still shutting down
        self._current: asyncio.Task[None] | None = None
        self._planerka: Planerka | None = None
        self.inbox: Sequence[RowSummary] = ()
        self.outbox: Sequence[RowSummary] = ()

    @property
    def planerka(self) -> Planerka:
        """Raises NotRunning."""
        if self._planerka is None:
            raise NotRunning(f"The bot is not at work: {self.state}.")
        return self._planerka

    def start(self) -> None:
        """Start the bot unless it is starting or running; it waits until a killed one has shut down."""
        if self._current is None:
            self._current = asyncio.create_task(self._run())  # noqa: TID251  close waits for it
            self._tasks.add(self._current)
            self._current.add_done_callback(self._ended)
            self._set_state("restarting")

    async def until_running(self) -> Planerka:
        """Wait while the bot is starting. Raises NotRunning when it was killed or has failed."""
        while self.state == "restarting":
            await self._changed.wait()
        return self.planerka

    def kill(self) -> None:
        """Stop the bot as a crash does: unfinished work is left as it is."""
        if self._current is not None:
            self._current.cancel()
            self._stopped("killed")

    async def close(self) -> None:
        """Kill the bot and wait until every task of it has ended."""
        self.kill()
        if self._tasks:
            await asyncio.wait(self._tasks)

    async def read_rows(self) -> None:
        """Refresh `inbox` and `outbox` while the bot is running; gives up after READ_TIMEOUT seconds."""
        if self._planerka is None:
            return
        try:
            async with self._reading, asyncio.timeout(READ_TIMEOUT), self._planerka.handling.units.read() as work:
                self.inbox, self.outbox = await work.inspection.inbox(NEWEST), await work.inspection.outbox(NEWEST)
        except Exception as error:  # noqa: BLE001  a database that is closed meanwhile raises many kinds of errors
            log.info("The rows cannot be read now: %r", error)

    async def _run(self) -> None:
        async with self._one_bot, running(self._settings, self._clock) as planerka:
            try:
                if asyncio.current_task() is self._current:  # it may have been killed on the last step
                    self._planerka = planerka
                    self._set_state("running")
                await asyncio.Event().wait()
            finally:
                planerka.leave_off()
                if self._planerka is planerka:
                    self._stopped("failed")
                async with self._reading:
                    pass  # a connection that is in use when the others are closed stays open

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if task is self._current:
            self._stopped("failed")
        if not task.cancelled() and (error := task.exception()):
            level = logging.INFO if task.cancelling() else logging.ERROR  # a killed bot may raise anything
            log.log(level, "The bot has stopped because of an error", exc_info=error)

    def _stopped(self, state: State) -> None:
        self._current = self._planerka = None
        self._set_state(state)

    def _set_state(self, state: State) -> None:
        self.state = state
        self._changed.notify()
