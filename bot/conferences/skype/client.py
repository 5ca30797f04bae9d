"""The port OnlineMeetings on a real Skype for Business server."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Self, TypeVar
from weakref import WeakValueDictionary

from bot.conferences.skype.account import Account
from bot.conferences.skype.application import open_application
from bot.conferences.skype.config import SkypeConfig
from bot.conferences.skype.errors import ApplicationGone, Refusal
from bot.conferences.skype.http import Wire
from bot.conferences.skype.meetings import Wish, checked_key
from bot.conferences.skype.refused import InMemory, RefusedPasswords
from bot.conferences.skype.register import Register
from bot.conferences.skype.rooms import Rooms
from domain.conference import Conference, OnlineMeetingsError, Trouble

T = TypeVar("T")


def no_guard() -> None:
    """Lets every request pass."""


class UcwaMeetings:
    """Rooms organized by one account, by UCWA 2.0. `async with` it, or call `close` at the end.

    It signs in once and keeps one application open, so that a room costs one request. One piece of work at a time for
    each key, so that two creations with one key make one room.
    """

    def __init__(
        self,
        config: SkypeConfig,
        *,
        wire: Wire | None = None,
        guard: Callable[[], None] = no_guard,
        clock: Callable[[], float] = time.monotonic,
        refused: RefusedPasswords | None = None,
    ) -> None:
        """`wire` may be shared between accounts, and is closed by its owner then. Without it `guard` is called before
        each request and may raise to forbid it. `clock` gives seconds that only grow.

        Raises OnlineMeetingsError (MISCONFIGURED) for a root address that is none.
        """
        self._wire = wire or Wire(config.ca_file, config.timeout, guard)
        self._owns_wire = wire is None
        self._config = config
        self._account = Account(self._wire, config, clock=clock, refused=refused or InMemory())
        self._register = Register()
        self._rooms: Rooms | None = None
        self._opening = asyncio.Lock()
        self._busy: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def create(
        self,
        key: str,
        subject: str,
        description: str,
        expires_at: datetime,
        *,
        leaders: Sequence[str] = (),
        attendees: Sequence[str] = (),
    ) -> Conference:
        """See OnlineMeetings.create. Raises ValueError for a key that is none."""
        checked_key(key)
        wish = Wish(subject, description, expires_at, self._inside(leaders), self._inside(attendees))

        async def work(rooms: Rooms) -> Conference:
            for id in await rooms.with_key(key):
                try:
                    return await rooms.change(id, wish)
                except OnlineMeetingsError as error:
                    if error.trouble is not Trouble.GONE:
                        raise
                    self._register.drop(id)
            return await rooms.add(key, wish, self._config.options)

        async with self._busy.setdefault(key, asyncio.Lock()):
            return await self._within_application(work)

    async def update(
        self,
        id: str,
        subject: str,
        description: str | None,
        expires_at: datetime,
        *,
        leaders: Sequence[str] = (),
        attendees: Sequence[str] = (),
    ) -> Conference:
        """See OnlineMeetings.update."""
        wish = Wish(subject, description, expires_at, self._inside(leaders), self._inside(attendees))
        return await self._within_application(lambda rooms: rooms.change(id, wish))

    async def delete(self, id: str) -> None:
        """See OnlineMeetings.delete."""
        await self._within_application(lambda rooms: rooms.remove(id))

    async def delete_marked(self, key: str) -> None:
        """See OnlineMeetings.delete_marked."""
        await self._within_application(lambda rooms: self._remove_marked(rooms, key))

    async def confirm(self, id: str, key: str) -> None:
        """See OnlineMeetings.confirm."""

        async def work(rooms: Rooms) -> None:
            if await rooms.find(id) is None:
                self._register.drop(id)
                raise Refusal(Trouble.GONE, "the room is no longer there", again=False)
            await self._remove_marked(rooms, key, but=id)

        await self._within_application(work)

    @property
    def is_in_doubt(self) -> bool:
        """Whether the password was sent, and no answer told whether it is right."""
        return self._account.sign_in.doubt.is_open

    async def prove(self) -> str | None:
        """Signs in and opens an application: whoever can do that can make rooms.

        Returns the account's SIP address (user@domain), where the server tells it.
        """
        return await self._within_application(_organizer)

    async def close(self) -> None:
        """Closes the application, and the connections unless they are shared."""
        rooms, self._rooms = self._rooms, None
        if rooms:
            await rooms.close()
        if self._owns_wire:
            await self._wire.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def _inside(self, addresses: Sequence[str]) -> tuple[str, ...]:
        """Those of the company: a server takes no others into a room, and may refuse the room because of them."""
        domain = f"@{self._config.domain.lower()}"
        return tuple(address for address in addresses if address.lower().endswith(domain))

    async def _remove_marked(self, rooms: Rooms, key: str, but: str | None = None) -> None:
        self._register.doubt()  # what is looked for here is what we have not heard of
        for id in await rooms.with_key(key):
            if id != but:
                await rooms.remove(id)

    async def _within_application(self, work: Callable[[Rooms], Awaitable[T]]) -> T:
        try:
            return await self._try(work)
        except ApplicationGone:  # as the documentation allows; work begins from the start, with a look for the room
            return await self._try(work)

    async def _try(self, work: Callable[[Rooms], Awaitable[T]]) -> T:
        rooms = await self._open()
        try:
            return await work(rooms)
        except ApplicationGone:
            self._register.doubt()
            self._leave(rooms)
            raise
        except OnlineMeetingsError:
            if not self._account.is_found and self._leave(rooms):  # after this trouble the account may have moved
                await rooms.close()
            raise

    async def _open(self) -> Rooms:
        async with self._opening:
            if self._rooms is None:
                self._rooms = Rooms(self._account, await open_application(self._account), self._register)
            return self._rooms

    def _leave(self, rooms: Rooms) -> bool:
        """The next work opens another application; False when one is open already."""
        if self._rooms is not rooms:
            return False
        self._rooms = None
        return True


async def _organizer(rooms: Rooms) -> str | None:
    return rooms.within.organizer
