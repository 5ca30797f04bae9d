"""What a bot of before the upgrade has left in the database is handled by this one."""

from dataclasses import replace
from typing import Any

from bot.wiring import REACTIONS
from domain.conference import Pending, Trouble
from domain.event import Event
from storage.road.codec import inbox_message
from tests.integration.usecases.house import DETAILS, ROOM, House
from tests.make import ELENA, a_when

FLAT = {name: getattr(ROOM, name) for name in ("id", "join_url", "organizer_uri", "dial_in_id")}


async def handled(house: House, kind: str, body: dict[str, Any]) -> Event:
    """An event with a conference on its way, and then what was in the inbox."""
    await house.sends(await house.form(replace(DETAILS, conference=True)))
    message = inbox_message(kind, {"event": 1} | body)
    await house.does(lambda w: REACTIONS[type(message)](w, house.now, message))
    return await house.event()


async def test_a_room_that_was_made(house: House) -> None:
    """1. Nothing is known of telephones and of whose account it is: the bot's, since there was no other."""
    made_for = {"subject": DETAILS.summary, "end": a_when().end.isoformat()}
    assert (await handled(house, "conference.made", made_for | FLAT)).conference == ROOM
    assert [row for row in house.owed if row.kind.startswith("conference.")] == []


async def test_a_room_that_was_not_made(house: House) -> None:
    """2. Elena was promised a button, and no attempt by itself."""
    event = await handled(house, "conference.failed", {"trouble": "unreachable"})
    assert event.conference == Pending(Trouble.UNREACHABLE)


async def test_a_room_of_before_there_were_providers(house: House) -> None:
    """3. It is Skype's, and made for the people whose addresses are called by another name there: nothing to change."""
    await house.does(lambda w: w.people.save(replace(ELENA, conference_address="elena@example.org")))
    made_for = {"subject": DETAILS.summary, "end": a_when().end.isoformat(), "sips": ["elena@example.org"]}
    room = FLAT | {"phones": [], "account": None}
    assert (await handled(house, "conference.made", made_for | {"conference": room})).conference == ROOM
    assert [row for row in house.owed if row.kind == "conference.update"] == []
