"""The port OnlineMeetings on a real Skype for Business server."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Self, TypeVar

from bot.skype.account import Account
from bot.skype.application import application
from bot.skype.config import SkypeConfig
from bot.skype.errors import ApplicationGone
from bot.skype.http import Wire
from bot.skype.meetings import changed, marked, posted
from bot.skype.rooms import Rooms
from domain.conference import Conference, OnlineMeetingsError

T = TypeVar("T")


def no_guard() -> None:
    """Lets every request pass."""


class UcwaMeetings:
    """Rooms organized by one account, by UCWA 2.0. `async with` it, or call `close` at the end.

    One piece of work at a time, so that two creations with one key make one room.
    """

    def __init__(
        self,
        config: SkypeConfig,
        *,
        guard: Callable[[], None] = no_guard,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`guard` is called before each request and may raise to forbid it; `clock` gives seconds that only grow.

        Raises OnlineMeetingsError (MISCONFIGURED) for a root address that is none.
        """
        self._wire = Wire(config.ca_file, config.timeout, guard)
        self._account = Account(self._wire, config, clock)
        self._one_by_one = asyncio.Lock()

    async def create(self, key: str, subject: str, description: str, expires_at: datetime) -> Conference:
        """See OnlineMeetings.create. Raises ValueError for a key that is none."""
        text = marked(description, key)

        async def work(rooms: Rooms) -> Conference:
            if ids := await rooms.with_key(key):
                return await rooms.change(ids[0], lambda room: changed(room, subject, description, expires_at))
            return await rooms.add(posted(subject, text, expires_at))

        return await self._within_application(work)

    async def update(self, id: str, subject: str, description: str | None, expires_at: datetime) -> Conference:
        """See OnlineMeetings.update."""
        return await self._within_application(
            lambda rooms: rooms.change(id, lambda room: changed(room, subject, description, expires_at))
        )

    async def delete(self, id: str) -> None:
        """See OnlineMeetings.delete."""
        await self._within_application(lambda rooms: rooms.remove(id))

    async def delete_marked(self, key: str) -> None:
        """See OnlineMeetings.delete_marked."""

        async def work(rooms: Rooms) -> None:
            for id in await rooms.with_key(key):
                await rooms.remove(id)

        await self._within_application(work)

    async def close(self) -> None:
        """Closes the connections."""
        await self._wire.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def _within_application(self, work: Callable[[Rooms], Awaitable[T]]) -> T:
        async with self._one_by_one:
            try:
                return await self._try(work)
            except ApplicationGone:  # as the documentation allows; work begins from the start, with a look for the room
                return await self._try(work)

    async def _try(self, work: Callable[[Rooms], Awaitable[T]]) -> T:
        try:
            async with application(self._account) as opened:
                return await work(Rooms(self._account, opened))
        except OnlineMeetingsError:
            self._account.forget()
            raise
