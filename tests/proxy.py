"""A proxy on loopback, for HTTP CONNECT (RFC 9110 9.3.6) and SOCKS 5 (RFC 1928), with or without a password."""

import asyncio
import base64
from asyncio import StreamReader as Read
from asyncio import StreamWriter as Write
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

Login = tuple[str, str]


class Refused(Exception):
    """Said to the client already."""


class Proxy:
    """`wanted` are the hosts and ports that clients asked for, as they named them."""

    def __init__(self, login: Login | None) -> None:
        self.login = login
        self.port = 0
        self.wanted: list[tuple[str, int]] = []

    async def serve(self, read: Read, write: Write) -> None:
        with suppress(Refused, OSError, asyncio.IncompleteReadError):
            first = await read.readexactly(1)
            greet, granted = (self._socks, _SOCKS_GRANTED) if first == b"\x05" else (self._http, _HTTP_GRANTED)
            self.wanted.append(await greet(read, write))
            there = await asyncio.open_connection(*self.wanted[-1])
            write.write(granted)
            await asyncio.gather(_pass_on(read, there[1]), _pass_on(there[0], write))
        write.close()

    async def _http(self, read: Read, write: Write) -> tuple[str, int]:
        head = (await read.readuntil(b"\r\n\r\n")).decode()
        if self.login and f"Basic {base64.b64encode(':'.join(self.login).encode()).decode()}" not in head:
            write.write(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
            raise Refused
        host, _, port = head.split()[1].rpartition(":")  # the method lacks its first letter, which was read before
        return host, int(port)

    async def _socks(self, read: Read, write: Write) -> tuple[str, int]:
        offered = await read.readexactly((await read.readexactly(1))[0])
        method = 2 if self.login else 0
        if method not in offered:
            write.write(b"\x05\xff")
            raise Refused
        write.write(bytes([5, method]))
        if self.login:
            await self._log_in(self.login, read, write)
        _, _, _, kind = await read.readexactly(4)
        length = {1: 4, 4: 16}.get(kind) or (await read.readexactly(1))[0]
        raw = await read.readexactly(length)
        host = ".".join(map(str, raw)) if kind == 1 else raw.decode()
        return host, int.from_bytes(await read.readexactly(2))

    async def _log_in(self, login: Login, read: Read, write: Write) -> None:
        """RFC 1929."""
        await read.readexactly(1)
        told = [(await read.readexactly((await read.readexactly(1))[0])).decode() for _ in login]
        write.write(b"\x01\x00" if tuple(told) == login else b"\x01\x01")
        if tuple(told) != login:
            raise Refused


_SOCKS_GRANTED = b"\x05\x00\x00\x01" + bytes(6)
_HTTP_GRANTED = b"HTTP/1.1 200 Connection established\r\n\r\n"


async def _pass_on(read: Read, write: Write) -> None:
    while data := await read.read(65536):
        write.write(data)
        await write.drain()
    write.close()


@asynccontextmanager
async def proxy(login: Login | None = None) -> AsyncIterator[Proxy]:
    """Answers on 127.0.0.1 and its `port` while the block lasts."""
    made = Proxy(login)
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        server.close()
