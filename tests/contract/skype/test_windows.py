"""Signing in the Windows way (grant urn:microsoft.rtc:windows), against a token endpoint that verifies for real."""

import base64
import logging
import os
import traceback
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
import spnego
from aiohttp import web
from aiohttp.test_utils import TestServer
from pydantic import SecretStr
from yarl import URL

from bot.demo.skype.windows import WindowsSignIn
from bot.skype.answers import Answer
from bot.skype.errors import Misconfigured, Nonsense, PasswordRefused, Unreachable
from bot.skype.http import Request, Wire
from bot.skype.urls import CheckedUrl
from bot.skype.windows import windows_answer
from domain.conference import OnlineMeetingsError, Trouble

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

    def messages(self) -> list[str]:
        """What each Authorization was."""
        return [_kind(authorization) for _, authorization, _ in self.seen]


def _kind(authorization: str) -> str:
    scheme, _, message = authorization.partition(" ")
    kinds = {1: "greeting", 3: "proof"}
    _, found, ntlm = base64.b64decode(message).partition(b"NTLMSSP\0")
    return f"{scheme} {kinds[ntlm[0]] if found else 'something'}" if scheme else "nothing"


@pytest.fixture
def passwords() -> dict[str, str]:
    return {UPN: PASSWORD, DOWN_LEVEL: PASSWORD}


@pytest.fixture
async def endpoint(passwords: dict[str, str]) -> AsyncIterator[Endpoint]:
    endpoint = Endpoint(WindowsSignIn(passwords))
    app = web.Application()
    app.router.add_post("/WebTicket/oauthtoken", endpoint.answer)
    listening = TestServer(app, host="127.0.0.1")
    await listening.start_server()
    endpoint.url = CheckedUrl(URL(f"http://127.0.0.1:{listening.port}/WebTicket/oauthtoken"))
    yield endpoint
    await listening.close()


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    wire = Wire(None, 10.0, lambda: None)
    yield wire
    await wire.close()


async def signed_in(wire: Wire, endpoint: Endpoint, user: str = UPN, password: str = PASSWORD) -> Answer:
    return await windows_answer(wire, endpoint.url, user, SecretStr(password))


async def test_the_right_password(wire: Wire, endpoint: Endpoint) -> None:
    """N1. Asked how, greeted, proven: three requests for the same grant, and the third one buys the token."""
    answer = await signed_in(wire, endpoint)
    assert (answer.status, answer.resource()) == (200, GRANTED | {"user": UPN})
    assert endpoint.messages() == ["nothing", "NTLM greeting", "NTLM proof"]
    assert {body for _, _, body in endpoint.seen} == {GRANT}


async def test_one_connection(wire: Wire, endpoint: Endpoint) -> None:
    """N2. Greeting and proof travel on one connection, which nothing else has used or will use."""
    await signed_in(wire, endpoint)
    await signed_in(wire, endpoint)
    asked, greeting, proof, asked_again, greeting_again, proof_again = [
        connection for connection, _, _ in endpoint.seen
    ]
    assert greeting is proof
    assert greeting_again is proof_again
    assert len({id(connection) for connection in (asked, greeting, greeting_again)}) == 3
    assert asked_again is asked


async def test_a_wrong_password(wire: Wire, endpoint: Endpoint) -> None:
    """N3. A wrong password is shown once and then never again: a third wrong one might lock the account."""
    with pytest.raises(PasswordRefused) as caught:
        await signed_in(wire, endpoint, password="wrong")
    assert (caught.value.trouble, caught.value.again) == (Trouble.PASSWORD_REFUSED, False)
    assert endpoint.messages() == ["nothing", "NTLM greeting", "NTLM proof"]
    assert endpoint.sign_in.refused == 1


@pytest.mark.parametrize("user", [DOWN_LEVEL, "example\\PLANERKA", UPN.upper()])
async def test_both_forms_of_a_name(wire: Wire, endpoint: Endpoint, user: str) -> None:
    """N4. DOMAIN\\user and user@domain are both proven, in any case."""
    answer = await signed_in(wire, endpoint, user=user)
    assert answer.resource()["user"] == (DOWN_LEVEL if "\\" in user else UPN)


