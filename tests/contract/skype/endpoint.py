"""A token endpoint that wants Windows authentication, and the client's wire to it."""

import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web
from aiohttp.test_utils import TestServer
from pydantic import SecretStr
from yarl import URL

from bot.conferences.skype.answers import Answer
from bot.conferences.skype.http import Wire
from bot.conferences.skype.urls import CheckedUrl
from bot.conferences.skype.windows import windows_answer
from demo.skype.windows import WindowsSignIn

UPN, DOWN_LEVEL, PASSWORD = "planerka@example.org", "EXAMPLE\\planerka", "Secret-3f9c & co"
GRANT = "grant_type=urn%3Amicrosoft.rtc%3Awindows"
GRANTED = {"access_token": "cwt=AAEBHAEF", "expires_in": 28289}


@dataclass
class Endpoint:
    """A token endpoint. It remembers the connection, the Authorization and the body of each request."""

    sign_in: WindowsSignIn
    seen: list[tuple[object, str, str]] = field(default_factory=list)
    instead: dict[int, web.Response] = field(default_factory=dict)
    """What the request of that number (the first is 1) is answered in place of the right thing."""
    closing: set[int] = field(default_factory=set)
    """After the answers to these requests it closes the connection."""
    cutting: set[int] = field(default_factory=set)
    """Instead of answering these it cuts the connection."""
    url: CheckedUrl = field(init=False)
    wire: Wire = field(init=False)

    async def answer(self, request: web.Request) -> web.Response:
        assert request.transport
        self.seen.append((request.transport, request.headers.get("Authorization", ""), await request.text()))
        number = len(self.seen)
        reply = self.instead.get(number) or self._right(request)
        if number in self.closing:
            reply.force_close()
        if number in self.cutting:
            request.transport.abort()
        return reply

    def _right(self, request: web.Request) -> web.Response:
        status, headers, user = self.sign_in.answer(request.transport, request.headers.get("Authorization"))
        return web.json_response(GRANTED | {"user": user} if user else {}, status=status, headers=headers)

    async def signed_in(self, user: str = UPN, password: str = PASSWORD) -> Answer:
        """The end of the client's attempt to sign in here."""
        return await windows_answer(self.wire, self.url, user, SecretStr(password))

    def messages(self) -> list[str]:
        """What each Authorization was."""
        return [_kind(authorization) for _, authorization, _ in self.seen]


def _kind(authorization: str) -> str:
    scheme, _, message = authorization.partition(" ")
    kinds = {1: "greeting", 3: "proof"}
    _, found, ntlm = base64.b64decode(message).partition(b"NTLMSSP\0")
    return f"{scheme} {kinds[ntlm[0]] if found else 'something'}" if scheme else "nothing"


@asynccontextmanager
async def running() -> AsyncIterator[Endpoint]:
    """An endpoint that knows one account under both of its names, and a wire to it."""
    endpoint = Endpoint(WindowsSignIn({UPN: PASSWORD, DOWN_LEVEL: PASSWORD}))
    app = web.Application()
    app.router.add_post("/WebTicket/oauthtoken", endpoint.answer)
    listening = TestServer(app, host="127.0.0.1")
    await listening.start_server()
    endpoint.url = CheckedUrl(URL(f"http://127.0.0.1:{listening.port}/WebTicket/oauthtoken"))
    endpoint.wire = Wire(None, 10.0, lambda: None)
    yield endpoint
    await endpoint.wire.close()
    await listening.close()
