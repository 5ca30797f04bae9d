"""People whose SIP addresses are known are named to the server: the organizer leads, the attendees are expected."""

from dataclasses import replace

import pytest

from domain.conference import Conference
from domain.details import Invitee
from domain.person import Person
from domain.usecases.share import Join, Share
from tests.integration.usecases.house import DETAILS, STRANGER, House
from tests.integration.usecases.road import Road
from tests.make import ALEXANDER, ANNA, ELENA, a_when

ELENAS, ALEXANDERS = "elena@example.org", "alexander@Example.ORG"


@pytest.fixture
async def road(house: House) -> Road:
    """Elena and Alexander have said their addresses, Anna has not."""
    for person, sip in ((ELENA, ELENAS), (ALEXANDER, ALEXANDERS)):
        await knows(house, person, sip)
    return Road(house)


async def knows(house: House, person: Person, sip: str) -> None:
    await house.does(lambda w: w.people.save(replace(person, conference_address=sip)))


async def sends(road: Road, *invited: int) -> None:
    details = replace(DETAILS, conference=True, invitees=tuple(map(Invitee, invited)))
    await road.house.sends(await road.house.form(details))
    await road.goes()


def named(road: Road) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """To what request which leaders and attendees came along, since the last look."""
    asked, road.skype.asked = road.skype.asked, []
    return [(verb, what["leaders"], what["attendees"]) for verb, what in asked if "leaders" in what]


async def test_who_is_named(road: Road) -> None:
    """1. Everybody whose address is known, once; the client leaves out those of other companies."""
    await knows(road.house, ANNA, ALEXANDERS)
    await sends(road, ALEXANDER.id, ANNA.id)
    assert named(road) == [("create", (ELENAS,), (ALEXANDERS,))]


async def test_nobody_is_named_whose_address_is_not_known(road: Road) -> None:
    """2. Neither Elena nor her guest has said it."""
    await road.house.does(lambda w: w.people.save(ELENA))
    await sends(road, STRANGER.id)
    assert named(road) == [("create", (), ())]


async def test_the_room_follows_who_is_invited(road: Road) -> None:
    """3. Alexander is added, then taken off."""
    await sends(road, ANNA.id)
    for invited in ((ANNA.id, ALEXANDER.id), (ANNA.id,)):
        event = await road.event()
        await road.house.sends(await road.house.editing(event, invitees=tuple(map(Invitee, invited))))
        await road.goes()
    assert named(road) == [
        ("create", (ELENAS,), ()),
        ("update", (ELENAS,), (ALEXANDERS,)),
        ("update", (ELENAS,), ()),
    ]


@pytest.mark.parametrize(("sip", "updates"), [("stranger@example.org", 1), (None, 0)])
async def test_the_room_follows_who_joins(road: Road, sip: str | None, updates: int) -> None:
    """4. By an invitation link; whoever has no address changes nothing there."""
    await sends(road, ALEXANDER.id)
    guest = replace(STRANGER, conference_address=sip)
    await road.house.does(lambda w: w.people.save(guest))
    await road.house.does(lambda w: Share(w, road.house.now, lambda _event: "token")(1, ELENA))
    await road.house.does(lambda w: Join(w, road.house.now)("token", guest))
    await road.goes()
    assert len([verb for verb, *_ in named(road) if verb == "update"]) == updates


async def test_invited_while_the_room_was_being_made(road: Road) -> None:
    """5. It was made for fewer people, so it follows."""
    await road.house.sends(await road.house.form(replace(DETAILS, conference=True, invitees=(Invitee(ANNA.id),))))
    results = await road.delivers()
    both = (Invitee(ANNA.id), Invitee(ALEXANDER.id))
    await road.house.sends(await road.house.editing(await road.event(), invitees=both))
    await road.handles(*results)
    await road.goes()
    assert named(road)[-1] == ("update", (ELENAS,), (ALEXANDERS,))


async def test_on_an_account_of_her_own(road: Road) -> None:
    """6. Elena is the organizer of the room herself, so she is no leader beside that."""
    await sends(road, ALEXANDER.id)
    event = await road.event()
    assert isinstance(event.conference, Conference)
    own = replace(event, conference=replace(event.conference, account=ELENA.id, organizer_uri=f"sip:{ELENAS}"))
    await road.house.does(lambda w: w.events.save(own))
    named(road)
    await road.house.sends(await road.house.editing(own, when=a_when("2028-08-29 10:00", "2028-08-29 11:00")))
    await road.goes()
    assert named(road) == [("update", (), (ALEXANDERS,))]
