"""The simulated server itself, row by row of what it promises: rooms that change and go."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from demo.skype.server import SkypeServer
from tests.contract.skype.conftest import Clock
from tests.contract.skype.hand import Hand

PLEASE = "please pass this in a PUT request"
WRONG = (400, "ParameterValidationFailure")


async def test_01_an_update_needs_everything(hand: Hand) -> None:
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


async def test_02_an_update_may_need_less(server: SkypeServer, hand: Hand) -> None:
    """C13. Rooms may come without the odd property; then nobody asks for it back."""
    server.switches.secret_property = False
    await hand.open()
    room = await hand.room(subject="A")
    assert PLEASE not in room.values()
    assert (await _put(hand, {**room, "subject": "B"}))["subject"] == "B"


async def test_03_dates_go_back_in_both_forms(server: SkypeServer, hand: Hand, clock: Clock, expiry: datetime) -> None:
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
async def test_04_deleting_twice_is_not_found(server: SkypeServer, hand: Hand, subcode: str | None) -> None:
    """C14. 204, then UCWA's own 404, with a subcode or without; with a body that says so in any case."""
    server.switches.gone_subcode = subcode
    await hand.open()
    href = (await hand.room())["_links"]["self"]["href"]
    assert (await hand.ask("DELETE", href))[:2] == (204, "")
    status, body, _ = await hand.ask("DELETE", href)
    assert (status, body["code"], body.get("subcode")) == (404, "NotFound", subcode)


async def test_05_who_has_this_version_gets_no_other(hand: Hand) -> None:
    """C15. 304 without a body; 200 once it has changed."""
    await hand.open()
    room = await hand.room(subject="A")
    href, version = room["_links"]["self"]["href"], f'"{room["etag"]}"'
    status, body, reply = await hand.ask("GET", href, headers={"If-None-Match": version})
    assert (status, body, reply.headers["ETag"]) == (304, "", version)
    await hand.ask("PUT", href, json=room | {"subject": "B"}, headers={"If-Match": version})
    assert (await hand.ask("GET", href, headers={"If-None-Match": version}))[0] == 200


async def test_06_rooms_end_at_their_expiry(hand: Hand, server: SkypeServer, clock: Clock) -> None:
    """C14. Eight hours when nothing else was asked for; then the room is not there, nor its page."""
    await hand.open()
    room = await hand.room()
    clock.moment += timedelta(hours=7, minutes=59)
    assert list(server.rooms) == [room["onlineMeetingId"]]
    clock.moment += timedelta(minutes=1)
    assert (await hand.ask("GET", room["joinUrl"]))[0] == 404
    assert server.rooms == {}
