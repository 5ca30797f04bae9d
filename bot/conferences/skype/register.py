"""Which rooms carry which marker, so that a room that was made and not heard of is found instead of made again."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable


class Register:
    """The markers as last listed, and what we have made since. Any doubt empties it, and it is listed anew.

    It outlives applications: a creation that ends in doubt may have begun in one that is gone.
    """

    def __init__(self) -> None:
        self._ids: dict[str, list[str]] | None = None
        self._doubts = 0
        self._one_by_one = asyncio.Lock()

    async def ids(self, key: str, read: Callable[[], Awaitable[Iterable[tuple[str, str]]]]) -> list[str]:
        """The rooms marked with `key`, always in the same order; there should be one at most.

        `read` lists (key, id) of all rooms. What it read while something became doubtful is read again.
        """
        async with self._one_by_one:
            while (ids := self._ids) is None:
                before = self._doubts
                found = await read()
                if before == self._doubts:
                    self._ids = _grouped(found)
            return list(ids.get(key, []))

    def add(self, key: str, id: str) -> None:
        """A room was made."""
        if self._ids is None:
            self.doubt()  # a list that is under way may or may not hold it
        else:
            self._ids.setdefault(key, []).append(id)

    def drop(self, id: str) -> None:
        """A room was deleted."""
        for ids in (self._ids or {}).values():
            if id in ids:
                ids.remove(id)

    def doubt(self) -> None:
        """Something ended without our knowing how."""
        self._ids = None
        self._doubts += 1


def _grouped(found: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    ids: dict[str, list[str]] = {}
    for key, id in sorted(found):
        ids.setdefault(key, []).append(id)
    return ids
