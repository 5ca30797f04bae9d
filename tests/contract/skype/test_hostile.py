"""A server that tries to send the client, its password or its token somewhere else."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.conferences.skype.client import SkypeConferences
from domain.conference import Trouble
from domain.conference_server import ConferenceError


class Elsewhere:
    """A stranger's server on this machine, which must never hear anything."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.url = ""

    async def listen(self, request: web.Request) -> web.Response:
        token = "with" if "Authorization" in request.headers else "without"
        self.heard.append(f"{request.method} {request.path} {token} a token")
        return web.json_response({})


class Liar:
    """Speaks just enough UCWA to name one foreign address, in the place called `lie`."""

    def __init__(self, lie: str, foreign: str) -> None:
        self.lie, self.foreign, self.asked = lie, foreign, list[str]()

    def href(self, place: str, honest: str) -> dict[str, str]:
        return {"href": self.foreign if place == self.lie else honest}

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(f"{request.method} {request.path}")
        match request.method, request.path:
            case "GET", "/":
                return self._root()
            case "GET", "/user":
                return self._user(request)
            case "POST", "/token":
                return web.json_response({"access_token": "cwt=AA", "expires_in": 3600})
            case "POST", "/applications":
                return web.json_response(self._application(), status=201)
            case "GET", "/rooms":
                return web.json_response({"_embedded": {"myOnlineMeeting": [self._room()]}})
        return web.json_response(self._room())

    def _root(self) -> web.Response:
        if self.lie == "status 302":
            raise web.HTTPFound(self.foreign)
        name = "redirect" if self.lie == "redirect" else "user"
        return web.json_response({"_links": {name: self.href(name, "/user")}})

    def _user(self, request: web.Request) -> web.Response:
        if "Authorization" in request.headers:
            return web.json_response({"_links": {"applications": self.href("applications", "/applications")}})
        href = self.href("challenge", f"http://{request.host}/token")["href"]
        offer = f'MsRtcOAuth href="{href}",grant_type="password"'
        return web.Response(status=401, headers={"WWW-Authenticate": offer})

    def _application(self) -> dict[str, Any]:
        links = {"myOnlineMeetings": self.href("rooms", "/rooms")}
        return {
            "_links": {"self": self.href("application", "/applications/1")},
            "_embedded": {"onlineMeetings": {"_links": links}},
        }

    def _room(self) -> dict[str, Any]:
        room = {"onlineMeetingId": "AB12CD34", "organizerUri": "sip:a@example.org", "etag": "1"}
        room |= {"joinUrl": self.href("joinUrl", "http://127.0.0.1/x")["href"], "description": "[planerka:event-1]"}
        return room | {"_links": {"self": self.href("room", "/rooms/AB12CD34")}}


@pytest.fixture
async def elsewhere() -> AsyncIterator[Elsewhere]:
    stranger = Elsewhere()
    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", stranger.listen)
    async with TestServer(app, host="127.0.0.1") as listening:
        stranger.url = f"http://localhost:{listening.port}/"
        yield stranger


PLACES = ["redirect", "user", "status 302", "challenge", "applications", "application", "rooms", "room", "joinUrl"]


@pytest.mark.parametrize("lie", PLACES)
async def test_a_foreign_address_is_refused_wherever_it_stands(
    lie: str, elsewhere: Elsewhere, connect: Callable[..., SkypeConferences], expiry: datetime
) -> None:
    """Every place in which the server names an address may name a stranger's: nothing is ever sent there."""
    liar = Liar(lie, elsewhere.url)
    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", liar.answer)
    async with TestServer(app, host="127.0.0.1") as listening:
        meetings = connect(root_url=f"http://127.0.0.1:{listening.port}/")
        with pytest.raises(ConferenceError) as caught:
            await meetings.create("event-1", "Standup", "", expiry)
    assert caught.value.trouble is Trouble.UNTRUSTED
    assert elsewhere.heard == []


