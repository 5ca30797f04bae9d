"""The simulated server itself, row by row of what it promises: rooms."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.demo.skype.accounts import Account
from bot.demo.skype.replies import Refused, resource
from bot.demo.skype.server import SkypeServer
from bot.demo.skype.switches import Switches
from bot.demo.skype.wishes import CHOICES, expiry, wishes
from tests.contract.skype.conftest import Clock
from tests.contract.skype.hand import Hand

PLEASE = "please pass this in a PUT request"
WRONG = (400, "ParameterValidationFailure")


async def test_01_a_new_room_has_its_shape(server: SkypeServer, hand: Hand) -> None:
    """C10. 200, a version in quotes, an id of eight letters and digits, dates of ASP.NET, an odd property."""
    await hand.open()
    status, room, reply = await hand.ask("POST", hand.rooms, json={"subject": "Итоги", "leaders": []})
    assert (status, reply.headers["Content-Type"]) == (200, "application/json; charset=utf-8")
    assert reply.headers["ETag"] == f'"{room["etag"]}"'
    assert room["etag"].isdecimal()
    assert re.fullmatch(r"[0-9A-Z]{8}", room["onlineMeetingId"])
    expires_at = server.rooms[room["onlineMeetingId"]].expires_at
    assert room["expirationTime"] == f"/Date({expires_at.timestamp() * 1000:.0f})/"
    assert room["onlineMeetingUri"].endswith(f";gruu;opaque=app:conf:focus:id:{room['onlineMeetingId']}")
    assert room["joinUrl"] == f"{hand.base}/meet/planerka/{room['onlineMeetingId']}"
    assert room["_links"]["self"]["href"] == f"{hand.rooms}/{room['onlineMeetingId']}"
    [odd] = [name for name, value in room.items() if value == PLEASE]
    assert UUID(odd).version == 4
    assert resource({"at": "/Date(0)/"}).body == rb'{"at": "\/Date(0)\/"}'


async def test_02_every_creation_makes_a_room(server: SkypeServer, hand: Hand) -> None:
    """C10. The same asked for twice makes two rooms, and they are found by the marker that both carry."""
    await hand.open()
    for mark in ("a", "a", "b"):
        await hand.room(subject="Standup", description=f"text\n[planerka:{mark}]")
    assert len({*server.rooms}) == 3
    assert server.twins() == {"a"}


async def test_03_a_new_room_has_variants(server: SkypeServer, hand: Hand) -> None:
    """C10. 201; properties missing; further ones; an address that does not end in the id; a join link of elsewhere."""
    await hand.open()
    server.switches.created_status = 201
    server.switches.absent = {"conferenceId", "expirationTime"}
    server.switches.numbered_rooms = True
    server.switches.meet_url = "https://meet.example.org"
    status, room, _ = await hand.ask("POST", hand.rooms, json={})
    assert status == 201
    assert {"conferenceId", "expirationTime"} & set(room) == set()
    assert room["legacyOnlineMeetingUri"].startswith("conf:sip:planerka@example.org;gruu;")
    assert room["_embedded"]["onlineMeetingExtension"]
    assert room["joinUrl"] == f"https://meet.example.org/planerka/{room['onlineMeetingId']}"
    assert not room["_links"]["self"]["href"].endswith(room["onlineMeetingId"])
    for path in (room["_links"]["self"]["href"], f"{hand.rooms}/{room['onlineMeetingId']}"):
        assert (await hand.ask("GET", path))[1] == room


async def test_04_versions_may_be_guids(server: SkypeServer, hand: Hand) -> None:
    """C10. Without quotes, and neither they nor the odd property in the body; an update goes with or without quotes."""
    server.switches.guid_etags = True
    await hand.open()
    _, room, reply = await hand.ask("POST", hand.rooms, json={})
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", reply.headers["ETag"])
    assert "etag" not in room
    assert PLEASE not in room.values()
    href = room["_links"]["self"]["href"]
    for quote in ('"', ""):
        version = {"If-Match": f"{quote}{reply.headers['ETag']}{quote}"}
        status, _, reply = await hand.ask("PUT", href, json=room, headers=version)
        assert status == 200


@pytest.mark.parametrize(
    "asked",
    [
        {"accessLevel": "None"},
        {"accessLevel": ["Everyone"]},
        {"entryExitAnnouncement": "Unsupported"},
        {"phoneUserAdmission": True},
        {"subject": 7},
        {"attendees": "sip:ann@example.org"},
        {"attendees": ["ann@example.org"]},
        {"leaders": ["sip:ann@elsewhere.org"]},
        {"expirationTime": "soon"},
        {"expirationTime": "/Date(99999999999999)/"},
        {"expirationTime": "2025-08-27T09:00:00Z"},
        {"expirationTime": "2036-08-27T09:00:00Z"},
    ],
)
async def test_05_what_cannot_be_asked_is_refused(server: SkypeServer, hand: Hand, asked: dict[str, Any]) -> None:
    """C11. With the name of the property; nothing is made."""
    await hand.open()
    status, body, _ = await hand.ask("POST", hand.rooms, json=asked)
    assert ((status, body["subcode"]), list(body["parameters"])) == (WRONG, list(asked))
    assert server.rooms == {}


async def test_06_the_administrator_decides_what_is_eligible(server: SkypeServer, hand: Hand) -> None:
    """C11. Values, policies for telephones and announcements, the length of a subject, people of other companies."""
    await hand.open()
    switches = server.switches
    switches.eligible["accessLevels"].remove("Everyone")
    switches.policies |= {"phoneUserAdmission": "Disabled", "entryExitAnnouncement": "Disabled"}
    switches.subject_limit = 10
    for asked in (
        {"accessLevel": "Everyone"},
        {"phoneUserAdmission": "Enabled"},
        {"entryExitAnnouncement": "Enabled"},
        {"subject": "x" * 11},
    ):
        assert await hand.subcode("POST", hand.rooms, json=asked) == WRONG
    assert "conferenceId" not in await hand.room(subject="x" * 10)
    switches.foreign_attendees = True
    assert (await hand.room(attendees=["sip:bob@elsewhere.org"]))["attendees"] == ["sip:bob@elsewhere.org"]


async def test_07_the_organizer_is_not_named_among_the_leaders(hand: Hand) -> None:
    """C11. Who leads anyway is not echoed; everybody else of the company is."""
    await hand.open()
    leaders = ["sip:planerka@example.org", "sip:ann@example.org"]
    assert (await hand.room(leaders=leaders))["leaders"] == ["sip:ann@example.org"]


async def test_08_the_list_is_complete(server: SkypeServer, hand: Hand) -> None:
    """C12. Nothing embedded when empty; rooms outlive their application and are addressed through the newest one."""
    await hand.open()
    assert "_embedded" not in (await hand.ask("GET", hand.rooms))[1]
    rooms = [await hand.room(subject=subject) for subject in ("A", "B")]
    assert (await hand.ask("GET", hand.rooms))[1]["_embedded"] == {"myOnlineMeeting": rooms}
    await hand.open()
    listed = (await hand.ask("GET", hand.rooms))[1]["_embedded"]["myOnlineMeeting"]
    assert [room["onlineMeetingId"] for room in listed] == [room["onlineMeetingId"] for room in rooms]
    assert all(room["_links"]["self"]["href"].startswith(hand.rooms) for room in listed)
    assert listed[0]["_links"] != rooms[0]["_links"]


async def test_09_a_personal_room_is_listed_too(server: SkypeServer, hand: Hand) -> None:
    """C12. Under a name of its own, in the list and among the links, always the same; it may even be deleted."""
    server.switches.personal_room = True
    place = await hand.open()
    embedded = (await hand.ask("GET", hand.rooms))[1]["_embedded"]
    [own] = embedded["myAssignedOnlineMeeting"]
    assert (list(embedded), own["rel"]) == (["myAssignedOnlineMeeting"], "myAssignedOnlineMeeting")
    _, application, _ = await hand.ask("GET", place)
    link = application["_embedded"]["onlineMeetings"]["_links"]["myAssignedOnlineMeeting"]["href"]
    assert (await hand.ask("GET", link))[1] == own
    assert server.rooms == {}
    assert (await hand.ask("DELETE", link))[0] == 204
    assert (await hand.ask("GET", link))[0] == 404


async def test_10_an_update_needs_everything(hand: Hand) -> None:
    """C13. 428 without a version, 412 with an old one, 400 without the odd property; what is missing is reset."""
    await hand.open()
    room = await hand.room(subject="A", description="B", accessLevel="Everyone", attendees=["sip:ann@example.org"])
    href, version = room["_links"]["self"]["href"], {"If-Match": f'"{room["etag"]}"'}
    status, body, _ = await hand.ask("PUT", href, json=room)
    assert (status, body["code"]) == (428, "PreconditionRequired")
    for old in ('"1"', room["etag"]):
        status, body, _ = await hand.ask("PUT", href, json=room, headers={"If-Match": old})
        assert (status, body["code"]) == (412, "PreconditionFailed")
    assert await hand.subcode("PUT", href, json={"subject": "C"}, headers=version) == WRONG
    odd = {name: value for name, value in room.items() if value == PLEASE}
    status, body, reply = await hand.ask("PUT", href, json=odd | {"subject": "C"}, headers=version)
    assert (status, body["subject"], body["description"], body["attendees"]) == (200, "C", "", [])
    assert body["accessLevel"] == "SameEnterprise"
    assert (body["joinUrl"], body["onlineMeetingId"]) == (room["joinUrl"], room["onlineMeetingId"])
    assert body["etag"] != room["etag"]
    assert reply.headers["ETag"] == f'"{body["etag"]}"'


async def test_11_dates_go_back_in_both_forms(server: SkypeServer, hand: Hand, clock: Clock, expiry: datetime) -> None:
    """C13. As they were read, or as ISO 8601; without one the room gets eight hours."""
    await hand.open()
    room = await hand.room(expirationTime=expiry.isoformat())
    [stored] = server.rooms.values()
    room = await _put(hand, room)
    assert stored.expires_at == expiry
    room = await _put(hand, room | {"expirationTime": "2026-09-01T00:00:00.000Z"})
    assert stored.expires_at == datetime(2026, 9, 1, tzinfo=UTC)
    del room["expirationTime"]
    await _put(hand, room)
    assert stored.expires_at == clock.moment + timedelta(hours=8)


async def _put(hand: Hand, room: dict[str, Any]) -> dict[str, Any]:
    version = {"If-Match": f'"{room["etag"]}"'}
    status, body, _ = await hand.ask("PUT", room["_links"]["self"]["href"], json=room, headers=version)
    assert status == 200
    return dict(body)


@pytest.mark.parametrize("subcode", ["ResourceNotFound", None])
async def test_12_deleting_twice_is_not_found(server: SkypeServer, hand: Hand, subcode: str | None) -> None:
    """C14. 204, then UCWA's own 404, with a subcode or without; with a body that says so in any case."""
    server.switches.gone_subcode = subcode
    await hand.open()
    href = (await hand.room())["_links"]["self"]["href"]
    assert (await hand.ask("DELETE", href))[:2] == (204, "")
    status, body, _ = await hand.ask("DELETE", href)
    assert (status, body["code"], body.get("subcode")) == (404, "NotFound", subcode)


