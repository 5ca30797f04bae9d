"""One request over the wire: no redirects, no cookies, no proxies from the environment, nothing endless."""

import json
import logging
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import aiohttp
from pydantic import SecretStr

from bot.skype.answers import Answer
from bot.skype.errors import Misconfigured, Nonsense, Unreachable
from bot.skype.urls import CheckedUrl

log = logging.getLogger(__name__)

BODY_CAP = 1024 * 1024
LIST_CAP = 16 * BODY_CAP
"""A service account may own thousands of rooms, and the list of them comes in one piece."""


@dataclass(frozen=True)
class Token:
    """A web ticket. It opens the server that issued it, and is shown to no other."""

    value: SecretStr
    origin: str
    good_until: float


@dataclass(frozen=True)
class Request:
    """What to send. `body` goes as JSON, `form` as a form; at most one of them is given."""

    method: str
    url: CheckedUrl
    body: Mapping[str, Any] | None = None
    form: Mapping[str, str] | None = None
    if_match: str | None = None
    cap: int = BODY_CAP

    def payload(self) -> bytes | None:
        if self.form is not None:
            return urlencode(self.form).encode()
        return None if self.body is None else json.dumps(self.body).encode()

    def headers(self) -> dict[str, str]:
        """Never Origin, X-Ms-Origin or Referer: they make the server check us as a page in a browser."""
        headers = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": "Planerka"}
        if self.form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded;charset=UTF-8"
        if self.body is not None:
            headers["Content-Type"] = "application/json"
        return headers | ({"If-Match": self.if_match} if self.if_match else {})


class Wire:
    """Sends requests. Raises Unreachable, Nonsense (too long, or not HTTP) and Misconfigured (certificate)."""

    def __init__(self, ca_file: str | None, timeout: float, guard: Callable[[], None]) -> None:
        self._ca_file, self._guard = ca_file, guard
        self._timeout = aiohttp.ClientTimeout(total=timeout, sock_connect=timeout / 2)
        self._session: aiohttp.ClientSession | None = None

    async def send(self, request: Request, token: Token | None = None) -> Answer:
        """The answer, whatever its status."""
        self._guard()
        asked = f"{request.method} {request.url.host}"
        if token and token.origin != origin(request.url):
            raise Misconfigured(f"{asked}: the conversation moves to another server than the one signed in to")
        credentials = {"Authorization": f"Bearer {token.value.get_secret_value()}"} if token else {}
        answer = await self._exchange(asked, request, request.headers() | credentials)
        log.debug("%s answered %s %s", asked, answer.status, answer.diagnostics())
        return answer

    async def close(self) -> None:
        """Closes the connections; the next request would open new ones."""
        if self._session:
            await self._session.close()
        self._session = None

    async def _exchange(self, asked: str, request: Request, headers: dict[str, str]) -> Answer:
        # `from None` everywhere: aiohttp's errors carry the request's headers, and those carry the token.
        try:
            async with self._open().request(
                request.method, request.url, headers=headers, data=request.payload(), allow_redirects=False
            ) as reply:
                return Answer(asked, reply.status, reply.headers, await _read(reply, request.cap))
        except (aiohttp.ClientConnectorCertificateError, aiohttp.ClientConnectorSSLError) as error:
            raise Misconfigured(f"{asked}: no trust in the certificate ({type(error).__name__})") from None
        except aiohttp.ClientResponseError as error:
            raise Nonsense(f"{asked}: the answer is not HTTP ({type(error).__name__})") from None
        except (aiohttp.ClientError, OSError, UnicodeError) as error:  # UnicodeError: no such name can exist
            raise Unreachable(f"{asked}: {type(error).__name__}") from None

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(ssl=_tls(self._ca_file)),
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=self._timeout,
                trust_env=False,
            )
        return self._session


def origin(url: CheckedUrl) -> str:
    """Scheme, host and port, comparable."""
    return str(url.origin()).lower()


def _tls(ca_file: str | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca_file)
    except OSError as error:
        raise Misconfigured(f"the CA bundle cannot be read ({type(error).__name__})") from None


async def _read(reply: aiohttp.ClientResponse, cap: int) -> bytes:
    body = bytearray()
    async for chunk in reply.content.iter_chunked(64 * 1024):
        body += chunk
        if len(body) > cap:
            raise Nonsense(f"an answer of more than {cap} bytes")
    return bytes(body)
