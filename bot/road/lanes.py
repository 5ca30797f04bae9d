"""Runs the items of a lane in order, lanes in parallel."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Lanes(Generic[T]):
    """Calls `work` with each lane and its queue, again and again until the queue is empty; `work` pops from the left.

    A lane has a task only while it has items, so thousands of quiet chats cost nothing. The tasks belong to `group`: an
    exception raised by `work` ends the group, so `work` handles the errors it expects.
    """

    def __init__(self, group: asyncio.TaskGroup, work: Callable[[str, deque[T]], Awaitable[None]]) -> None:
        self._group = group
        self._work = work
        self._waiting: dict[str, deque[T]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._idle = asyncio.Event()
        self._idle.set()

    def put(self, lane: str, item: T) -> None:
        """Appends the item to the queue of its lane."""
        if (queue := self._waiting.get(lane)) is not None:
            queue.append(item)
            return
        self._waiting[lane] = deque([item])
        self._idle.clear()
        self._tasks.add(task := self._group.create_task(self._run(lane)))
        task.add_done_callback(self._tasks.discard)

    def __len__(self) -> int:
        """The items that wait."""
        return sum(map(len, self._waiting.values()))

    @property
    def is_idle(self) -> bool:
        return self._idle.is_set()

    async def until_idle(self) -> None:
        """Waits until all lanes are empty."""
        await self._idle.wait()

    def cancel(self) -> None:
        """Cancels all tasks wherever they are, as a crash would."""
        for task in self._tasks:
            task.cancel()

    async def _run(self, lane: str) -> None:
        try:
            while self._waiting[lane]:
                await self._work(lane, self._waiting[lane])
        finally:
            del self._waiting[lane]
            if not self._waiting:
                self._idle.set()
