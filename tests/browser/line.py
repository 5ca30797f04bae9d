"""The line between a browser and the demo, which can be cut as a bad network does it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit


@dataclass
class Line:
    """A proxy for one page: through it a browser still asks for the demo's own address, as the demo demands.

    `proxy` is what the browser must be told, `target` the address of the demo.
    """

    target: str
    proxy: str = ""
    is_cut: bool = False
    _ends: set[asyncio.StreamWriter] = field(default_factory=set)

    @classmethod
    @asynccontextmanager
    async def to(cls, url: str) -> AsyncIterator[Self]:
        """Until it is left."""
        line = cls(url)
        server = await asyncio.start_server(line._carries, "127.0.0.1", 0)
        line.proxy = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        try:
            yield line
        finally:
            line.cut()
            server.close()
            await server.wait_closed()

    def cut(self) -> None:
        """Every connection breaks off, and no new one comes about."""
        self.is_cut = True
        for end in self._ends:
            end.transport.abort()

    def mend(self) -> None:
        self.is_cut = False

    async def _carries(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._ends.add(writer)
        with suppress(OSError):
            if self.is_cut:
                writer.transport.abort()
                return
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", urlsplit(self.target).port)
            self._ends.add(far_writer)
            # A proxy is asked for a whole address, RFC 9112, 3.2.2; a server for the path alone.
            asked = f" {self.target}".encode()
            await asyncio.gather(_pours(reader, far_writer, asked), _pours(far_reader, writer))


async def _pours(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, asked: bytes = b" /") -> None:
    with suppress(OSError):
        while some := await reader.read(65536):
            writer.write(some.replace(asked, b" /", 1))
            await writer.drain()
    writer.close()
