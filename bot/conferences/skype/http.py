"""Sends one request: no redirects, no cookies, no proxies from the environment, limits on time and size."""

import asyncio
import json
import logging
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import aiohttp
from pydantic import SecretStr

from bot.conferences.skype.answers import Answer
from bot.conferences.skype.errors import Misconfigured, Nonsense, Unreachable
from bot.conferences.skype.urls import CheckedUrl
from domain.conference import Trouble
from domain.conference_server import ConferenceError

log = logging.getLogger(__name__)

BODY_LIMIT = 1024 * 1024
LIST_LIMIT = 16 * BODY_LIMIT
"""For the list of rooms: a service account may own thousands, and the list is not paginated."""
CONNECTIONS = 8
"""The most at a time, for all accounts together."""
EXPIRED_CODES = {9, 10}
"""OpenSSL's numbers for certificates that are not valid yet, or not any more."""

# The first match counts. A malformed host name raises UnicodeError.
TRANSLATIONS: list[tuple[type[Exception], type[Unreachable | Nonsense | Misconfigured], Trouble]] = [
    (aiohttp.ClientConnectorSSLError, Misconfigured, Trouble.WRONG_SERVER),
    (aiohttp.ClientConnectorDNSError, Unreachable, Trouble.NO_NAME),
    (UnicodeError, Unreachable, Trouble.NO_NAME),
    (aiohttp.ClientResponseError, Nonsense, Trouble.NONSENSE),
    (aiohttp.ConnectionTimeoutError, Unreachable, Trouble.UNREACHABLE),
    (TimeoutError, Unreachable, Trouble.TOO_SLOW),
    (Exception, Unreachable, Trouble.UNREACHABLE),
]


@dataclass(frozen=True)
class Token:
    """A web ticket, valid at the server that issued it, and sent to no other; `expires_at` in monotonic seconds."""

    value: SecretStr
    origin: str
    expires_at: float


@dataclass(frozen=True)
class Request:
    """`body` is sent as JSON, `form` as a form; at most one of them is given."""

    method: str
    url: CheckedUrl
    body: Mapping[str, Any] | None = None
    form: Mapping[str, str] | None = None
    if_match: str | None = None
    authorization: SecretStr | None = None
    """For Windows authentication only; a token is an argument of its own, checked against its origin."""
    limit: int = BODY_LIMIT
    """Bytes; a longer answer is an error."""

    def payload(self) -> bytes | None:
        if self.form is not None:
            return urlencode(self.form).encode()
        return None if self.body is None else json.dumps(self.body).encode()

    def headers(self) -> dict[str, str]:
        """Never Origin, X-Ms-Origin or Referer: with them the server applies its rules for pages in a browser."""
        headers = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": "Planerka"}
        if self.form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded;charset=UTF-8"
        if self.body is not None:
            headers["Content-Type"] = "application/json"
        if self.authorization is not None:
            headers["Authorization"] = self.authorization.get_secret_value()
        return headers | ({"If-Match": self.if_match} if self.if_match else {})


class Wire:
    """Sends requests. Raises Unreachable, Nonsense (too long, or not HTTP) and Misconfigured (certificate)."""

    _connector = aiohttp.TCPConnector

    def __init__(self, ca_file: str | None, timeout: float, guard: Callable[[], None]) -> None:
        """`guard` is called before each request and may raise to forbid it."""
        self._ca_file, self._guard = ca_file, guard
        self.arguments = ca_file, timeout, guard
        self._timeout = aiohttp.ClientTimeout(total=timeout, sock_connect=timeout / 2)
        self._session: aiohttp.ClientSession | None = None
        self.slots = asyncio.Semaphore(CONNECTIONS)  # waiting for a connection does not count as a slow answer

    async def send(self, request: Request, token: Token | None = None) -> Answer:
        """The answer, whatever its status."""
        self._guard()
        asked = f"{request.method} {request.url.host}"
        if token and token.origin != origin(request.url):
            raise Misconfigured(f"{asked}: the conversation moves to another server than the one signed in to")
        credentials = {"Authorization": f"Bearer {token.value.get_secret_value()}"} if token else {}
        async with self.slots:
            answer = await self._exchange(asked, request, request.headers() | credentials)
        log.debug("%s answered %s %s", asked, answer.status, answer.diagnostics())
        return answer

    async def close(self) -> None:
        """Closes the connections; the next request would open new ones."""
        if self._session:
            await self._session.close()
        self._session = None

    async def _exchange(self, asked: str, request: Request, headers: dict[str, str]) -> Answer:
        # `from None`: aiohttp's errors carry the request's headers, and those carry the token.
        try:
            async with self._open().request(
                request.method, request.url, headers=headers, data=request.payload(), allow_redirects=False
            ) as reply:
                return Answer(asked, reply.status, reply.headers, await _read(asked, reply, request.limit))
        except (aiohttp.ClientError, OSError, UnicodeError) as error:
            raise _translated(error, asked) from None

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=self._connector(ssl=_tls(self._ca_file), limit=CONNECTIONS),
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=self._timeout,
                trust_env=False,
            )
        return self._session


def origin(url: CheckedUrl) -> str:
    """Scheme, host and port, comparable."""
    return f"{url.scheme}://{(url.host or '').lower()}:{url.port}"


def _translated(error: Exception, asked: str) -> ConferenceError:
    """Translates the errors of aiohttp into ours; nothing else does."""
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return _certificate_error(error.certificate_error, asked)
    ours, trouble = next((ours, trouble) for kind, ours, trouble in TRANSLATIONS if isinstance(error, kind))
    return ours(f"{asked}: {type(error).__name__}", trouble)


def _certificate_error(error: Exception, asked: str) -> Misconfigured:
    code = getattr(error, "verify_code", 0)
    if code in EXPIRED_CODES:
        return Misconfigured(f"{asked}: the certificate is out of date", Trouble.CERTIFICATE_EXPIRED)
    why = getattr(error, "verify_message", "") or type(error).__name__
    return Misconfigured(f"{asked}: no trust in the certificate ({why})", Trouble.CERTIFICATE)


def _tls(ca_file: str | None) -> ssl.SSLContext | bool:
    """True stands for aiohttp's own context with the system's authorities; reading them again would block for 20 ms."""
    if ca_file is None:
        return True
    try:
        return ssl.create_default_context(cafile=ca_file)
    except OSError as error:
        raise Misconfigured(f"PLANERKA_SKYPE_CA names no PEM file that can be read ({type(error).__name__})") from None


async def _read(asked: str, reply: aiohttp.ClientResponse, limit: int) -> bytes:
    body = bytearray()
    async for chunk in reply.content.iter_chunked(64 * 1024):
        body += chunk
        if len(body) > limit:
            raise Nonsense(f"{asked}: an answer of more than {limit} bytes", Trouble.TOO_BIG)
    return bytes(body)
