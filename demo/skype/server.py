"""The simulated Skype for Business Server: listens on loopback, finds the handler, applies the faults."""

import asyncio
import re
import ssl
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Self

from aiohttp import web

from demo.skype.accounts import Account, Accounts
from demo.skype.fault_answers import answered, streamed
from demo.skype.faults import Faults
from demo.skype.formats import formatted
from demo.skype.hosts import Hosts
from demo.skype.journal import REQUESTS_KEPT, Entry, entry
from demo.skype.rooms import Room
from demo.skype.routes import matched
from demo.skype.switches import Switches
from demo.skype.traffic import Traffic
from demo.skype.vocabulary import Fault
from demo.skype.world import Call, World

MARK = re.compile(r"\[planerka:([^\]\s]+)\]\s*$")


def utc_now() -> datetime:
    """The default clock of the server, independent of the program's own."""
    return datetime.fromtimestamp(time.time(), UTC)  # noqa: TID251  it stands for a machine outside of the program


class SkypeServer:
    """Tests and the demo read and change `rooms`, `journal`, `faults`, `switches` and `traffic`."""

    def __init__(self, world: World) -> None:
        """Use `start`."""
        self.world = world
        self.journal: list[Entry] = []
        self.traffic = Traffic()
        app = web.Application(client_max_size=2**26)
        app.router.add_route("*", "/{tail:.*}", self.answer)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)

    @classmethod
    async def start(
        cls,
        *,
        port: int = 0,
        user: str,
        password: str,
        clock: Callable[[], datetime] = utc_now,
        tls: ssl.SSLContext | None = None,
        pools: int = 1,
        plain: bool = False,
    ) -> Self:
        """Listen on 127.0.0.1; port 0 takes a free one. `user` is user@domain. Raises OSError for a port in use.

        With `tls` everything is https. One pool is its own discovery host; with more, discovery and each pool have a
        port of their own. `plain` adds a host that speaks plain http and only redirects to discovery.
        """
        switches = Switches()
        server = cls(World(Hosts(switches), Accounts(switches), user.partition("@")[2], switches, clock))
        server.add_user(user, password)
        await server._runner.setup()
        await server.world.hosts.open(server._runner, port=port, pools=pools, tls=tls)
        if plain:
            await server.world.hosts.open_plain(server._runner)
        return server

    async def stop(self) -> None:
        """Stop listening and release held requests."""
        self.faults.release()
        await self._runner.cleanup()

    def add_user(self, user: str, password: str, *names: str, may_schedule: bool = True) -> Account:
        """Add an account; `names` are further names for signing in, such as DOMAIN\\user."""
        account = Account(user, password, may_schedule)
        self.world.accounts.add(account, *names)
        return account

    @property
    def root_url(self) -> str:
        """The address where discovery begins."""
        return f"{self.world.hosts.discovery}/"

    @property
    def hosts(self) -> Hosts:
        return self.world.hosts

    @property
    def switches(self) -> Switches:
        return self.world.switches

    @property
    def faults(self) -> Faults:
        return self.world.faults

    @property
    def rooms(self) -> dict[str, Room]:
        """The rooms of all organizers, by id."""
        self.world.sweep()
        return self.world.rooms

    @property
    def failures(self) -> Counter[str]:
        """How often each account got a wrong password."""
        return self.world.accounts.failures

    def duplicate_marks(self) -> set[str]:
        """The markers at the end of descriptions that more than one room has: rooms made twice for one event."""
        marks = Counter(found[1] for room in self.rooms.values() if (found := MARK.search(room.description)))
        return {mark for mark, count in marks.items() if count > 1}

    def forget_applications(self) -> None:
        """Forget all open applications, as a restart of the pool does."""
        self.world.applications.clear()

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer one request, or cut the connection."""
        call = await _read(request, self.world)
        match = matched(self.world, call)
        written = entry(call, match.action, self.world.accounts.ticket(call.headers.get("Authorization", "")))
        self.journal.append(written)
        del self.journal[:-REQUESTS_KEPT]
        self.traffic.count(match.action, self._connections())
        planned, gate = self.faults.due(match.action, written.user is not None), self.faults.gate
        written.fault = planned.fault if planned else None
        await asyncio.sleep(self.switches.latency)
        self.world.sweep()
        reply = await answered(self.world, match, planned, gate)
        if reply is None:
            if request.transport:
                request.transport.abort()
            return web.Response()
        written.status = reply.status
        reply = formatted(reply, request.headers.get("Accept", ""), self.switches)
        if planned and planned.fault in (Fault.HUGE, Fault.ENDLESS):
            return await streamed(request, reply, planned, gate)
        return reply

    def _connections(self) -> int:
        """The number of open connections; those that the client has closed are listed until they are answered."""
        listed = self._runner.server.connections if self._runner.server else []
        return sum(connection.transport is not None for connection in listed)


async def _read(request: web.Request, world: World) -> Call:
    transport = request.transport
    names = [transport.get_extra_info(name) if transport else None for name in ("sockname", "peername")]
    here, there = (f"{name[0]}:{name[1]}" if name else "" for name in names)
    return Call(
        method=request.method,
        base=world.hosts.base(int(here.rpartition(":")[2] or 0)),
        path=re.sub(r"/+", "/", request.path),
        query=request.query,
        headers=request.headers,
        body=await request.read(),
        connection=f"{there}>{here}",
    )
