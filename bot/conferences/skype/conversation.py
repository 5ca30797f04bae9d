"""One connection that is never replaced: NTLM proves who is at the other end of a connection, not of a request."""

import asyncio
import ssl

import aiohttp
from aiohttp.connector import Connection
from aiohttp.tracing import Trace

from bot.conferences.skype.http import Wire


class ClosedInTheMiddle(aiohttp.ClientConnectionError):
    """The server closed the connection before all was said; on another one it would not know what this is about."""


class OneConnection(aiohttp.TCPConnector):
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


class Conversation(Wire):
    """A wire by the same rules, with one connection of its own for all requests. Made of `wire.rules`; to be closed."""

    _connector = OneConnection

    def certificate(self) -> bytes | None:
        """The certificate that the server showed (DER), None on plain http."""
        connector = self._session.connector if self._session else None
        return connector.certificate() if isinstance(connector, OneConnection) else None
