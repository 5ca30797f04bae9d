"""What conferences cost a server: requests, sign-ins, connections."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from bot.conferences.skype.client import SkypeConferences
from demo.skype.server import SkypeServer
from demo.skype.vocabulary import Action, Fault
from domain.conference import Trouble
from domain.conference_server import ConferenceError

Connect = Callable[..., SkypeConferences]


async def test_e1_a_hundred_conferences_at_once(
    server: SkypeServer, meetings: SkypeConferences, expiry: datetime
) -> None:
    """E1. A hundred organizers press «Отправить»: one sign-in, at most ten connections, a request for each room."""
    server.switches.latency = 0.01
    made = await asyncio.gather(*(meetings.create(f"event-{n}", "Standup", "", expiry) for n in range(100)))
    assert server.rooms.keys() == {room.id for room in made}
    assert server.traffic.sign_ins == 1
    assert server.traffic.most_connections <= 10
    before_the_rooms = ["GET root", "GET user", "POST token", "GET user", "POST application"]
    settings = ["GET list", "GET eligible values", "GET dial-in"]
    assert server.traffic.requests == len(before_the_rooms + settings) + 100


async def test_e2_a_hundred_conferences_one_by_one(
    server: SkypeServer, meetings: SkypeConferences, expiry: datetime
) -> None:
    """E2. One after the other costs the same: what was read is remembered."""
    for n in range(100):
        await meetings.create(f"event-{n}", "Standup", "", expiry)
    assert (server.traffic.sign_ins, server.traffic.requests) == (1, 108)


async def test_e3_a_doubt_costs_one_list(server: SkypeServer, meetings: SkypeConferences, expiry: datetime) -> None:
    """E3. After a creation with an unknown end the rooms are listed once more, whoever asks next."""
    await meetings.create("event-1", "Standup", "", expiry)
    server.faults.next(Fault.CUT_AFTER_COMMIT, on=Action.CREATE)
    with pytest.raises(ConferenceError):
        await meetings.create("event-2", "Standup", "", expiry)
    await asyncio.gather(*(meetings.create(f"event-{n}", "Standup", "", expiry) for n in (2, 3, 4)))
    lists = [entry for entry in server.journal if entry.action is Action.LIST]
    assert (len(lists), len(server.rooms)) == (2, 4)


async def test_e4_a_room_made_while_the_rooms_are_listed_is_not_forgotten(
    server: SkypeServer, meetings: SkypeConferences, expiry: datetime
) -> None:
    """E4. The list was written before the room was made and arrives after it: it is asked for again."""
    server.faults.next(Fault.HOLD_ANSWER, on=Action.LIST)
    async with asyncio.TaskGroup() as group:
        first = group.create_task(meetings.create("event-1", "Standup", "", expiry))
        while not any(entry.action is Action.LIST for entry in server.journal):
            await asyncio.sleep(0)
        meetings._by_key.invalidate()
        server.faults.release()
    assert len([entry for entry in server.journal if entry.action is Action.LIST]) == 2
    assert server.rooms.keys() == {first.result().id}


async def test_e5_a_request_carried_out_after_we_gave_up_makes_no_second_room_for_long(
    server: SkypeServer, connect: Connect, expiry: datetime
) -> None:
    """E5. The server sits on a creation, we give up, look, find nothing, make a room, and then the first is made too:
    the look before the start of the event deletes it."""
    meetings = connect(timeout=0.2)
    server.faults.next(Fault.HOLD, on=Action.CREATE)
    with pytest.raises(ConferenceError) as caught:
        await meetings.create("event-1", "Standup", "", expiry)
    assert caught.value.trouble is Trouble.TOO_SLOW
    made = await meetings.create("event-1", "Standup", "", expiry)
    server.faults.release()
    while len(server.rooms) == 1:
        await asyncio.sleep(0)
    await meetings.confirm(made.id, "event-1")
    assert server.rooms.keys() == {made.id}


async def test_e6_a_room_that_is_gone_is_reported(
    server: SkypeServer, meetings: SkypeConferences, expiry: datetime
) -> None:
    """E6. Somebody deleted it on the server: confirm says so, and the next creation makes a new one."""
    made = await meetings.create("event-1", "Standup", "", expiry)
    await meetings.confirm(made.id, "event-1")
    del server.rooms[made.id]
    with pytest.raises(ConferenceError) as caught:
        await meetings.confirm(made.id, "event-1")
    assert (caught.value.trouble, caught.value.again) == (Trouble.GONE, False)
    assert (await meetings.create("event-1", "Standup", "", expiry + timedelta(days=1))).id != made.id
    assert len(server.rooms) == 1


async def test_e7_a_room_that_went_unseen_is_made_again(
    server: SkypeServer, meetings: SkypeConferences, expiry: datetime
) -> None:
    """E7. We remember a room that the server has lost meanwhile: asked for it again, we make another one."""
    made = await meetings.create("event-1", "Standup", "", expiry)
    del server.rooms[made.id]
    again = await meetings.create("event-1", "Standup", "", expiry)
    assert server.rooms.keys() == {again.id} != {made.id}


@pytest.mark.parametrize("missing", ["onlineMeetingId", "joinUrl"])
async def test_e8_a_room_of_which_the_answer_says_too_little(
    server: SkypeServer, meetings: SkypeConferences, expiry: datetime, missing: str
) -> None:
    """E8. It was made all the same: it is looked for, and no other is made."""
    server.switches.absent |= {missing}
    with pytest.raises(ConferenceError):
        await meetings.create("event-1", "Standup", "", expiry)
    server.switches.absent -= {missing}
    made = await meetings.create("event-1", "Standup", "", expiry)
    assert server.rooms.keys() == {made.id}


async def test_e9_numbers_that_cannot_be_read(
    server: SkypeServer, meetings: SkypeConferences, expiry: datetime
) -> None:
    """E9. A page stands where the numbers should: rooms are made without them, and with them when it is gone."""
    server.switches.hrefs["phoneDialInInformation"] = "nowhere"
    assert (await meetings.create("event-1", "Standup", "", expiry)).phones == ()
    server.switches.hrefs.clear()
    server.forget_applications()
    assert (await meetings.create("event-2", "Standup", "", expiry)).phones != ()
    assert len(server.rooms) == 2
