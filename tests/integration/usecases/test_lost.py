"""Half an hour before the start the room is looked for; one that is gone is replaced, and who comes is told."""

# Over 200 lines: every race around a lost room beside the others.
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.attendee import Partstat
from domain.conference import Conference, Pending, Trouble
from domain.event import Event
from domain.usecases.answer import Answer
from domain.usecases.attach_conference import AttachConference
from domain.usecases.cancel import Cancel
from domain.usecases.fill import Fill
from tests.integration.usecases.house import DETAILS, House
from tests.integration.usecases.road import Road, elenas_card, trouble
from tests.make import ALEXANDER, ANNA, ELENA, a_when

OLD, NEW = "https://meet.example.org/elena/ROOM1", "https://meet.example.org/elena/ROOM2"
HALF_AN_HOUR = timedelta(minutes=30)
LATER = a_when("2028-08-29 10:00", "2028-08-29 11:00")
TOLD = [("new_link", "Александр"), ("new_link", "Елена")]


@pytest.fixture
async def road(house: House) -> Road:
    """An event with its room; everybody has the letter, Alexander comes, Anna has not answered."""
    road = Road(house)
    await house.sends(await house.form(replace(DETAILS, conference=True, description="Повестка")))
    await road.goes()
    await answers(road, ALEXANDER.id, Partstat.ACCEPTED)
    road.skype.verbs()
    road.letters()
    return road


async def answers(road: Road, person: int, partstat: Partstat) -> None:
    who = await road.house.asks(lambda w: w.people.get(person))
    sequence = (await road.event()).sequence
    await road.house.does(lambda w: Answer(w, road.house.now)(1, who, partstat, sequence))


async def half_an_hour_before(road: Road) -> None:
    road.house.clock.now = (await road.event()).when.start - HALF_AN_HOUR
    await road.goes()


async def is_found_lost(road: Road) -> None:
    road.skype.rooms.clear()
    await half_an_hour_before(road)


async def a_check(road: Road) -> None:
    """It has asked in vain; its result is in the inbox."""
    road.house.clock.now = (await road.event()).when.start - HALF_AN_HOUR
    await road.handles(*await road.house.does(lambda w: w.due_timers.due(10)))


async def removes(road: Road, wanted: bool = False) -> Event:
    return await road.house.sends(await road.house.editing(await road.event(), conference=wanted))


async def test_a_room_that_is_there(road: Road) -> None:
    """1. Nobody hears of the question."""
    before = await road.event()
    await half_an_hour_before(road)
    assert road.skype.verbs() == ["confirm"]
    assert (await road.event(), road.letters(), await road.timers()) == (before, [], {})


async def test_a_room_that_is_gone(road: Road) -> None:
    """2. Another is made, in place of the old link stands the new one, who comes is told, and the organizer."""
    before = await road.event()
    await is_found_lost(road)
    event = await road.event()
    assert road.skype.verbs() == ["confirm", "create"]
    assert (before.link, event.link) == (OLD, NEW)
    assert (before.description, event.description) == (f"Повестка\n{OLD}", f"Повестка\n{NEW}")
    assert (event.sequence, event.attendees[0].partstat) == (before.sequence, Partstat.ACCEPTED)
    kinds = [(row.kind, row.lane) for row in road.owed if row.kind == "letter.ics"]
    assert kinds == [("letter.ics", "tg:1001"), ("letter.ics", "tg:1002")], "so that calendars follow"
    assert road.letters() == TOLD


@pytest.mark.parametrize(("partstat", "told"), [(Partstat.TENTATIVE, True), (Partstat.DECLINED, False)])
async def test_who_may_come_is_told_and_who_does_not_come_is_not(road: Road, partstat: Partstat, told: bool) -> None:
    """3. Anna."""
    await answers(road, ANNA.id, partstat)
    await is_found_lost(road)
    assert (("new_link", "Anna") in road.letters()) is told


async def test_every_card_is_repaired(road: Road) -> None:
    """4. Also those of people who have not answered: first without the link, then with the new one."""
    road.skype.rooms.clear()
    await a_check(road)
    await road.handles(*await road.delivers())
    event = await road.event()
    assert event.conference == Pending(lost=True)
    assert (event.link, event.shown_description) == (None, "Повестка")
    assert len([row for row in road.owed if row.kind == "card"]) == 3
    road.letters()
    await road.goes()
    assert road.edits() == 3


