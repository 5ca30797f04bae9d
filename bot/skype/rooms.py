"""The rooms of the account as one open application sees them: found, added, changed, removed."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from bot.skype.account import Account
from bot.skype.answers import links_of
from bot.skype.application import Application
from bot.skype.errors import NotFound, Outdated, Refusal
from bot.skype.http import LIST_CAP, Request
from bot.skype.meetings import Resource, conference, granted, is_room, key_of, listed, quoted_etag
from bot.skype.urls import CheckedUrl, below, checked
from domain.conference import Conference, Trouble

log = logging.getLogger(__name__)

REREADS = 3


@dataclass(frozen=True)
class Room:
    """A room as it was read: its properties, its address in this application, its version."""

    resource: Resource
    url: CheckedUrl
    etag: str | None


class Rooms:
    """Works inside one application. Raises what Account.ask raises."""

    def __init__(self, account: Account, within: Application) -> None:
        self._account, self._within = account, within

    async def all(self) -> list[Resource]:
        """Every room of the account that was scheduled, also by other programs, in no order."""
        return listed((await self._account.ask(Request("GET", self._within.meetings, cap=LIST_CAP))).resource())

    async def with_key(self, key: str) -> list[str]:
        """The ids of the rooms that carry the marker of `key`, always in the same order; there should be one."""
        ids = [room.get("onlineMeetingId") for room in await self.all() if key_of(room) == key]
        return sorted(id for id in ids if isinstance(id, str))

    async def find(self, id: str) -> Room | None:
        """The room with this id, at the address where servers keep it or else wherever the list says."""
        try:
            answer = await self._account.ask(Request("GET", below(self._within.meetings, id)))
        except NotFound:
            return await self._find_in_list(id)
        room = answer.resource()
        return self._room(room, answer.headers.get("ETag")) if is_room(room, id) else await self._find_in_list(id)

    async def _find_in_list(self, id: str) -> Room | None:
        room = next((room for room in await self.all() if is_room(room, id)), None)
        return self._room(room, None) if room else None

    async def eligible_values(self) -> Resource:
        """What may be asked of a new room, {} when the server does not say."""
        url = self._within.eligible_values
        return (await self._account.ask(Request("GET", url))).resource() if url else {}

    async def add(self, body: Resource) -> Conference:
        """Not to be repeated without looking for the room first."""
        wishes = granted(await self.eligible_values())
        answer = await self._account.ask(Request("POST", self._within.meetings, body=wishes | body))
        return self.conference(answer.resource())

    async def change(self, id: str, change: Callable[[Resource], Resource]) -> Conference:
        """Puts the whole room back with a change, on top of whatever others did meanwhile."""
        for _ in range(REREADS):
            try:
                return await self._put(id, change)
            except Outdated:
                continue
        return await self._put(id, change)

    async def _put(self, id: str, change: Callable[[Resource], Resource]) -> Conference:
        room = await self.find(id)
        if room is None:
            raise Refusal(Trouble.GONE, "the room to be changed is no longer there", again=False)
        put = Request("PUT", room.url, body=change(room.resource), if_match=quoted_etag(room.etag, room.resource))
        now = (await self._account.ask(put)).resource()
        if now.get("joinUrl") != room.resource.get("joinUrl"):
            log.warning("The server has changed the join link of a room that was only updated")
        return self.conference(now)

    async def remove(self, id: str) -> None:
        """Of no effect on a room that is gone."""
        if room := await self.find(id):
            try:
                await self._account.ask(Request("DELETE", room.url))
            except NotFound:
                return

    def conference(self, room: Resource) -> Conference:
        """The room as the domain knows it."""
        return conference(room, self._within.meetings, self._account.trust)

    def _room(self, resource: Resource, etag: str | None) -> Room:
        url = checked(links_of(resource).get("self"), self._within.meetings, self._account.trust)
        return Room(resource, url, etag)
