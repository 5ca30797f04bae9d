"""The port Conferences on a real Skype for Business server."""

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
from bot.conferences.skype.meetings import CAPABILITIES, RoomSpec, checked_key
from bot.conferences.skype.refused_passwords import InMemory, RefusedPasswords
from bot.conferences.skype.rooms import Rooms
from bot.conferences.skype.rooms_by_key import RoomsByKey
from domain.conference import Conference, Trouble
from domain.conference_server import ConferenceError

T = TypeVar("T")


def no_guard() -> None:
    """Lets every request pass."""


class SkypeConferences:
    """Rooms organized by one account, by UCWA 2.0. `async with` it, or call `close` at the end.

    It signs in once and keeps one application open, so that a room costs one request. Creations with the same key run
    one after the other, so that they make one room.
    """

    capabilities = CAPABILITIES

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
        each request and may raise to forbid it. `clock` gives monotonic seconds.

        Raises ConferenceError (MISCONFIGURED) for a malformed root address.
        """
        self._wire = wire or Wire(config.ca_file, config.timeout, guard)
        self._owns_wire = wire is None
        self._config = config
        self._refused = refused or InMemory()
        self._account = Account(self._wire, config, clock=clock, refused=self._refused)
        self._by_key = RoomsByKey()
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
        """See Conferences.create. Raises ValueError for a malformed key."""
        checked_key(key)
        spec = RoomSpec(subject, description, expires_at, self._in_domain(leaders), self._in_domain(attendees))

        async def work(rooms: Rooms) -> Conference:
            for id in await rooms.with_key(key):
                try:
                    return await rooms.change(id, spec)
                except ConferenceError as error:
                    if error.trouble is not Trouble.GONE:
                        raise
                    self._by_key.drop(id)
            return await rooms.add(key, spec, self._config.options)

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
        """See Conferences.update."""
        spec = RoomSpec(subject, description, expires_at, self._in_domain(leaders), self._in_domain(attendees))
        return await self._within_application(lambda rooms: rooms.change(id, spec))

    async def delete(self, id: str) -> None:
        """See Conferences.delete."""
        await self._within_application(lambda rooms: rooms.remove(id))

    async def delete_marked(self, key: str) -> None:
        """See Conferences.delete_marked."""
        await self._within_application(lambda rooms: self._remove_marked(rooms, key))

    async def confirm(self, id: str, key: str) -> None:
        """See Conferences.confirm."""

        async def work(rooms: Rooms) -> None:
            if await rooms.find(id) is None:
                self._by_key.drop(id)
                raise Refusal(Trouble.GONE, "the room is no longer there", again=False)
            await self._remove_marked(rooms, key, but=id)

        await self._within_application(work)

    @property
    def is_password_unanswered(self) -> bool:
        """See AccountClient.is_password_unanswered."""
        return self._account.sign_in.unanswered.is_any

    async def was_refused(self) -> bool:
        """See AccountClient.was_refused."""
        return await self._refused.holds(self._config)

    async def verify(self) -> str | None:
        """See AccountClient.verify. An account that can open an application can make rooms."""
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

    def _in_domain(self, addresses: Sequence[str]) -> tuple[str, ...]:
        """Those of the account's domain: the server takes no others, and may refuse a room because of them."""
        domain = f"@{self._config.domain.lower()}"
        return tuple(address for address in addresses if address.lower().endswith(domain))

    async def _remove_marked(self, rooms: Rooms, key: str, but: str | None = None) -> None:
        self._by_key.invalidate()  # these rooms may have been made although the answer was lost
        for id in await rooms.with_key(key):
            if id != but:
                await rooms.remove(id)

    async def _within_application(self, work: Callable[[Rooms], Awaitable[T]]) -> T:
        try:
            return await self._try(work)
        except ApplicationGone:  # as the documentation allows; `work` starts over, and looks for the room first
            return await self._try(work)

    async def _try(self, work: Callable[[Rooms], Awaitable[T]]) -> T:
        rooms = await self._open()
        try:
            return await work(rooms)
        except ApplicationGone:
            self._by_key.invalidate()
            self._abandon(rooms)
            raise
        except ConferenceError:
            if not self._account.is_found and self._abandon(rooms):  # after this trouble the account may have moved
                await rooms.close()
            raise

    async def _open(self) -> Rooms:
        async with self._opening:
            if self._rooms is None:
                self._rooms = Rooms(self._account, await open_application(self._account), self._by_key)
            return self._rooms

    def _abandon(self, rooms: Rooms) -> bool:
        """The next work opens another application; False if it has done so already."""
        if self._rooms is not rooms:
            return False
        self._rooms = None
        return True


async def _organizer(rooms: Rooms) -> str | None:
    return rooms.application.organizer