async def test_the_server_is_down_when_the_new_room_is_due(road: Road) -> None:
    """5. Elena is told, the bot goes on trying, and the letter about the new link leaves with it at last."""
    road.skype.rooms.clear()
    await a_check(road)
    results = await road.delivers()
    road.skype.down = trouble()
    await road.handles(*results)
    for seconds in (0, 2, 5):
        await road.passes(seconds=seconds)
    assert road.letters() == [("no_conference", "Елена")]
    assert (await road.event()).conference == Pending(Trouble.UNREACHABLE, lost=True, again=True)
    road.skype.down = None
    await road.passes(minutes=1)
    assert road.letters() == TOLD
    assert (await road.event()).link == NEW


async def test_a_tap_after_the_room_was_lost(road: Road) -> None:
    """6. Still a lost one: the letter about the new link leaves."""
    road.skype.rooms.clear()
    await a_check(road)
    results = await road.delivers()
    road.skype.down = trouble(Trouble.PASSWORD_REFUSED, again=False)
    await road.handles(*results)
    await road.goes()
    road.letters()
    road.skype.down = None
    await road.house.does(lambda w: AttachConference(w, road.house.now).retry(1, ELENA))
    assert (await road.event()).conference == Pending(lost=True)
    await road.goes()
    assert road.letters() == TOLD


async def test_an_update_finds_out(road: Road) -> None:
    """7. Elena edits the event, and the room is gone: the same road; the check is set for the new one."""
    road.skype.rooms.clear()
    event = await road.house.sends(await road.house.editing(await road.event(), summary="Итоги"))
    await road.goes()
    assert road.skype.verbs() == ["update", "create"]
    assert [letter for letter in road.letters() if letter[0] == "new_link"] == TOLD
    assert await road.timers() == {"check:1": event.when.start - HALF_AN_HOUR}


async def test_an_outage_says_nothing_about_the_room(road: Road) -> None:
    """8. A few more questions, then it is left alone."""
    road.skype.down = trouble(Trouble.PAGE)
    await half_an_hour_before(road)
    for seconds in (60, 180, 600):
        await road.passes(seconds=seconds)
    await road.passes(hours=5)
    assert road.skype.verbs() == ["confirm"] * 4
    assert ((await road.event()).link, road.letters()) == (OLD, [])


async def test_a_check_after_an_outage(road: Road) -> None:
    """9. The second question finds out."""
    road.skype.rooms.clear()
    road.skype.troubles = [trouble(wait=90)]
    await half_an_hour_before(road)
    await road.passes(seconds=89)
    assert (await road.event()).link == OLD
    await road.passes(seconds=1)
    assert (await road.event()).link == NEW


async def test_removed_while_the_check_was_under_way(road: Road) -> None:
    """10. Nobody wants the room any more, so its loss is no news."""
    road.skype.rooms.clear()
    await a_check(road)
    results = await road.delivers()
    before = await removes(road)
    await road.handles(*results)
    assert await road.event() == before
    assert [letter for letter in road.letters() if letter[0] == "new_link"] == []


async def test_cancelled_while_the_check_was_under_way(road: Road) -> None:
    """11. The same."""
    road.skype.rooms.clear()
    await a_check(road)
    results = await road.delivers()
    card = await elenas_card(road.house)
    await road.house.does(lambda w: Cancel(w, road.house.now)(card, ELENA))
    before = await road.event()
    await road.handles(*results)
    await road.goes()
    assert await road.event() == before
    assert road.skype.rooms == {}


async def test_cancelled_while_the_new_room_was_being_made(road: Road) -> None:
    """12. It is deleted; the dead link goes from the description, too."""
    road.skype.rooms.clear()
    await a_check(road)
    await road.handles(*await road.delivers())
    results = await road.delivers()
    assert len(road.skype.rooms) == 1
    card = await elenas_card(road.house)
    await road.house.does(lambda w: Cancel(w, road.house.now)(card, ELENA))
    await road.handles(*results)
    await road.goes()
    assert road.skype.rooms == {}
    assert (await road.event()).description == "Повестка"
    assert {occasion for occasion, _ in road.letters()} == {"cancelled"}


async def test_replaced_while_the_check_was_under_way(road: Road) -> None:
    """13. Removed and added again: what is gone is not the room that the event has now."""
    road.skype.rooms.clear()
    await a_check(road)
    results = await road.delivers()
    await removes(road)
    await road.goes()
    await removes(road, wanted=True)
    await road.goes()
    before = await road.event()
    await road.handles(*results)
    await road.goes()
    assert await road.event() == before
    assert before.link == NEW


