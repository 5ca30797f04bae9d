"""The simulated server itself, row by row of what it promises: input, applications, settings."""

from datetime import timedelta
from typing import Any

import pytest

from demo.skype.server import SkypeServer
from demo.skype.switches import PLAIN_JSON, UCWA_JSON, Region
from tests.contract.skype.conftest import Clock
from tests.contract.skype.hand import APPLICATION, APPLICATIONS, Hand

JSON = {"Content-Type": "application/json"}


async def test_01_input_is_strict_where_the_real_one_is(server: SkypeServer, hand: Hand) -> None:
    """C7. Loose JSON 400 unless forgiven, another media type 415, too much 413, missing names 400 with the names."""
    await hand.open()
    loose: Any = {"data": '{"culture": "en-US", "userAgent": "t", "endpointId": "e",}', "headers": JSON}
    assert await hand.subcode("POST", APPLICATIONS, **loose) == (400, "DeserializationFailure")
    server.switches.loose_json = True
    assert (await hand.ask("POST", APPLICATIONS, **loose))[0] == 201
    assert (await hand.ask("POST", APPLICATIONS, data="{}", headers={"Content-Type": "text/plain"}))[0] == 415
    status, body, _ = await hand.ask("POST", APPLICATIONS, json={"culture": "en-US"})
    assert (status, body["subcode"], set(body["parameters"])) == (
        400,
        "ParameterValidationFailure",
        {"endpointId", "userAgent"},
    )
    server.switches.body_limit = 100
    status, body, _ = await hand.ask("POST", hand.rooms, json={"subject": "x" * 100})
    assert (status, body["code"]) == (413, "EntityTooLarge")


async def test_02_names_match_in_any_case(hand: Hand) -> None:
    """C7. Unknown names, `_links` and `_embedded` are ignored."""
    await hand.open()
    room = await hand.room(SUBJECT="A", attendanceAnnouncementsStatus="x", _links={"self": 1}, _embedded=[])
    assert room["subject"] == "A"
    assert "attendanceAnnouncementsStatus" not in room


async def test_03_an_application_has_its_shape(server: SkypeServer, hand: Hand) -> None:
    """C9. 201 with id, embedded resources, a version and a cookie for photos; addresses relative to the host."""
    await hand.sign_in()
    status, body, reply = await hand.ask("POST", APPLICATIONS, json=APPLICATION)
    place = f"{APPLICATIONS}/{body['id']}"
    assert (status, body["rel"], body["type"], body["_links"]["self"]["href"]) == (
        201,
        "application",
        "Browser",
        place,
    )
    assert (body["userAgent"], body["endpointId"], body["culture"]) == ("test", "e", "en-US")
    assert list(body["_embedded"]) == ["me", "people", "onlineMeetings", "communication"]
    assert reply.headers["ETag"]
    assert f"path={place}/photos; secure; HttpOnly" in reply.headers["Set-Cookie"]
    server.switches.absent |= {"id", "type", "endpointId", "me", "people", "communication"}
    server.switches.cookies = False
    status, body, reply = await hand.ask("POST", APPLICATIONS, json=APPLICATION)
    assert (list(body), list(body["_embedded"])) == (
        ["culture", "userAgent", "rel", "_links", "_embedded"],
        ["onlineMeetings"],
    )
    assert "Set-Cookie" not in reply.headers


async def test_04_a_closed_application_takes_its_addresses_along(hand: Hand) -> None:
    """C9. Every address inside it, known or not, is 404 ApplicationNotFound; the next one has another number."""
    first = await hand.open()
    assert await hand.subcode("GET", f"{first}/batch") == (404, None)
    assert (await hand.ask("DELETE", first))[0] == 204
    for path in (first, hand.rooms, f"{hand.rooms}/NEVERWAS", f"{first}/batch", f"{first}/onlineMeetings/policies"):
        assert await hand.subcode("GET", path) == (404, "ApplicationNotFound")
    assert await hand.open() != first


@pytest.mark.parametrize(
    ("gone", "told"), [(False, (404, "ApplicationNotFound")), (True, (410, "InactiveApplicationExpired"))]
)
async def test_05_an_idle_application_ends(
    server: SkypeServer, hand: Hand, clock: Clock, gone: bool, told: tuple[int, str]
) -> None:
    """C9. After a quarter of an hour without a call, or as long as is set; each call begins it anew."""
    server.switches.idle_gone = gone
    await hand.open()
    for _ in range(2):
        clock.moment += timedelta(minutes=14)
        assert (await hand.ask("GET", hand.rooms))[0] == 200
    clock.moment += timedelta(minutes=15)
    assert await hand.subcode("GET", hand.rooms) == told
    server.switches.idle = timedelta(minutes=1)
    await hand.open()
    clock.moment += timedelta(minutes=1)
    assert await hand.subcode("GET", hand.rooms) == told


