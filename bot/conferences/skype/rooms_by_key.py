"""Which rooms carry which marker, so that a room whose creation was never confirmed is found instead of made again."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable


class RoomsByKey:
    """The markers as last listed, and the rooms made since. Invalidated after any request whose outcome is unknown.

    It outlives applications: such a request may have been made in one that is gone.
    """

    def __init__(self) -> None:
        self._ids: dict[str, list[str]] | None = None
        self._invalidations = 0
        self._lock = asyncio.Lock()

    async def ids(self, key: str, read: Callable[[], Awaitable[Iterable[tuple[str, str]]]]) -> list[str]:
        """The rooms marked with `key`, always in the same order; there should be one at most.

        `read` lists (key, id) of all rooms. It is called again if the list was invalidated while it read.
        """
        async with self._lock:
            while (ids := self._ids) is None:
                before = self._invalidations
                found = await read()
                if before == self._invalidations:
                    self._ids = _grouped(found)
            return list(ids.get(key, []))

    def add(self, key: str, id: str) -> None:
        """A room was made."""
        if self._ids is None:
            self.invalidate()  # a list that is being read may or may not hold it
        else:
            self._ids.setdefault(key, []).append(id)

    def drop(self, id: str) -> None:
        """A room was deleted."""
        for ids in (self._ids or {}).values():
            if id in ids:
                ids.remove(id)

    def invalidate(self) -> None:
        """The rooms are listed again before the next lookup."""
        self._ids = None
        self._invalidations += 1


def _grouped(found: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    ids: dict[str, list[str]] = {}
    for key, id in sorted(found):
        ids.setdefault(key, []).append(id)
    return ids