@pytest.mark.parametrize("user", [UPN, DOWN_LEVEL])
async def test_negotiate_only(wire: Wire, passwords: dict[str, str], endpoint: Endpoint, user: str) -> None:
    """N5. Where only Negotiate is offered, NTLM goes inside it."""
    endpoint.sign_in = WindowsSignIn(passwords, ("Negotiate",))
    assert (await signed_in(wire, endpoint, user=user)).status == 200
    assert endpoint.messages() == ["nothing", "Negotiate greeting", "Negotiate proof"]


async def test_a_wrong_password_inside_negotiate(wire: Wire, passwords: dict[str, str], endpoint: Endpoint) -> None:
    """N6. Inside Negotiate too a wrong password is shown once."""
    endpoint.sign_in = WindowsSignIn(passwords, ("Negotiate",))
    with pytest.raises(PasswordRefused):
        await signed_in(wire, endpoint, password="wrong")
    assert endpoint.messages() == ["nothing", "Negotiate greeting", "Negotiate proof"]


@pytest.mark.parametrize(
    "offer",
    [None, "Basic realm=x", 'Bearer realm="NTLM"', 'MsRtcOAuth href="https://x/NTLM",grant_type="a,b"', "Kerberos"],
)
async def test_neither_offered(wire: Wire, endpoint: Endpoint, offer: str | None) -> None:
    """N7. A server that wants neither NTLM nor Negotiate is told nothing about the account."""
    endpoint.instead[1] = web.Response(status=401, headers={"WWW-Authenticate": offer} if offer else {})
    with pytest.raises(Misconfigured) as caught:
        await signed_in(wire, endpoint)
    assert (caught.value.trouble, endpoint.messages()) == (Trouble.SIGN_IN, ["nothing"])


@pytest.mark.parametrize(
    "headers",
    [["Negotiate", "NTLM"], ["NTLM,Negotiate"], ['Bearer a="b, c", ntlm'], ['MsRtcOAuth href=x,grant_type="a,b",NTLM']],
)
async def test_forms_of_the_offer(wire: Wire, endpoint: Endpoint, headers: list[str]) -> None:
    """N8. The offer is found in one header or several, in any case, beside other schemes."""
    endpoint.instead[1] = web.Response(status=401)
    for header in headers:
        endpoint.instead[1].headers.add("WWW-Authenticate", header)
    assert (await signed_in(wire, endpoint)).status == 200


async def test_closed_after_the_question(wire: Wire, endpoint: Endpoint) -> None:
    """N9. A server that closes after its first 401, as some do, is greeted on a connection that holds."""
    endpoint.closing = {1}
    assert (await signed_in(wire, endpoint)).status == 200


async def test_closed_in_the_middle(wire: Wire, endpoint: Endpoint) -> None:
    """N10. Closed between greeting and proof: unreachable for now. On another connection the right password would have
    been refused, and given up for good."""
    endpoint.closing = {2}
    with pytest.raises(Unreachable, match="ClosedInTheMiddle") as caught:
        await signed_in(wire, endpoint)
    assert caught.value.again
    assert endpoint.messages() == ["nothing", "NTLM greeting"]


@pytest.mark.parametrize("number", [1, 2, 3])
async def test_cut(wire: Wire, endpoint: Endpoint, number: int) -> None:
    """N11. Cut without an answer: unreachable for now, and nothing is sent twice."""
    endpoint.cutting = {number}
    with pytest.raises(Unreachable):
        await signed_in(wire, endpoint)
    assert len(endpoint.seen) == number


@pytest.mark.parametrize("passwords", [{UPN: "пароль-ñ-密码-😀", "ПРИМЕР\\планёрка": "пароль-ñ-密码-😀"}])
@pytest.mark.parametrize("scheme", ["NTLM", "Negotiate"])
async def test_not_ascii(wire: Wire, endpoint: Endpoint, passwords: dict[str, str], scheme: str) -> None:
    """N12. Passwords and names of any alphabet."""
    endpoint.sign_in = WindowsSignIn(passwords, (scheme,))
    for user, password in passwords.items():
        assert (await signed_in(wire, endpoint, user, password)).resource()["user"] == user


@pytest.mark.parametrize(
    "message", ["AAAA", "TlRMTVNTUAACAAAA", "TlRMTVNTUAADAAAA", "oQcwBaADCgEC", "oQcwBaADCgEA", "A"]
)
@pytest.mark.parametrize("scheme", ["NTLM", "Negotiate"])
async def test_an_unreadable_challenge(wire: Wire, endpoint: Endpoint, scheme: str, message: str) -> None:
    """N13. A challenge that makes no sense gets no proof."""
    endpoint.instead[1] = web.Response(status=401, headers={"WWW-Authenticate": scheme})
    endpoint.instead[2] = web.Response(status=401, headers={"WWW-Authenticate": f"{scheme} {message}"})
    with pytest.raises(Nonsense):
        await signed_in(wire, endpoint)
    assert endpoint.messages() == ["nothing", f"{scheme} greeting"]


