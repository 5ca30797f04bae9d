"""The simulated server is as strict as the real one: leniency here would hide bugs in the client."""

from datetime import timedelta
from typing import Any

import pytest

from bot.demo.skype.replies import resource
from bot.demo.skype.server import SkypeServer
from tests.contract.skype.hand import APPLICATION, Hand

JSON = {"Content-Type": "application/json"}


async def test_01_discovery_is_open_and_the_user_is_challenged(hand: Hand) -> None:
    """1. The root needs no token; the user resource answers 401 with two challenges and a page."""
    status, body, _ = await hand.ask("GET", "/?sipuri=sip:planerka@example.org")
    assert (status, "rel" in body) == (200, False)
    user = body["_links"]["user"]["href"].removeprefix(hand.base)
    assert user == "/Autodiscover/AutodiscoverService.svc/root/oauth/user?originalDomain=example.org"
    status, _, reply = await hand.ask("GET", user)
    schemes = [value.split(" ")[0] for value in reply.headers.getall("WWW-Authenticate")]
    assert (status, reply.content_type, schemes) == (401, "text/html", ["Bearer", "MsRtcOAuth"])


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({"password": "wrong"}, "invalid_grant"),
        ({"username": "stranger@example.org"}, "invalid_grant"),
        ({"grant_type": "urn:microsoft.rtc:passive"}, "unsupported_grant_type"),
        ({"grant_type": ""}, "invalid_request"),
    ],
)
async def test_02_tokens_are_for_the_right_password(hand: Hand, form: dict[str, str], error: str) -> None:
    """2. Everything else is 400 with an OAuth error."""
    assert await hand.sign_in(**form) == (400, {"error": error})


async def test_03_a_token_opens_one_host_for_a_while(hand: Hand, server: SkypeServer, clock: Any) -> None:
    """3. Garbage 403, another host 500, ended 401."""
    user = "/Autodiscover/AutodiscoverService.svc/root/oauth/user"
    await hand.sign_in()
    assert (await hand.ask("GET", user))[0] == 200
    assert (await hand.ask("GET", user, headers={"Authorization": "Bearer cwt=AAAA"}))[0] == 403
    status, _, reply = await hand.ask("GET", user, headers={"Host": "other.example.org"})
    assert (status, reply.headers["X-Ms-Diagnostics"][:5]) == (500, "28032")
    clock.moment += server.world.token_life
    assert (await hand.ask("GET", user))[0] == 401


@pytest.mark.parametrize("name", ["Origin", "X-Ms-Origin", "Referer"])
async def test_04_headers_of_browsers_are_forbidden(hand: Hand, name: str) -> None:
    """4. They switch on the cross-domain check."""
    place = await hand.open()
    assert (await hand.ask("GET", hand.rooms, headers={name: "https://x.example"}))[0] == 403
    assert (await hand.ask("DELETE", place))[0] == 204


async def test_05_input_is_strict_where_the_real_one_is(hand: Hand) -> None:
    """5. Loose JSON, another media type, missing names, values that are not eligible."""
    await hand.open()
    applications = "/ucwa/oauth/v1/applications"
    status, body, _ = await hand.ask("POST", applications, data='{"culture": "en-US",}', headers=JSON)
    assert (status, body["subcode"]) == (400, "DeserializationFailure")
    assert (await hand.ask("POST", applications, data="{}", headers={"Content-Type": "text/plain"}))[0] == 415
    status, body, _ = await hand.ask("POST", applications, json={"culture": "en-US"})
    assert (body["subcode"], set(body["parameters"])) == ("ParameterValidationFailure", {"endpointId", "userAgent"})
    for wrong in (
        {"accessLevel": "None"},
        {"subject": 7},
        {"expirationTime": "soon"},
        {"expirationTime": "/Date(99999999999999)/"},
        {"expirationTime": "2040-01-01T00:00:00Z"},
    ):
        status, body, _ = await hand.ask("POST", hand.rooms, json=wrong)
        assert (status, body["subcode"]) == (400, "ParameterValidationFailure")


async def test_06_a_dead_application_takes_its_addresses_along(hand: Hand, clock: Any) -> None:
    """6. Closed or idle for a quarter of an hour: 404 ApplicationNotFound; the next one has another number."""
    first = await hand.open()
    assert (await hand.ask("DELETE", first))[0] == 204
    status, body, _ = await hand.ask("GET", hand.rooms)
    assert (status, body["subcode"]) == (404, "ApplicationNotFound")
    second = await hand.open()
    assert second != first
    clock.moment += timedelta(minutes=15)
    assert (await hand.ask("GET", hand.rooms))[1]["subcode"] == "ApplicationNotFound"