async def test_the_token_stays_with_the_server_that_issued_it(
    elsewhere: Elsewhere, connect: Callable[..., SkypeConferences], expiry: datetime
) -> None:
    """Even a trusted host gets no token that another one issued."""
    liar = Liar("applications", elsewhere.url)
    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", liar.answer)
    async with TestServer(app, host="127.0.0.1") as listening:
        meetings = connect(root_url=f"http://127.0.0.1:{listening.port}/", trusted=("localhost",))
        with pytest.raises(ConferenceError, match="instead of asking who we are"):
            await meetings.create("event-1", "Standup", "", expiry)
    assert elsewhere.heard == ["GET /user without a token"]


class Numbered(Liar):
    """No liar, only different: keeps its one room at an address that does not end in the room's id."""

    async def answer(self, request: web.Request) -> web.Response:
        if request.method == "GET" and request.path == "/rooms/AB12CD34":
            return web.json_response({"code": "NotFound"}, status=404)
        return await super().answer(request)

    def href(self, place: str, honest: str) -> dict[str, str]:
        return super().href(place, "/rooms/943" if place == "room" else honest)


async def test_a_room_is_found_by_its_id_wherever_it_is_kept(connect: Callable[..., SkypeConferences]) -> None:
    """The list names the room's own address, and that is the one that is used."""
    numbered = Numbered("nothing", "")
    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", numbered.answer)
    async with TestServer(app, host="127.0.0.1") as listening:
        meetings = connect(root_url=f"http://127.0.0.1:{listening.port}/")
        await meetings.delete("OTHER")
        await meetings.delete("AB12CD34")
    assert [asked for asked in numbered.asked if asked.startswith("DELETE /rooms")] == ["DELETE /rooms/943"]


class Mixed(Liar):
    """Gives answers that belong to somebody else: whatever is made or changed, the same room comes back."""

    async def answer(self, request: web.Request) -> web.Response:
        if request.method == "GET" and request.path.startswith("/rooms/"):
            return web.json_response(self._room() | {"onlineMeetingId": request.path.removeprefix("/rooms/")})
        return await super().answer(request)


async def test_the_room_of_another_event_is_not_taken(
    connect: Callable[..., SkypeConferences], expiry: datetime
) -> None:
    """Neither where one was to be made nor where another was changed: with the event it would be deleted one day."""
    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", Mixed("nothing", "").answer)
    async with TestServer(app, host="127.0.0.1") as listening:
        meetings = connect(root_url=f"http://127.0.0.1:{listening.port}/")
        with pytest.raises(ConferenceError, match="room of another event"):
            await meetings.create("event-2", "Standup", "", expiry)
        with pytest.raises(ConferenceError, match="another room"):
            await meetings.update("CD34EF56", "Standup", None, expiry)


async def test_an_endless_answer_is_left(connect: Callable[..., SkypeConferences], expiry: datetime) -> None:
    """A server that never stops talking is not listened to for ever."""

    async def answer(request: web.Request) -> web.StreamResponse:
        reply = web.StreamResponse(headers={"Content-Type": "application/json"})
        await reply.prepare(request)
        while True:
            await reply.write(b" " * 100_000)

    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", answer)
    async with TestServer(app, host="127.0.0.1") as listening:
        meetings = connect(root_url=f"http://127.0.0.1:{listening.port}/")
        with pytest.raises(ConferenceError, match="more than") as caught:
            await meetings.create("event-1", "Standup", "", expiry)
    assert caught.value.trouble is Trouble.TOO_BIG


async def test_redirects_in_a_circle_end(connect: Callable[..., SkypeConferences], expiry: datetime) -> None:
    """Two roots that name each other are left after the first round."""

    async def answer(request: web.Request) -> web.Response:
        other = "/b" if request.path == "/a" else "/a"
        return web.json_response({"_links": {"redirect": {"href": other}}})

    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", answer)
    async with TestServer(app, host="127.0.0.1") as listening:
        meetings = connect(root_url=f"http://127.0.0.1:{listening.port}/a")
        with pytest.raises(ConferenceError, match="without end"):
            await meetings.create("event-1", "Standup", "", expiry)
