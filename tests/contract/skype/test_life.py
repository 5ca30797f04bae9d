"""The life of a conference, spoken by the real client to the simulated server over HTTP."""

import asyncio
from datetime import datetime, timedelta

import aiohttp
import pytest

from bot.conferences.skype.client import SkypeConferences
from demo.skype.server import SkypeServer
from demo.skype.vocabulary import Action, Fault
from domain.conference import Trouble
from domain.conference_server import Capabilities, ConferenceError, Conferences
from tests.contract.skype.conftest import Clock


def asked(server: SkypeServer, method: str, tail: str) -> int:
    """How many requests of that method the server got for paths that end so."""
    return sum(1 for entry in server.journal if entry.method == method and entry.path.endswith(tail))


async def test_01_a_room_is_made_read_changed_and_deleted(
    server: SkypeServer, meetings: Conferences, expiry: datetime
) -> None:
    """1. The whole straight life: what is asked for stands on the server, and the link stays through a change."""
    made = await meetings.create("event-1", "Собрание акционеров", "Повестка:\nотчёт", expiry)
    room = server.rooms[made.id]
    assert (room.subject, room.join_url, room.expires_at) == ("Собрание акционеров", made.join_url, expiry)
    assert room.description == "Повестка:\nотчёт\n[planerka:event-1]"
    assert made.organizer_uri == "sip:planerka@example.org"
    assert made.dial_in_id == room.conference_id

    later = expiry + timedelta(days=7)
    assert await meetings.update(made.id, "Перенесено", "Новая повестка", later) == made
    assert (room.subject, room.expires_at) == ("Перенесено", later)
    assert room.description == "Новая повестка\n[planerka:event-1]"

    await meetings.delete(made.id)
    assert server.rooms == {}


async def test_02_deleting_what_is_gone_is_fine(server: SkypeServer, meetings: Conferences, expiry: datetime) -> None:
    """2. A room is deleted twice, and one that never was: nothing is raised."""
    made = await meetings.create("event-1", "Standup", "", expiry)
    await meetings.delete(made.id)
    await meetings.delete(made.id)
    await meetings.delete("NEVERWAS")
    assert server.rooms == {}


async def test_03_changing_what_is_gone_says_so(meetings: Conferences, expiry: datetime) -> None:
    """3. A room that somebody deleted on the server cannot be updated, and repeating does not help."""
    with pytest.raises(ConferenceError) as caught:
        await meetings.update("NEVERWAS", "Standup", "", expiry)
    assert (caught.value.trouble, caught.value.again) == (Trouble.GONE, False)


async def test_04_a_repeat_after_a_cut_finds_the_room(
    server: SkypeServer, meetings: Conferences, expiry: datetime
) -> None:
    """4. The connection is cut after the room was made; the repeat makes no second room, but brings it up to date."""
    server.faults.next(Fault.CUT_AFTER_COMMIT, on=Action.CREATE)
    with pytest.raises(ConferenceError) as caught:
        await meetings.create("event-1", "Standup", "first", expiry)
    assert (caught.value.trouble, caught.value.again) == (Trouble.UNREACHABLE, True)
    [left] = server.rooms

    made = await meetings.create("event-1", "Standup, renamed", "second", expiry)
    assert [made.id] == [left] == list(server.rooms)
    assert server.rooms[left].subject == "Standup, renamed"
    assert server.rooms[left].description == "second\n[planerka:event-1]"
    assert asked(server, "POST", "/myOnlineMeetings") == 1


async def test_05_keys_that_begin_alike_are_different_events(meetings: Conferences, expiry: datetime) -> None:
    """5. event-1 and event-11 get a room each, and a marker typed into a description takes nobody's room."""
    first = await meetings.create("event-1", "A", "", expiry)
    second = await meetings.create("event-11", "B", "[planerka:event-2]", expiry)
    third = await meetings.create("event-2", "C", "", expiry)
    assert len({first.id, second.id, third.id}) == 3


async def test_06_two_creations_at_once_make_one_room(
    server: SkypeServer, meetings: Conferences, expiry: datetime
) -> None:
    """6. The same event asked for twice at the same time gets one room."""
    first, second = await asyncio.gather(*(meetings.create("event-1", "Standup", "", expiry) for _ in range(2)))
    assert first == second
    assert list(server.rooms) == [first.id]


async def test_07_a_change_by_somebody_else_is_kept(
    server: SkypeServer, meetings: Conferences, expiry: datetime
) -> None:
    """7. 412 because the room was changed meanwhile: it is read again, and what others set stays set."""
    made = await meetings.create("event-1", "Standup", "old", expiry)
    server.rooms[made.id].settings["entryExitAnnouncement"] = "Enabled"
    server.faults.next(Fault.OUTDATED)
    await meetings.update(made.id, "Renamed", None, expiry)
    room = server.rooms[made.id]
    assert (room.subject, room.description) == ("Renamed", "old\n[planerka:event-1]")
    assert room.settings["entryExitAnnouncement"] == "Enabled"
    assert asked(server, "PUT", made.id) == 2


