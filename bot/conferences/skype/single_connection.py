"""A wire with one connection that is never replaced: NTLM authenticates a connection, not a request."""

import asyncio
import ssl

import aiohttp
from aiohttp.connector import Connection
from aiohttp.tracing import Trace

from bot.conferences.skype.http import Wire


class ClosedInTheMiddle(aiohttp.ClientConnectionError):
    """The server closed the connection in the middle of the handshake, which cannot go on over another one."""


class SingleConnector(aiohttp.TCPConnector):
    """The first connection it makes is the only one. Raises ClosedInTheMiddle instead of going on over another."""

    _transport: asyncio.Transport | None = None

    async def connect(
        self, req: aiohttp.ClientRequest, traces: list[Trace], timeout: aiohttp.ClientTimeout
    ) -> Connection:
        connection = await super().connect(req, traces, timeout)
        if self._transport not in {None, connection.transport}:
            connection.close()
            raise ClosedInTheMiddle
        self._transport = connection.transport
        return connection

    def certificate(self) -> bytes | None:
        """The certificate that the server showed (DER); None before the first request and on plain http."""
        tls = self._transport.get_extra_info("ssl_object") if self._transport else None
        return tls.getpeercert(binary_form=True) if isinstance(tls, ssl.SSLObject) else None


class SingleConnectionWire(Wire):
    """Sends all requests over one connection of its own. Made from another wire's `arguments`, and has to be closed."""

    _connector = SingleConnector

    def certificate(self) -> bytes | None:
        """The certificate that the server showed (DER), None on plain http."""
        connector = self._session.connector if self._session else None
        return connector.certificate() if isinstance(connector, SingleConnector) else None
