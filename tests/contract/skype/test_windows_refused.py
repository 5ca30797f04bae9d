"""Windows sign-in that does not work: the password is shown once at most, and the reason is a clear one."""

import base64
from collections.abc import AsyncIterator

import pytest
import spnego
from aiohttp import web

from bot.conferences.skype.errors import Misconfigured, Nonsense, PasswordRefused, Unreachable
from demo.skype.windows import WindowsSignIn
from domain.conference import Trouble
from tests.contract.skype.endpoint import DOWN_LEVEL, PASSWORD, UPN, Endpoint, running


@pytest.fixture
async def endpoint() -> AsyncIterator[Endpoint]:
    async with running() as endpoint:
        yield endpoint


async def test_a_wrong_password(endpoint: Endpoint) -> None:
    """N10. A wrong password is shown once and then never again: a third wrong one might lock the account."""
    with pytest.raises(PasswordRefused) as caught:
        await endpoint.signed_in(password="wrong")
    assert (caught.value.trouble, caught.value.again) == (Trouble.PASSWORD_REFUSED, False)
    assert endpoint.messages() == ["nothing", "NTLM greeting", "NTLM proof"]
    assert endpoint.sign_in.refused == 1


async def test_a_wrong_password_inside_negotiate(endpoint: Endpoint) -> None:
    """N11. Inside Negotiate too a wrong password is shown once."""
    endpoint.sign_in = WindowsSignIn({UPN: PASSWORD, DOWN_LEVEL: PASSWORD}, ("Negotiate",))
    with pytest.raises(PasswordRefused):
        await endpoint.signed_in(password="wrong")
    assert endpoint.messages() == ["nothing", "Negotiate greeting", "Negotiate proof"]


@pytest.mark.parametrize(
    "offer",
    [None, "Basic realm=x", 'Bearer realm="NTLM"', 'MsRtcOAuth href="https://x/NTLM",grant_type="a,b"', "Kerberos"],
)
async def test_neither_offered(endpoint: Endpoint, offer: str | None) -> None:
    """N12. A server that wants neither NTLM nor Negotiate is told nothing about the account."""
    endpoint.instead[1] = web.Response(status=401, headers={"WWW-Authenticate": offer} if offer else {})
    with pytest.raises(Misconfigured) as caught:
        await endpoint.signed_in()
    assert (caught.value.trouble, endpoint.messages()) == (Trouble.SIGN_IN, ["nothing"])


async def test_closed_in_the_middle(endpoint: Endpoint) -> None:
    """N13. Closed between greeting and proof: unreachable for now. On another connection the right password would have
    been refused, and given up for good."""
    endpoint.closing = {2}
    with pytest.raises(Unreachable, match="ClosedInTheMiddle") as caught:
        await endpoint.signed_in()
    assert caught.value.again
    assert endpoint.messages() == ["nothing", "NTLM greeting"]


@pytest.mark.parametrize("number", [1, 2, 3])
async def test_cut(endpoint: Endpoint, number: int) -> None:
    """N14. Cut without an answer: unreachable for now, and nothing is sent twice."""
    endpoint.cutting = {number}
    with pytest.raises(Unreachable):
        await endpoint.signed_in()
    assert len(endpoint.seen) == number


@pytest.mark.parametrize(
    "message", ["AAAA", "TlRMTVNTUAACAAAA", "TlRMTVNTUAADAAAA", "oQcwBaADCgEC", "oQcwBaADCgEA", "A"]
)
@pytest.mark.parametrize("scheme", ["NTLM", "Negotiate"])
async def test_an_unreadable_challenge(endpoint: Endpoint, scheme: str, message: str) -> None:
    """N15. A challenge that makes no sense gets no proof."""
    endpoint.instead[1] = web.Response(status=401, headers={"WWW-Authenticate": scheme})
    endpoint.instead[2] = web.Response(status=401, headers={"WWW-Authenticate": f"{scheme} {message}"})
    with pytest.raises(Nonsense):
        await endpoint.signed_in()
    assert endpoint.messages() == ["nothing", f"{scheme} greeting"]


async def test_refused_before_the_proof(endpoint: Endpoint) -> None:
    """N16. A server that answers the greeting without a challenge has NTLM switched off: not the password's fault."""
    endpoint.instead[2] = web.Response(status=401, headers={"WWW-Authenticate": "NTLM"})
    with pytest.raises(Misconfigured) as caught:
        await endpoint.signed_in()
    assert (caught.value.trouble, len(endpoint.seen)) == (Trouble.SIGN_IN, 2)


async def test_challenges_without_end(endpoint: Endpoint) -> None:
    """N17. A server that answers the proof with another challenge gets no second proof."""
    greeting = base64.b64encode(spnego.client("a", "b", protocol="ntlm").step() or b"").decode()
    _, another, _ = endpoint.sign_in.answer(endpoint.wire, f"NTLM {greeting}")
    endpoint.instead[3] = web.Response(status=401, headers=another)
    with pytest.raises(PasswordRefused):
        await endpoint.signed_in()
    assert endpoint.messages() == ["nothing", "NTLM greeting", "NTLM proof"]


@pytest.mark.parametrize("number", [1, 2, 3])
async def test_other_answers(endpoint: Endpoint, number: int) -> None:
    """N18. Whatever is not about Windows authentication is left to the caller, at every step."""
    endpoint.instead[number] = web.json_response({"error": "unsupported_grant_type"}, status=400)
    answer = await endpoint.signed_in()
    assert (answer.status, answer.word("error"), len(endpoint.seen)) == (400, "unsupported_grant_type", number)


async def test_the_simulator_believes_nobody(endpoint: Endpoint) -> None:
    """N19. Unknown people, a proof on a connection that was not greeted, and rubbish are refused."""
    with pytest.raises(PasswordRefused):
        await endpoint.signed_in(user="stranger@example.org")
    for authorization in (endpoint.seen[-1][1], "NTLM", "NTLM AAAA", "NTLM ****", "Bearer x", ""):
        status, headers, user = endpoint.sign_in.answer(endpoint.wire, authorization)
        assert (status, headers.getall("WWW-Authenticate"), user) == (401, ["Negotiate", "NTLM"], None)
    with pytest.raises(ValueError, match="colon"):
        WindowsSignIn({UPN: "a:b"})
