"""The simulated server itself, row by row of what it promises: rooms."""

import re
from uuid import UUID

from demo.skype.replies import resource
from demo.skype.server import SkypeServer
from tests.contract.skype.hand import Hand

PLEASE = "please pass this in a PUT request"


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
    assert server.duplicate_marks() == {"a"}


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


async def test_05_the_list_is_complete(server: SkypeServer, hand: Hand) -> None:
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


async def test_06_a_personal_room_is_listed_too(server: SkypeServer, hand: Hand) -> None:
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


async def test_07_the_page_tells_who_comes_in(hand: Hand) -> None:
    """C10. Behind the join link, in the language the browser likes best."""
    await hand.open()
    url = (await hand.room(subject="Итоги", accessLevel="Everyone"))["joinUrl"]
    russian, english = "Все, у кого есть ссылка", "Everyone who has the link"
    for accepted, told in (
        ("ru-RU,ru;q=0.9,en;q=0.8", russian),
        ("en;q=0.3, ru;q=0.4", russian),
        ("de, en;q=0.5", english),
        ("fr, ru;q=0", english),
        ("*;q=.;;", english),
    ):
        status, text, _ = await hand.ask("GET", url, headers={"Accept-Language": accepted})
        assert (status, told in text, "28 " in text) == (200, True, True)


async def test_08_the_page_tells_whose_the_room_is(hand: Hand) -> None:
    """C10. The account, leaders and attendees if there are any, and until when, for a script to tell in one's zone."""
    await hand.open()
    alone = await hand.room(subject="Итоги")
    _, text, _ = await hand.ask("GET", alone["joinUrl"])
    assert ("Account</dt><dd>planerka@example.org<" in text, "Presenters" in text) == (True, False)
    people = {"leaders": ["sip:elena@example.org"], "attendees": ["sip:anna@example.org", "sip:boris@example.org"]}
    _, text, _ = await hand.ask("GET", (await hand.room(**people))["joinUrl"])
    assert "Presenters</dt><dd>elena@example.org<" in text
    assert "Attendees</dt><dd>anna@example.org<br>boris@example.org<" in text
    assert re.search(r'<time datetime="20[^"]+\+00:00">[^<]+ UTC</time>', text)


async def test_09_the_page_asks_again(server: SkypeServer, hand: Hand) -> None:
    """C10. Then 200 also says that the room is gone, or a browser would call it an error; its pieces are there too."""
    await hand.open()
    room = await hand.room(subject="Итоги")
    told = []
    for _ in range(2):
        status, text, _ = await hand.ask("GET", f"{room['joinUrl']}?again")
        told.append((status, re.findall('data-state="(\\w+)"', text)))
        server.rooms.clear()
    assert told == [(200, ["open"]), (200, ["gone"])]
    assert (await hand.ask("GET", room["joinUrl"]))[0] == 404
    _, _, script = await hand.ask("GET", "/meet/room.js")
    _, _, looks = await hand.ask("GET", "/meet/room.css")
    assert (script.content_type, looks.content_type) == ("text/javascript", "text/css")