async def test_13_who_has_this_version_gets_no_other(hand: Hand) -> None:
    """C15. 304 without a body; 200 once it has changed."""
    await hand.open()
    room = await hand.room(subject="A")
    href, version = room["_links"]["self"]["href"], f'"{room["etag"]}"'
    status, body, reply = await hand.ask("GET", href, headers={"If-None-Match": version})
    assert (status, body, reply.headers["ETag"]) == (304, "", version)
    await hand.ask("PUT", href, json=room | {"subject": "B"}, headers={"If-Match": version})
    assert (await hand.ask("GET", href, headers={"If-None-Match": version}))[0] == 200


async def test_14_rooms_end_at_their_expiry(hand: Hand, server: SkypeServer, clock: Clock) -> None:
    """C14. Eight hours when nothing else was asked for; then the room is not there, nor its page."""
    await hand.open()
    room = await hand.room()
    clock.moment += timedelta(hours=7, minutes=59)
    assert list(server.rooms) == [room["onlineMeetingId"]]
    clock.moment += timedelta(minutes=1)
    assert (await hand.ask("GET", room["joinUrl"]))[0] == 404
    assert server.rooms == {}


async def test_15_the_page_tells_who_comes_in(hand: Hand) -> None:
    """C10. Behind the join link, in the language the browser likes best."""
    await hand.open()
    url = (await hand.room(subject="Итоги", accessLevel="Everyone"))["joinUrl"]
    for accepted, told in (("ru-RU,ru;q=0.9,en;q=0.8", "Все, у кого есть ссылка"), ("de, en;q=0.5", "Everybody who")):
        status, text, _ = await hand.ask("GET", url, headers={"Accept-Language": accepted})
        assert (status, told in text, "28 " in text) == (200, True, True)


NAMES = ["subject", "description", *CHOICES, "phoneUserAdmission", "attendees", "leaders", "expirationTime"]
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=20),
    st.sampled_from(["Everyone", "Enabled", "Disabled", "sip:ann@example.org", "/Date(0)/", "2026-09-01T00:00:00Z"]),
    st.lists(st.sampled_from(["sip:ann@example.org", "sip:x@y", "ann", ""]), max_size=2),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(asked=st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=4))
def test_16_a_room_holds_what_was_asked_or_the_default(asked: dict[str, Any]) -> None:
    """C11. Whatever is asked: it is refused as a whole, or each property is as asked, and otherwise as by default."""
    now, switches = Clock().moment, Switches()
    organizer = Account("planerka@example.org", "")
    lower = {name.lower(): value for name, value in asked.items()}
    plain = wishes({}, switches, organizer)
    try:
        chosen, until = wishes(lower, switches, organizer), expiry(lower, now)
    except Refused:
        return
    assert set(chosen) == set(plain)
    assert chosen == plain | {name: value for name, value in asked.items() if name != "expirationTime"}
    assert now - timedelta(days=365) <= until <= now + timedelta(days=3650)
