"""The rooms of the account, reached through one open application: found, added, changed, removed."""

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass

from bot.conferences.skype.account import Account
from bot.conferences.skype.answers import links_of
from bot.conferences.skype.application import Application, close_application
from bot.conferences.skype.config import Options
from bot.conferences.skype.errors import Invalid, Nonsense, NotFound, Outdated, Refusal
from bot.conferences.skype.http import LIST_LIMIT, Request
from bot.conferences.skype.meetings import Resource, RoomSpec, conference, is_room, key_of, listed, quoted_etag
from bot.conferences.skype.options import granted
from bot.conferences.skype.phones import phones_of
from bot.conferences.skype.rooms_by_key import RoomsByKey
from bot.conferences.skype.urls import CheckedUrl, below, checked
from domain.conference import Conference, Phone, Trouble
from domain.conference_server import ConferenceError

log = logging.getLogger(__name__)

CHANGE_RETRIES = 3


@dataclass(frozen=True)
class Room:
    """A room as it was read: its properties, its address in this application, its version."""

    resource: Resource
    url: CheckedUrl
    etag: str | None


class Rooms:
    """Works inside one application, and keeps the settings that it has read there.

    Raises what Account.ask raises.
    """

    def __init__(self, account: Account, application: Application, by_key: RoomsByKey) -> None:
        self.application = application
        self._account, self._by_key = account, by_key
        self._settings: tuple[Resource, tuple[Phone, ...]] | None = None
        self._lock = asyncio.Lock()

    async def all(self) -> list[Resource]:
        """Every room of the account that was scheduled, also by other programs, in no order."""
        return listed((await self._account.ask(Request("GET", self.application.meetings, limit=LIST_LIMIT))).resource())

    async def with_key(self, key: str) -> list[str]:
        """The ids of the rooms that carry the marker of `key`; there should be one at most."""
        return await self._by_key.ids(key, self._marked)

    async def find(self, id: str) -> Room | None:
        """The room with this id, at the usual address or else at the one in the list."""
        try:
            answer = await self._account.ask(Request("GET", below(self.application.meetings, id)))
        except NotFound:
            return await self._find_in_list(id)
        room = answer.resource()
        return self._room(room, answer.headers.get("ETag")) if is_room(room, id) else await self._find_in_list(id)

    async def settings(self) -> tuple[Resource, tuple[Phone, ...]]:
        """The eligible values, {} when the server does not say, and the numbers to dial in by.

        Numbers that cannot be read are asked for again the next time.
        """
        async with self._lock:
            if self._settings is None:
                url = self.application.eligible_values
                eligible = (await self._account.ask(Request("GET", url))).resource() if url else {}
                try:
                    self._settings = eligible, await self._phones()
                except (Nonsense, NotFound) as error:  # a room without numbers is better than none
                    log.warning("Skype does not tell its telephone numbers: %s", error)
                    return eligible, ()
            return self._settings

    async def add(self, key: str, spec: RoomSpec, options: Options) -> Conference:
        """Must not be repeated without looking for the room first (with_key)."""
        eligible, _ = await self.settings()
        wanted = granted(options, eligible)
        try:
            room = await self._post(wanted, spec, key)
            if key_of(room) not in {None, key}:
                raise Nonsense("the server answered with the room of another event")
            made = await self._conference(room)
        except ConferenceError:
            self._by_key.invalidate()  # also after an incomplete answer: the room may have been made
            raise
        self._by_key.add(key, made.id)
        return made

    async def change(self, id: str, spec: RoomSpec) -> Conference:
        """Puts the whole room back with a change, on top of what other clients changed meanwhile."""
        for _ in range(CHANGE_RETRIES):
            try:
                return await self._put(id, spec)
            except Outdated:
                continue
        return await self._put(id, spec)

    async def remove(self, id: str) -> None:
        """Does nothing if the room is gone."""
        if room := await self.find(id):
            with suppress(NotFound):
                await self._account.ask(Request("DELETE", room.url))
        self._by_key.drop(id)

    async def close(self) -> None:
        """Closes the application."""
        await close_application(self._account, self.application)

    async def _marked(self) -> list[tuple[str, str]]:
        rooms = [(key_of(room), room.get("onlineMeetingId")) for room in await self.all()]
        return [(key, id) for key, id in rooms if key and isinstance(id, str)]

    async def _find_in_list(self, id: str) -> Room | None:
        room = next((room for room in await self.all() if is_room(room, id)), None)
        return self._room(room, None) if room else None

    async def _phones(self) -> tuple[Phone, ...]:
        if self.application.phones is None:
            return ()
        try:
            return phones_of((await self._account.ask(Request("GET", self.application.phones))).resource())
        except Refusal as error:
            if error.again:
                raise
            log.info("Conferences come without telephone numbers: %s", error)
            return ()

    async def _post(self, wanted: Resource, spec: RoomSpec, key: str) -> Resource:
        """Leaves all people out if the server rejects one of them: it makes no room then."""
        try:
            return await self._posted(wanted | spec.new(key))
        except Invalid as error:
            if spec == spec.without_people():
                raise
            log.warning("Skype takes none of the people into the room: %s", error)
            return await self._posted(wanted | spec.without_people().new(key))

    async def _posted(self, body: Resource) -> Resource:
        return (await self._account.ask(Request("POST", self.application.meetings, body=body))).resource()

    async def _put(self, id: str, spec: RoomSpec) -> Conference:
        room = await self.find(id)
        if room is None:
            raise Refusal(Trouble.GONE, "the room is no longer there", again=False)
        body = spec.changed(room.resource)
        put = Request("PUT", room.url, body=body, if_match=quoted_etag(room.etag, room.resource))
        now = (await self._account.ask(put)).resource()
        if not is_room(now, id):
            raise Nonsense("the server answered with another room than the one that was changed")
        if now.get("joinUrl") != room.resource.get("joinUrl"):
            log.warning("The server has changed the join link of a room that was only updated")
        return await self._conference(now)

    async def _conference(self, room: Resource) -> Conference:
        _, phones = await self.settings()
        return conference(room, phones, self.application.meetings, self._account.trust)

    def _room(self, resource: Resource, etag: str | None) -> Room:
        url = checked(links_of(resource).get("self"), self.application.meetings, self._account.trust)
        return Room(resource, url, etag)