async def test_08_one_sign_in_and_one_application_serve_everything(
    server: SkypeServer, meetings: SkypeConferences, expiry: datetime
) -> None:
    """8. Discovery, sign-in, application and list are done once; whoever closes the client closes the application."""
    made = await meetings.create("event-1", "Standup", "", expiry)
    await meetings.update(made.id, "Standup", None, expiry)
    await meetings.create("event-2", "Standup", "", expiry)
    await meetings.delete(made.id)
    once = [asked(server, "GET", "/"), asked(server, "POST", "/oauthtoken"), asked(server, "POST", "/applications")]
    assert [*once, asked(server, "GET", "/myOnlineMeetings")] == [1, 1, 1, 1]
    assert len(server.world.applications) == 1
    await meetings.close()
    assert server.world.applications == {}


async def test_09_guests_may_enter_when_the_administrator_allows_it(
    server: SkypeServer, meetings: Conferences, expiry: datetime
) -> None:
    """9. Nobody sits at the organizing account, so a room lets people in without it."""
    made = await meetings.create("event-1", "Standup", "", expiry)
    settings = server.rooms[made.id].settings
    assert (settings["accessLevel"], settings["automaticLeaderAssignment"]) == ("Everyone", "SameEnterprise")


async def test_10_long_texts_are_cut_and_the_marker_stays(
    server: SkypeServer, meetings: Conferences, expiry: datetime
) -> None:
    """10. A title of 5,000 characters and a longer description: cut with an ellipsis, found again by the marker."""
    made = await meetings.create("event-1", "т" * 5000, "д" * 9000, expiry)
    room = server.rooms[made.id]
    assert room.subject == "т" * 249 + "…"
    assert len(room.description) == 4000
    assert room.description.endswith("…\n[planerka:event-1]")
    assert await meetings.create("event-1", "short", "", expiry) == made


async def test_11_a_key_must_be_one(meetings: Conferences, expiry: datetime) -> None:
    """11. A key that could not be found again is refused before anything is sent."""
    for key in ("", "a b", "x]", "y" * 101):
        with pytest.raises(ValueError, match="key"):
            await meetings.create(key, "Standup", "", expiry)


async def test_12_the_join_link_opens_a_page_until_the_room_is_gone(
    browser: aiohttp.ClientSession, meetings: Conferences, expiry: datetime
) -> None:
    """12. The page behind the link names subject and organizer, escaped; afterwards it says that the room is gone."""
    made = await meetings.create("event-1", "<b>Итоги</b>", "", expiry)
    async with browser.get(made.join_url) as reply:
        text = await reply.text()
    assert (reply.status, reply.content_type) == (200, "text/html")
    assert "&lt;b&gt;Итоги&lt;/b&gt;" in text
    assert "planerka@example.org" in text
    await meetings.delete(made.id)
    async with browser.get(made.join_url) as reply:
        assert (reply.status, "This conference is gone" in await reply.text()) == (404, True)


async def test_13_the_guard_is_asked_before_each_request(
    server: SkypeServer, config: object, expiry: datetime, meetings: SkypeConferences
) -> None:
    """13. A guard that raises keeps every request from being sent."""

    def refuse() -> None:
        raise RuntimeError("a unit of work is open")

    async with SkypeConferences(config, guard=refuse) as guarded:  # type: ignore[arg-type]
        with pytest.raises(RuntimeError, match="unit of work"):
            await guarded.create("event-1", "Standup", "", expiry)
    assert server.journal == []


async def test_14_a_room_that_nobody_knows_is_deleted_by_its_marker(
    server: SkypeServer, meetings: Conferences, expiry: datetime
) -> None:
    """14. The connection was cut after it was made; other rooms stay, and where there is none nothing is raised."""
    other = await meetings.create("event-11", "Standup", "", expiry)
    server.faults.next(Fault.CUT_AFTER_COMMIT, on=Action.CREATE)
    with pytest.raises(ConferenceError):
        await meetings.create("event-1", "Standup", "", expiry)
    assert len(server.rooms) == 2
    await meetings.delete_marked("event-1")
    assert list(server.rooms) == [other.id]
    await meetings.delete_marked("event-1")
    assert list(server.rooms) == [other.id]


async def test_15_it_can_do_what_it_declares(
    browser: aiohttp.ClientSession, clock: Clock, meetings: Conferences, expiry: datetime
) -> None:
    """15. One link for all, which opens the room at any time until it expires, and nothing once it is deleted."""
    assert meetings.capabilities == Capabilities(link_per_person=False, real_schedule=False, real_deletion=True)
    made = await meetings.create("event-1", "Standup", "", expiry, attendees=["ann@example.org"])
    changed = await meetings.update(made.id, "Standup", None, expiry, attendees=["ann@example.org", "bob@example.org"])
    assert (changed.join_url, changed.provider) == (made.join_url, "skype")

    async def status() -> int:
        async with browser.get(made.join_url) as reply:
            return reply.status

    assert await status() == 200
    clock.moment = expiry - timedelta(minutes=1)
    assert await status() == 200
    await meetings.delete(made.id)
    assert await status() == 404
