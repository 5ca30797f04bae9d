"""The simulated server itself, row by row of what it promises: challenge, token endpoint, tickets, accounts."""

import base64
from typing import Any
from urllib.parse import quote

import pytest
import spnego

from demo.skype.accounts import WINDOWS_PROOFS
from demo.skype.server import SkypeServer
from demo.skype.switches import PASSIVE, WINDOWS
from tests.contract.skype.conftest import USER, Clock
from tests.contract.skype.hand import APPLICATION, APPLICATIONS, PASSWORD, USER_RESOURCE, Hand

TOKEN = "/WebTicket/oauthtoken"


async def challenged(hand: Hand) -> list[str]:
    """The challenges of the user resource, one string a header."""
    status, text, reply = await hand.ask("GET", USER_RESOURCE)
    assert (status, reply.content_type, text.startswith("<!DOCTYPE html>")) == (401, "text/html", True)
    return reply.headers.getall("WWW-Authenticate")


async def test_01_the_challenge_stands_in_two_headers(hand: Hand) -> None:
    """C3. One for servers, without an address; one that names the token endpoint in quotes and what it grants."""
    for_servers, offer = await challenged(hand)
    assert for_servers.startswith("Bearer trusted_issuers=")
    assert "http" not in for_servers
    grants = "urn:microsoft.rtc:windows,urn:microsoft.rtc:anonmeeting,password"
    assert offer == f'MsRtcOAuth href="{hand.base}{TOKEN}",grant_type="{grants}"'


async def test_02_the_challenge_has_variants(server: SkypeServer, hand: Hand) -> None:
    """C3. An address without quotes, another address before it, one header for both, other grants."""
    server.switches.quoted_challenge = False
    assert f"href={hand.base}{TOKEN},grant_type=" in (await challenged(hand))[1]
    server.switches.authorization_uri = True
    assert (await challenged(hand))[0].endswith(f'authorization_uri="{hand.base}/oauth2/authorize"')
    server.switches.merged_challenge = True
    [merged] = await challenged(hand)
    assert merged.index("Bearer ") < merged.index(", MsRtcOAuth ")
    server.switches.grants = (WINDOWS,)
    assert (await challenged(hand))[0].endswith(f'grant_type="{WINDOWS}"')


@pytest.mark.parametrize("charset", ["", ";charset=UTF-8", "; charset='utf-8'", "; Charset=x"])
async def test_03_forms_are_decoded(server: SkypeServer, hand: Hand, charset: str) -> None:
    """C4. Whatever charset is named; the password holds an ampersand, a space and an equals sign."""
    server.add_user("ann@example.org", "a&b %=\\", "EXAMPLE\\ann")
    body = f"grant_type=password&username=EXAMPLE%5Cann&password={quote('a&b %=', safe='')}%5C&more=1"
    form = {"Content-Type": f"application/x-www-form-urlencoded{charset}"}
    assert (await hand.ask("POST", TOKEN, data=body, headers=form))[0] == 200
    status, granted, reply = await hand.ask("POST", TOKEN, data=body, headers=form)
    assert (status, reply.headers["Cache-Control"]) == (200, "no-store")
    assert granted["access_token"].startswith("cwt=")
    assert {name: value for name, value in granted.items() if name != "access_token"} == {
        "expires_in": 28289,
        "ms_rtc_identityscope": "local",
        "token_type": "Bearer",
    }


@pytest.mark.parametrize(
    ("form", "error", "number"),
    [
        ({"password": "wrong"}, "invalid_grant", "28020"),
        ({"username": "stranger@example.org"}, "invalid_grant", "28020"),
        ({"grant_type": "urn:microsoft.rtc:passive"}, "unsupported_grant_type", "28029"),
        ({"grant_type": ""}, "invalid_request", "28020"),
    ],
)
async def test_04_tokens_are_for_the_right_password(hand: Hand, form: dict[str, str], error: str, number: str) -> None:
    """C4. Everything else is 400 with an OAuth error and a number for whoever looks for the cause."""
    wanted = {"grant_type": "password", "username": USER, "password": PASSWORD} | form
    status, body, reply = await hand.ask("POST", TOKEN, data=wanted)
    assert (status, body, reply.headers["X-Ms-Diagnostics"][:5]) == (400, {"error": error}, number)


async def test_05_a_browser_may_be_needed(server: SkypeServer, hand: Hand) -> None:
    """C4. Without the password grant the password is not looked at; the passive grant names a page."""
    server.switches.grants = (PASSIVE,)
    assert await hand.sign_in() == (400, {"error": "unsupported_grant_type"})
    address = f"{hand.base}/PassiveAuth/PassiveAuth.aspx"
    assert await hand.sign_in(grant_type=PASSIVE) == (
        400,
        {"error": "invalid_grant", "ms_rtc_passiveauthuri": address},
    )


async def test_06_failures_are_counted_and_lock(server: SkypeServer, hand: Hand) -> None:
    """C4. For each account; once it is locked even the right password is refused."""
    server.add_user("ann@example.org", "good")
    server.switches.lockout = 2
    for password, status in (("bad", 400), ("good", 200), ("bad", 400), ("good", 400)):
        assert (await hand.sign_in(username="Ann@example.org", password=password))[0] == status
    assert server.failures == {"ann@example.org": 2}
    assert (await hand.sign_in())[0] == 200