async def test_06_applications_may_be_limited(server: SkypeServer, hand: Hand) -> None:
    """C9. In number, in endpoints, in user agents; each with an answer of its own."""
    await hand.open()
    assert (await hand.ask("POST", APPLICATIONS, json=APPLICATION))[0] == 201
    server.switches.unique_endpoints = True
    assert await hand.subcode("POST", APPLICATIONS, json=APPLICATION) == (409, "AlreadyExists")
    server.switches.max_applications = 2
    assert await hand.subcode("POST", APPLICATIONS, json=APPLICATION) == (410, "TooManyApplications")
    server.switches.blocked_agent = "test"
    assert await hand.subcode("POST", APPLICATIONS, json=APPLICATION) == (410, "UserAgentNotAllowed")
    server.forget_applications()
    server.switches.blocked_agent = None
    assert (await hand.ask("POST", APPLICATIONS, json=APPLICATION))[0] == 201


async def test_07_the_link_to_the_rooms_may_be_missing(server: SkypeServer, hand: Hand) -> None:
    """C9. For one account without the right, or for everybody."""
    server.switches.absent_links = {"myOnlineMeetings"}
    await hand.open()
    assert hand.rooms == ""


async def test_08_the_settings_can_be_read(server: SkypeServer, hand: Hand) -> None:
    """C16. Every link of the online meetings leads to a resource of that name, with good values; reading only."""
    place = await hand.open()
    server.switches.personal_room = True
    _, body, _ = await hand.ask("GET", place)
    links = {name: link["href"] for name, link in body["_embedded"]["onlineMeetings"]["_links"].items()}
    assert len(links) == 8
    del links["self"]
    found = {name: (await hand.ask("GET", href))[1] for name, href in links.items()}
    assert {name: tree["rel"] for name, tree in found.items()} == {name: name for name in links}
    assert {name: tree["_links"]["self"]["href"] for name, tree in found.items()} == links
    assert found["onlineMeetingDefaultValues"]["accessLevel"] == "SameEnterprise"
    assert "Everyone" in found["onlineMeetingEligibleValues"]["accessLevels"]
    assert found["onlineMeetingPolicies"]["meetingSize"] == 250
    assert found["onlineMeetingInvitationCustomization"]["invitationFooterText"] == "Confidential"
    [region] = found["phoneDialInInformation"]["_embedded"]["dialInRegion"]
    assert (region["name"], region["number"]) == ("Main office", "tel:+4612345")
    assert (await hand.ask("POST", links["onlineMeetingPolicies"], json={}))[0] == 405


async def test_09_numbers_to_dial_come_in_several_ways(server: SkypeServer, hand: Hand) -> None:
    """C16. Regions, a number of a provider, free ones, or none."""
    place = await hand.open()
    server.switches.regions = [Region("Moscow", "tel:+7495", ("ru-RU",)), Region("Kazan", "tel:+7843")]
    server.switches.toll_number, server.switches.toll_free_numbers = "+4612345", ["+800"]
    dial_in = f"{place}/onlineMeetings/phoneDialInInformation"
    _, body, _ = await hand.ask("GET", dial_in)
    assert [region["name"] for region in body["_embedded"]["dialInRegion"]] == ["Moscow", "Kazan"]
    assert (body["tollNumber"], body["tollFreeNumbers"], body["defaultRegion"]) == ("+4612345", ["+800"], "Moscow")
    server.switches.regions, server.switches.toll_number = [], None
    _, body, _ = await hand.ask("GET", dial_in)
    assert {"tollNumber", "defaultRegion", "_embedded"} & set(body) == set()


@pytest.mark.parametrize("media_type", [PLAIN_JSON, UCWA_JSON])
async def test_10_resources_come_under_several_media_types(server: SkypeServer, hand: Hand, media_type: str) -> None:
    """C10. Errors and applications too; tokens are plain JSON always."""
    server.switches.media_type = media_type
    await hand.open()
    for path in (hand.rooms, f"{hand.rooms}/NEVERWAS"):
        assert (await hand.ask("GET", path))[2].headers["Content-Type"] == media_type
    _, _, reply = await hand.ask("POST", "/WebTicket/oauthtoken", data={})
    assert reply.content_type == "application/json"


async def test_11_a_version_may_be_demanded(hand: Hand) -> None:
    """C11. Up to 2.0; what is higher, or no number, is not there."""
    await hand.open()
    for version, status in (("2.0", 200), ("1", 200), ("3.5", 404), ("new", 404)):
        assert (await hand.ask("GET", hand.rooms, headers={"X-MS-RequiresMinResourceVersion": version}))[0] == status
    assert await hand.subcode("GET", hand.rooms, headers={"X-MS-RequiresMinResourceVersion": "9"}) == (
        404,
        "APIVersionNotSupported",
    )