async def test_refused_before_the_proof(wire: Wire, endpoint: Endpoint) -> None:
    """N14. A server that answers the greeting without a challenge has NTLM switched off: not the password's fault."""
    endpoint.instead[2] = web.Response(status=401, headers={"WWW-Authenticate": "NTLM"})
    with pytest.raises(Misconfigured) as caught:
        await signed_in(wire, endpoint)
    assert (caught.value.trouble, len(endpoint.seen)) == (Trouble.SIGN_IN, 2)


async def test_challenges_without_end(wire: Wire, endpoint: Endpoint) -> None:
    """N15. A server that answers the proof with another challenge gets no second proof."""
    greeting = base64.b64encode(spnego.client("a", "b", protocol="ntlm").step() or b"").decode()
    _, another, _ = endpoint.sign_in.answer(wire, f"NTLM {greeting}")
    endpoint.instead[3] = web.Response(status=401, headers=another)
    with pytest.raises(PasswordRefused):
        await signed_in(wire, endpoint)
    assert endpoint.messages() == ["nothing", "NTLM greeting", "NTLM proof"]


@pytest.mark.parametrize("number", [1, 2, 3])
async def test_other_answers(wire: Wire, endpoint: Endpoint, number: int) -> None:
    """N16. Whatever is not about Windows authentication is left to the caller, at every step."""
    endpoint.instead[number] = web.json_response({"error": "unsupported_grant_type"}, status=400)
    answer = await signed_in(wire, endpoint)
    assert (answer.status, answer.word("error"), len(endpoint.seen)) == (400, "unsupported_grant_type", number)


@pytest.mark.parametrize("scheme", ["NTLM", "Negotiate"])
@pytest.mark.parametrize("password", [PASSWORD, "wrong-77aa"])
async def test_nothing_secret_is_logged(
    wire: Wire, endpoint: Endpoint, caplog: pytest.LogCaptureFixture, scheme: str, password: str
) -> None:
    """N17. At DEBUG no log line, error or traceback holds the password or a message made from it."""
    caplog.set_level(logging.DEBUG)
    endpoint.sign_in = WindowsSignIn({UPN: PASSWORD}, (scheme,))
    said = ""
    try:
        await signed_in(wire, endpoint, password=password)
    except OnlineMeetingsError as error:
        said = "".join(traceback.format_exception(error))
    lines = said + "".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records)
    assert "oauthtoken" not in said
    assert len(caplog.records) >= 3
    secrets = [password, *(authorization.partition(" ")[2] for _, authorization, _ in endpoint.seen[1:])]
    assert [secret for secret in secrets if secret in lines] == []
    assert "hush" not in repr(Request("POST", endpoint.url, authorization=SecretStr("hush")))


async def test_the_environment_is_left_alone(endpoint: Endpoint, wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    """N18. The simulator hands its passwords over in a file named by the environment; afterwards both are as before."""
    monkeypatch.setenv("NTLM_USER_FILE", "/somebody/elses")
    await signed_in(wire, endpoint)
    assert os.environ["NTLM_USER_FILE"] == "/somebody/elses"
    monkeypatch.delenv("NTLM_USER_FILE")
    await signed_in(wire, endpoint)
    assert "NTLM_USER_FILE" not in os.environ


async def test_the_simulator_believes_nobody(endpoint: Endpoint, wire: Wire) -> None:
    """N19. Unknown people, a proof on a connection that was not greeted, and rubbish are refused."""
    with pytest.raises(PasswordRefused):
        await signed_in(wire, endpoint, user="stranger@example.org")
    for authorization in (endpoint.seen[-1][1], "NTLM", "NTLM AAAA", "NTLM ****", "Bearer x", ""):
        status, headers, user = endpoint.sign_in.answer(wire, authorization)
        assert (status, headers.getall("WWW-Authenticate"), user) == (401, ["Negotiate", "NTLM"], None)
    with pytest.raises(ValueError, match="colon"):
        WindowsSignIn({UPN: "a:b"})