async def test_07_rooms_are_shown_as_the_real_one_shows_them(hand: Hand, server: SkypeServer) -> None:
    """7. Ids of eight letters and digits, dates of ASP.NET, a version in quotes, no `_embedded` when empty."""
    await hand.open()
    assert "_embedded" not in (await hand.ask("GET", hand.rooms))[1]
    status, body, reply = await hand.ask("POST", hand.rooms, json={"Subject": "A", "phoneUserAdmission": "Disabled"})
    assert status == 200
    assert reply.headers["ETag"] == f'"{body["etag"]}"'
    assert resource({"at": "/Date(0)/"}).body == rb'{"at": "\/Date(0)\/"}'
    assert (
        body["expirationTime"] == f"/Date({server.rooms[body['onlineMeetingId']].expires_at.timestamp() * 1000:.0f})/"
    )
    assert len(body["onlineMeetingId"]) == 8
    assert "conferenceId" not in body
    [listed] = (await hand.ask("GET", hand.rooms))[1]["_embedded"]["myOnlineMeeting"]
    assert listed == body


async def test_08_an_update_needs_everything(hand: Hand, server: SkypeServer) -> None:
    """8. 428 without a version, 412 with an old one, 400 without the odd property; what is missing is reset."""
    await hand.open()
    _, room, _ = await hand.ask(
        "POST", hand.rooms, json={"subject": "A", "description": "B", "accessLevel": "Everyone"}
    )
    href, version = room["_links"]["self"]["href"], {"If-Match": f'"{room["etag"]}"'}
    assert (await hand.ask("PUT", href, json=room))[0] == 428
    assert (await hand.ask("PUT", href, json=room, headers={"If-Match": '"1"'}))[0] == 412
    status, body, _ = await hand.ask("PUT", href, json={"subject": "C"}, headers=version)
    assert (status, body["subcode"]) == (400, "ParameterValidationFailure")
    odd = {name: value for name, value in room.items() if value == "please pass this in a PUT request"}
    status, body, _ = await hand.ask("PUT", href, json=odd | {"subject": "C"}, headers=version)
    assert (status, body["subject"], body["description"]) == (200, "C", "")
    assert body["accessLevel"] == "SameEnterprise"
    assert body["joinUrl"] == room["joinUrl"]
    assert body["etag"] != room["etag"]


async def test_09_deleting_twice_is_not_found(hand: Hand) -> None:
    """9. 204, then UCWA's own 404."""
    await hand.open()
    _, room, _ = await hand.ask("POST", hand.rooms, json={})
    href = room["_links"]["self"]["href"]
    assert (await hand.ask("DELETE", href))[0] == 204
    status, body, _ = await hand.ask("DELETE", href)
    assert (status, body["code"], body["subcode"]) == (404, "NotFound", "ResourceNotFound")


async def test_10_paths_are_those_of_iis(hand: Hand) -> None:
    """10. Case and doubled slashes do not matter; unknown paths get a page, known ones in a wrong verb UCWA's 405."""
    await hand.sign_in()
    status, _, _ = await hand.ask("POST", "//UCWA/OAuth//v1/Applications", json=APPLICATION)
    assert status == 201
    status, _, reply = await hand.ask("GET", "/nowhere")
    assert (status, reply.content_type) == (404, "text/html")
    assert (await hand.ask("PATCH", "/ucwa/oauth/v1/applications"))[:1] == (405,)


async def test_11_rooms_end_at_their_expiry(hand: Hand, server: SkypeServer, clock: Any) -> None:
    """11. Eight hours when nothing else was asked for."""
    await hand.open()
    await hand.ask("POST", hand.rooms, json={})
    clock.moment += timedelta(hours=7, minutes=59)
    assert len(server.rooms) == 1
    clock.moment += timedelta(minutes=1)
    assert server.rooms == {}


async def test_12_the_settings_can_be_read(hand: Hand) -> None:
    """12. Every link of the online meetings leads somewhere."""
    await hand.sign_in()
    _, body, _ = await hand.ask("POST", "/ucwa/oauth/v1/applications", json=APPLICATION)
    links = body["_embedded"]["onlineMeetings"]["_links"]
    found = {name: (await hand.ask("GET", link["href"]))[:2] for name, link in links.items() if name != "self"}
    assert {status for status, _ in found.values()} == {200}
    assert all(resource["rel"] == name for name, (_, resource) in found.items())


async def test_13_the_journal_keeps_no_secret(hand: Hand, server: SkypeServer) -> None:
    """13. Requests are written down for tests and for looking at, without password and token."""
    await hand.open()
    [ticket] = server.world.tickets
    written = repr(server.journal)
    assert "***" in written
    assert ticket not in written
    assert "Str" not in written