async def test_two_checks(road: Road) -> None:
    """14. One new room."""
    road.skype.rooms.clear()
    event = await road.house.sends(await road.house.editing(await road.event(), summary="Итоги"))
    await a_check(road)
    results = [*await road.delivers(), *await road.delivers()]
    await road.handles(*results)
    await road.goes()
    assert len(road.skype.rooms) == 1
    assert [letter for letter in road.letters() if letter[0] == "new_link"] == TOLD
    assert (await road.event()).revision == event.revision + 2


async def test_the_same_room_is_back(road: Road) -> None:
    """15. The server had only mislaid it: nobody is written to about a link that they have."""
    hidden, road.skype.rooms = road.skype.rooms, {}
    await a_check(road)
    results = await road.delivers()
    road.skype.rooms = hidden
    await road.handles(*results)
    await road.goes()
    assert ((await road.event()).link, road.letters()) == (OLD, [])


async def test_a_restart_between_any_two_steps(road: Road) -> None:
    """16. Everything is stored with what it follows from."""
    road.skype.rooms.clear()
    road.house.clock.now = (await road.event()).when.start - HALF_AN_HOUR
    await road.house.does(lambda w: w.due_timers.due(10))
    for _ in range(3):
        await road.handles(*await road.house.asks(lambda w: w.inbox.leftover()))
        road.house.fresh.clear()
        await road.house.does(lambda w: w.relay.release())
        await road.delivers()
    assert (await road.event()).link == NEW
    assert len(road.skype.rooms) == 1
    assert road.letters() == TOLD


async def test_the_check_moves_with_the_event(road: Road) -> None:
    """17. And goes with the conference."""
    await road.house.sends(await road.house.editing(await road.event(), when=LATER))
    assert await road.timers() == {"check:1": LATER.start - HALF_AN_HOUR}
    await removes(road)
    assert await road.timers() == {}


async def test_no_check_for_an_event_that_begins_at_once(house: House) -> None:
    """18. The room has only just been made."""
    road = Road(house)
    soon = replace(a_when(), start=house.now + timedelta(minutes=29), end=house.now + timedelta(hours=1))
    await house.sends(await house.form(replace(DETAILS, conference=True, when=soon)))
    await road.goes()
    assert ((await road.event()).link, await road.timers()) == (OLD, {})


async def test_an_old_event_needs_no_new_room(road: Road) -> None:
    """19. Its room has expired on the server long ago; whoever corrects its title brings nothing to life."""
    road.skype.rooms.clear()
    road.house.clock.now = (await road.event()).when.end
    await road.house.sends(await road.house.editing(await road.event(), summary="Итоги"))
    await road.goes()
    assert road.skype.verbs() == ["update"]
    assert (await road.event()).link == OLD


async def test_a_form_that_is_open_meanwhile(road: Road) -> None:
    """20. It offers the dead link no more, learns the new one, and hears of no change in the description."""
    form = await road.house.editing(await road.event(), place="Зал")
    road.skype.rooms.clear()
    await a_check(road)
    await road.handles(*await road.delivers())
    unlinked = await road.house.asks(lambda w: w.forms.get(form.id))
    assert (unlinked.link, unlinked.left_link) == (None, OLD)
    await road.goes()
    linked = await road.house.asks(lambda w: w.forms.get(form.id))
    assert (linked.link, linked.details.description) == (NEW, f"Повестка\n{NEW}")
    event = await road.house.sends(linked)
    assert (event.place, event.link) == ("Зал", NEW)


async def test_removed_after_it_was_lost(road: Road) -> None:
    """21. The dead link that still stands in the description can be taken out, as after any removal."""
    road.skype.rooms.clear()
    await a_check(road)
    results = await road.delivers()
    road.skype.down = trouble(Trouble.NOT_ALLOWED, again=False)
    await road.handles(*results)
    await road.goes()
    event = await removes(road)
    assert event.left_link == OLD
    form = await road.house.editing(event)
    unlinked = await road.house.does(lambda w: Fill(w).unlink(form.id, ELENA))
    assert unlinked.details.description == "Повестка"


async def test_a_loss_of_another_account(road: Road) -> None:
    """22. The id of a room is unique on its account only."""
    event = await road.event()
    assert isinstance(event.conference, Conference)
    moved = replace(event, conference=replace(event.conference, organizer_uri="sip:elena@example.org"))
    road.skype.rooms.clear()
    await a_check(road)
    results = await road.delivers()
    await road.house.does(lambda w: w.events.save(moved))
    await road.handles(*results)
    assert await road.event() == moved