async def test_07_windows_asks_for_proof(server: SkypeServer, hand: Hand) -> None:
    """C4. 401 with the schemes of Windows; what is no proof is asked again."""
    server.switches.grants = (WINDOWS,)
    for headers in ({}, {"Authorization": "NTLM AAAA"}):
        status, _, reply = await hand.ask("POST", TOKEN, data={"grant_type": WINDOWS}, headers=headers)
        assert (status, reply.headers.getall("WWW-Authenticate")) == (401, ["Negotiate", "NTLM"])
    assert "AAAA" not in repr(server.journal)


@pytest.mark.parametrize("locked", [False, True])
async def test_08_windows_proves_an_account(server: SkypeServer, hand: Hand, locked: bool) -> None:
    """C4. Within one connection: a wrong proof is counted, the right one buys a ticket unless the account is locked."""
    server.switches.grants = (WINDOWS,)
    server.switches.lockout = 0 if locked else None
    assert (await _proven(hand, "wrong"))[0] == 401
    assert server.failures == {WINDOWS_PROOFS: 1}
    status, body = await _proven(hand, PASSWORD)
    assert (status, "access_token" in body) == ((400, False) if locked else (200, True))


async def _proven(hand: Hand, password: str) -> tuple[int, Any]:
    """The last answer to a proof by NTLM."""
    client, said = spnego.client(USER, password, protocol="ntlm", options=spnego.NegotiateOptions.use_ntlm), None
    while True:
        message = base64.b64encode(client.step(said) or b"").decode()
        proof = {"Authorization": f"NTLM {message}"}
        status, body, reply = await hand.ask("POST", TOKEN, data={"grant_type": WINDOWS}, headers=proof)
        if said is not None:
            return status, body
        said = base64.b64decode(reply.headers["WWW-Authenticate"].removeprefix("NTLM "))


async def test_09_answers_may_hold_the_ticket_only(server: SkypeServer, hand: Hand) -> None:
    """C4. Type and scope may be missing."""
    server.switches.bare_token = True
    assert set((await hand.sign_in())[1]) == {"access_token", "expires_in"}


async def test_10_a_ticket_opens_one_host_for_a_while(hand: Hand, server: SkypeServer, clock: Clock) -> None:
    """C5. None 401, garbage 403, another host 500 and a page, ended 401."""
    assert (await hand.ask("GET", USER_RESOURCE))[0] == 401
    await hand.sign_in()
    assert (await hand.ask("GET", USER_RESOURCE))[0] == 200
    _, _, reply = await hand.ask("GET", USER_RESOURCE, headers={"Authorization": "Bearer cwt=AAAA"})
    assert (reply.status, reply.headers["X-Ms-Diagnostics"][:5]) == (403, "28055")
    _, _, reply = await hand.ask("GET", USER_RESOURCE, headers={"Host": "other.example.org"})
    assert (reply.status, reply.headers["X-Ms-Diagnostics"][:5]) == (500, "28032")
    clock.moment += server.switches.token_life
    assert len(await challenged(hand)) == 2


async def test_11_rooms_and_applications_are_an_accounts_own(server: SkypeServer, hand: Hand) -> None:
    """C5. Another account neither sees nor finds, changes or deletes them, and cannot enter the application."""
    server.add_user("ann@example.org", "ann")
    ours = await hand.open()
    room = await hand.room(subject="Ours")
    href = room["_links"]["self"]["href"]
    await hand.open(username="ann@example.org", password="ann")
    assert "_embedded" not in (await hand.ask("GET", hand.rooms))[1]
    for method in ("GET", "DELETE"):
        assert await hand.subcode(method, f"{hand.rooms}/{room['onlineMeetingId']}") == (404, "ResourceNotFound")
    assert await hand.subcode("DELETE", href) == (404, "ApplicationNotFound")
    assert await hand.subcode("DELETE", ours) == (404, "ApplicationNotFound")
    assert (await hand.room())["organizerUri"] == "sip:ann@example.org"
    assert len(server.rooms) == 2


async def test_12_accounts_may_lack_rights(server: SkypeServer, hand: Hand) -> None:
    """C5. No link to the rooms, and 403 for whoever goes there without one; or no application at all."""
    account = server.add_user("ann@example.org", "ann", may_schedule=False)
    place = await hand.open(username="ann@example.org", password="ann")
    assert hand.rooms == ""
    status, body, _ = await hand.ask("POST", f"{place}/onlineMeetings/myOnlineMeetings", json={})
    assert (status, body["code"]) == (403, "Forbidden")
    account.may_open = False
    status, body, _ = await hand.ask("POST", APPLICATIONS, json=APPLICATION)
    assert (status, "subcode" in body) == (403, False)


@pytest.mark.parametrize("name", ["Origin", "X-Ms-Origin", "Referer"])
async def test_13_headers_of_browsers_are_forbidden(server: SkypeServer, hand: Hand, name: str) -> None:
    """C8. They switch on the cross-domain check; only what is on the list passes."""
    place = await hand.open()
    forbidden: Any = {name: "https://x.example"}
    status, text, _ = await hand.ask("GET", hand.rooms, headers=forbidden)
    assert (status, "cross domain request" in text) == (403, True)
    assert [entry.forbidden for entry in server.journal if entry.forbidden] == [[name]]
    server.switches.allowed_origins = {"https://x.example"}
    assert (await hand.ask("DELETE", place, headers=forbidden))[0] == 204
