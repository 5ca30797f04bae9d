"""Snapshots of the world for the page: one is taken for all pages that ask at the same time."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from demo.browser.parts import parts
from demo.browser.scene import Mark, Progress

REFRESH = 1.0  # seconds after which a new snapshot is taken even if no change was notified
DEBOUNCE = 0.02  # seconds in which changes that come together are gathered


@dataclass(frozen=True)
class Snapshot:
    """Every part by its id, as JSON; `mark` and `moment` are from before the parts were read."""

    mark: Mark
    moment: float
    parts: Mapping[str, str]


class Snapshots:
    """Takes snapshots and shares each among the pages that wait for one."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._lock = asyncio.Lock()
        self._newest: Snapshot | None = None

    async def now(self) -> Snapshot:
        """A snapshot with every change that was notified before the call."""
        asked, mark = self._moment(), self._progress.mark()
        async with self._lock:
            if (snapshot := self._newest) is None or not self._is_fresh(snapshot, asked, mark):
                self._newest = snapshot = await self._take()
        return snapshot

    async def after(self, snapshot: Snapshot) -> Snapshot:
        """The next snapshot: soon after a change, or after REFRESH seconds without one."""
        await self._progress.changes_since(snapshot.mark, REFRESH)
        await asyncio.sleep(DEBOUNCE)
        return await self.now()

    def _is_fresh(self, snapshot: Snapshot, asked: float, mark: Mark) -> bool:
        """Whether it was begun after the call, or nothing has changed since a recent one."""
        return snapshot.moment > asked or (snapshot.mark == mark and asked - snapshot.moment < REFRESH)

    async def _take(self) -> Snapshot:
        moment, mark = self._moment(), self._progress.mark()
        if self._progress.scene is not None:
            await self._progress.scene.crew.read_rows()
        return Snapshot(mark, moment, parts(self._progress))

    def _moment(self) -> float:
        return asyncio.get_running_loop().time()
