"""The simulated Skype for Business Server itself: listens on loopback, finds the handler, plays the faults."""

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Self

from aiohttp import web

from bot.demo.skype.faults import Faults
from bot.demo.skype.journal import Entry, masked_body, masked_headers
from bot.demo.skype.replies import page
from bot.demo.skype.rooms import Room
from bot.demo.skype.routes import handle, is_creation
from bot.demo.skype.world import Call, World


def utc_now() -> datetime:
    """The server is somebody else's machine and keeps its own time."""
    return datetime.fromtimestamp(time.time(), UTC)  # noqa: TID251  it stands for a machine outside of the program


class SkypeServer:
    """A server with one account. `rooms`, `journal` and `faults` are there to look at and to play with."""

    def __init__(self, world: World, runner: web.AppRunner) -> None:
        """Use `start`."""
        self.world, self._runner = world, runner
        self.journal: list[Entry] = []

    @classmethod
    async def start(cls, *, port: int = 0, user: str, password: str, clock: Callable[[], datetime] = utc_now) -> Self:
        """Listens on 127.0.0.1; port 0 takes a free one. `user` is user@domain. Raises OSError for a port in use."""
        app = web.Application()
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        server = cls(World("", user, password, clock), runner)
        app.router.add_route("*", "/{tail:.*}", server.answer)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        server.world.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
        return server

    async def stop(self) -> None:
        """Stops listening; requests that are held are let go."""
        self.faults.release()
        await self._runner.cleanup()

    @property
    def root_url(self) -> str:
        """Where discovery begins."""
        return f"{self.world.base}/"

    @property
    def rooms(self) -> dict[str, Room]:
        """The rooms that exist, by id."""
        self.world.sweep()
        return self.world.rooms

    @property
    def faults(self) -> Faults:
        return self.world.faults

    def forget_applications(self) -> None:
        """As after a restart of the pool: everything opened so far is unknown."""
        self.world.applications.clear()

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answers one request, or cuts the connection."""
        body = await request.read()
        path = re.sub(r"/+", "/", request.path)
        call = Call(request.method, path, request.host, request.headers, body)
        entry = Entry(call.method, path, call.host, masked_headers(request.headers), masked_body(body))
        self.journal.append(entry)
        await self.faults.hold()
        reply = None if self.faults.down else self._handled(call)
        if reply is None:
            if request.transport:
                request.transport.abort()
            return web.Response()
        entry.status = reply.status
        return reply

    def _handled(self, call: Call) -> web.Response | None:
        """The answer; None when nobody is to hear it."""
        self.world.sweep()
        faults = self.faults
        if faults.unavailable:
            return page(503, "Service Unavailable")
        if faults.html:
            return page(200, "Please accept the terms of this network")
        if faults.lost_pages and "/onlineMeetings/" in call.path:
            return page(404, "404 - File or directory not found.")
        reply = handle(self.world, call)
        if faults.cut_create_once and reply.status == 200 and is_creation(call):
            faults.cut_create_once = False
            return None
        if faults.truncated and isinstance(reply.body, bytes):
            reply.body = reply.body[: len(reply.body) // 2]
        return reply
