"""Signing in the Windows way (grant urn:microsoft.rtc:windows), against a token endpoint that verifies for real."""

import logging
import os
import traceback
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from pydantic import SecretStr

from bot.conferences.skype.http import Request
from demo.skype.windows import WindowsSignIn
from domain.conference_server import ConferenceError
from tests.contract.skype.endpoint import DOWN_LEVEL, GRANT, GRANTED, PASSWORD, UPN, Endpoint, running


@pytest.fixture
async def endpoint() -> AsyncIterator[Endpoint]:
    async with running() as endpoint:
        yield endpoint


async def test_the_right_password(endpoint: Endpoint) -> None:
    """N1. Asked how, greeted, proven: three requests for the same grant, and the third one buys the token."""
    answer = await endpoint.signed_in()
    assert (answer.status, answer.resource()) == (200, GRANTED | {"user": UPN})
    assert endpoint.messages() == ["nothing", "NTLM greeting", "NTLM proof"]
    assert {body for _, _, body in endpoint.seen} == {GRANT}


async def test_one_connection(endpoint: Endpoint) -> None:
    """N2. Greeting and proof travel on one connection, which nothing else has used or will use."""
    await endpoint.signed_in()
    await endpoint.signed_in()
    asked, greeting, proof, asked_again, greeting_again, proof_again = [
        connection for connection, _, _ in endpoint.seen
    ]
    assert greeting is proof
    assert greeting_again is proof_again
    assert len({id(connection) for connection in (asked, greeting, greeting_again)}) == 3
    assert asked_again is asked


@pytest.mark.parametrize("user", [DOWN_LEVEL, "example\\PLANERKA", UPN.upper()])
async def test_both_forms_of_a_name(endpoint: Endpoint, user: str) -> None:
    """N3. DOMAIN\\user and user@domain are both proven, in any case."""
    answer = await endpoint.signed_in(user=user)
    assert answer.resource()["user"] == (DOWN_LEVEL if "\\" in user else UPN)


@pytest.mark.parametrize("user", [UPN, DOWN_LEVEL])
async def test_negotiate_only(endpoint: Endpoint, user: str) -> None:
    """N4. Where only Negotiate is offered, NTLM goes inside it."""
    endpoint.sign_in = WindowsSignIn({UPN: PASSWORD, DOWN_LEVEL: PASSWORD}, ("Negotiate",))
    assert (await endpoint.signed_in(user=user)).status == 200
    assert endpoint.messages() == ["nothing", "Negotiate greeting", "Negotiate proof"]


@pytest.mark.parametrize(
    "headers",
    [["Negotiate", "NTLM"], ["NTLM,Negotiate"], ['Bearer a="b, c", ntlm'], ['MsRtcOAuth href=x,grant_type="a,b",NTLM']],
)
async def test_forms_of_the_offer(endpoint: Endpoint, headers: list[str]) -> None:
    """N5. The offer is found in one header or several, in any case, beside other schemes."""
    endpoint.instead[1] = web.Response(status=401)
    for header in headers:
        endpoint.instead[1].headers.add("WWW-Authenticate", header)
    assert (await endpoint.signed_in()).status == 200


async def test_closed_after_the_question(endpoint: Endpoint) -> None:
    """N6. A server that closes after its first 401, as some do, is greeted on a connection that holds."""
    endpoint.closing = {1}
    assert (await endpoint.signed_in()).status == 200


@pytest.mark.parametrize("user", [UPN, "ПРИМЕР\\планёрка"])
@pytest.mark.parametrize("scheme", ["NTLM", "Negotiate"])
async def test_not_ascii(endpoint: Endpoint, user: str, scheme: str) -> None:
    """N7. Passwords and names of any alphabet."""
    password = "пароль-ñ-密码-😀"
    endpoint.sign_in = WindowsSignIn({user: password}, (scheme,))
    assert (await endpoint.signed_in(user, password)).resource()["user"] == user


@pytest.mark.parametrize("scheme", ["NTLM", "Negotiate"])
@pytest.mark.parametrize("password", [PASSWORD, "wrong-77aa"])
async def test_nothing_secret_is_logged(
    endpoint: Endpoint, caplog: pytest.LogCaptureFixture, scheme: str, password: str
) -> None:
    """N8. At DEBUG no log line, error or traceback holds the password or a message made from it."""
    caplog.set_level(logging.DEBUG)
    endpoint.sign_in = WindowsSignIn({UPN: PASSWORD}, (scheme,))
    said = ""
    try:
        await endpoint.signed_in(password=password)
    except ConferenceError as error:
        said = "".join(traceback.format_exception(error))
    lines = said + "".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records)
    assert len(caplog.records) >= 3
    secrets = [password, *(authorization.partition(" ")[2] for _, authorization, _ in endpoint.seen[1:])]
    assert [secret for secret in secrets if secret in lines] == []
    assert "hush" not in repr(Request("POST", endpoint.url, authorization=SecretStr("hush")))


async def test_the_environment_is_left_alone(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    """N9. The simulator hands its passwords over in a file named by the environment; afterwards both are as before."""
    monkeypatch.setenv("NTLM_USER_FILE", "/somebody/elses")
    await endpoint.signed_in()
    assert os.environ["NTLM_USER_FILE"] == "/somebody/elses"
    monkeypatch.delenv("NTLM_USER_FILE")
    await endpoint.signed_in()
    assert "NTLM_USER_FILE" not in os.environ
