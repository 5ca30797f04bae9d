"""A server that is down delays the link, not the event: the bot goes on trying until the event is over."""

# Over 200 lines: one outage after the other, each with its story.
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.conference import Pending, Trouble
from domain.usecases.attach_conference import AttachConference
from domain.usecases.cancel import Cancel
from tests.integration.usecases.house import DETAILS, House
from tests.integration.usecases.road import Road, elenas_card, trouble
from tests.make import ELENA, a_when

INVITED = [("invited", "Anna"), ("invited", "Александр")]
TRYING = Pending(Trouble.UNREACHABLE, again=True)
KEY = "conference:1"


@pytest.fixture
async def road(house: House) -> Road:
    """Elena has sent an event with a conference, and the server is down."""
    road = Road(house)
    road.skype.down = trouble()
    await house.sends(await house.form(replace(DETAILS, conference=True)))
    return road


async def failed(road: Road) -> None:
    """All attempts that Elena waited for."""
    for seconds in (0, 2, 5):
        await road.passes(seconds=seconds)
    assert road.skype.verbs() == ["create"] * 3


async def test_after_three_attempts_the_letters_leave_and_a_timer_goes_on(road: Road) -> None:
    """1. Elena is told once."""
    await failed(road)
    assert road.letters() == [*INVITED, ("no_conference", "Елена")]
    assert (await road.event()).conference == TRYING
    assert await road.timers() == {KEY: road.house.now + timedelta(minutes=1)}


async def test_the_pauses_grow_and_nobody_hears_of_them(road: Road) -> None:
    """2. No letter, no edit, no new revision: only the server is asked."""
    await failed(road)
    road.letters()
    revision = (await road.event()).revision
    for minutes in (1, 2, 5, 15, 30, 60, 60, 60):
        await road.passes(minutes=minutes, seconds=-1)
        assert road.skype.verbs() == []
        await road.passes(seconds=1)
        assert road.skype.verbs() == ["create"]
    assert (await road.event()).revision == revision
    assert road.owed == [row for row in road.owed if row.kind == "conference.create"]


async def test_the_room_is_made_at_last(road: Road) -> None:
    """3. Everybody sees it in the letters they have; the timer is gone, and that of the check is set."""
    await failed(road)
    road.letters()
    road.skype.down = None
    await road.passes(minutes=1)
    event = await road.event()
    assert event.link == "https://meet.example.org/elena/ROOM1"
    assert road.edits() == 4, "Elena's card and three letters"
    assert await road.timers() == {"check:1": event.when.start - timedelta(minutes=30)}


async def test_the_server_says_how_long_it_wants_to_be_left_alone(road: Road) -> None:
    """4. Elena is told at once rather than after such pauses, and the timer waits for as long."""
    road.skype.down = trouble(Trouble.BUSY, wait=200)
    await road.goes()
    assert road.skype.verbs() == ["create"]
    assert road.letters() == [*INVITED, ("no_conference", "Елена")]
    assert await road.timers() == {KEY: road.house.now + timedelta(seconds=200)}


async def test_a_short_wait_is_waited_for(road: Road) -> None:
    """5. Never sooner than told."""
    road.skype.down = None
    road.skype.troubles = [trouble(Trouble.BUSY, wait=4)]
    await road.passes(seconds=0)
    await road.passes(seconds=3.9)
    assert road.skype.verbs() == ["create"]
    await road.passes(seconds=0.1)
    assert road.skype.verbs() == ["create"]
    assert (await road.event()).link


async def test_trouble_that_does_not_pass_waits_for_a_tap(road: Road) -> None:
    """6. Told at once."""
    road.skype.down = trouble(Trouble.PASSWORD_REFUSED, again=False)
    await road.goes()
    assert road.skype.verbs() == ["create"]
    assert road.letters() == [*INVITED, ("no_conference", "Елена")]
    assert (await road.event()).conference == Pending(Trouble.PASSWORD_REFUSED)
    assert await road.timers() == {}


async def test_another_trouble_of_the_same_outage(road: Road) -> None:
    """7. Elena's cards say so; she is not written to again."""
    await failed(road)
    road.letters()
    road.skype.down = trouble(Trouble.BUSY)
    await road.passes(minutes=1)
    assert (await road.event()).conference == Pending(Trouble.BUSY, again=True)
    assert road.edits() == 2
    assert list(await road.timers()) == [KEY]


async def test_an_outage_that_ends_in_trouble_that_does_not_pass(road: Road) -> None:
    """8. Now it is Elena's turn, so she is written to."""
    await failed(road)
    road.letters()
    road.skype.down = trouble(Trouble.PASSWORD_REFUSED, again=False)
    await road.passes(minutes=1)
    assert road.letters() == [("no_conference", "Елена")]
    assert await road.timers() == {}


async def test_a_tap_waits_for_nothing(road: Road) -> None:
    """9. Three attempts anew, their failure is told again, and the timer begins with its shortest pause."""
    await failed(road)
    await road.passes(minutes=1)
    road.skype.verbs()
    road.letters()
    await road.house.does(lambda w: AttachConference(w, road.house.now).retry(1, ELENA))
    assert await road.timers() == {}
    await failed(road)
    assert road.letters() == [("no_conference", "Елена")]
    assert await road.timers() == {KEY: road.house.now + timedelta(minutes=1)}


async def test_a_tap_while_the_bot_tries_by_itself(road: Road) -> None:
    """10. The failure of the bot's own attempt is not told as that of hers."""
    await failed(road)
    road.letters()
    road.house.clock.now += timedelta(minutes=1)
    (fired,) = await road.house.does(lambda w: w.due_timers.due(10))
    await road.handles(fired)
    result = await road.delivers()
    await road.house.does(lambda w: AttachConference(w, road.house.now).retry(1, ELENA))
    await road.handles(*result)
    assert road.letters() == []
    assert (await road.event()).conference == Pending()
    road.skype.down = None
    await road.goes()
    assert (await road.event()).link


async def test_the_timer_comes_when_elena_has_just_tapped(road: Road) -> None:
    """11. Hers is enough."""
    await failed(road)
    road.house.clock.now += timedelta(minutes=1)
    (fired,) = await road.house.does(lambda w: w.due_timers.due(10))
    await road.house.does(lambda w: AttachConference(w, road.house.now).retry(1, ELENA))
    await road.handles(fired)
    road.skype.down = None
    road.skype.verbs()
    await road.goes()
    assert road.skype.verbs() == ["create"]


@pytest.mark.parametrize("end", ["cancelled", "removed"])
async def test_nobody_wants_it_any_more(road: Road, end: str) -> None:
    """12. The timer goes, and whatever a lost answer may have left on the server."""
    await failed(road)
    event = await road.event()
    if end == "cancelled":
        card = await elenas_card(road.house)
        await road.house.does(lambda w: Cancel(w, road.house.now)(card, ELENA))
    else:
        await road.house.sends(await road.house.editing(event, conference=False))
    assert await road.timers() == {}
    road.skype.down = None
    await road.goes()
    assert road.skype.verbs() == ["delete_marked"]


async def test_the_event_is_over(road: Road) -> None:
    """13. Nobody needs the room any more; Elena's card stops promising it."""
    await failed(road)
    road.house.clock.now = (await road.event()).when.end - timedelta(seconds=30)
    await road.goes()
    assert await road.timers() == {}
    assert (await road.event()).conference == Pending(Trouble.UNREACHABLE)


async def test_over_when_the_timer_comes(road: Road) -> None:
    """14. The bot stood still meanwhile."""
    await failed(road)
    road.skype.verbs()
    await road.passes(days=60)
    assert (road.skype.verbs(), await road.timers()) == ([], {})


async def test_a_restart_between_any_two_steps(road: Road) -> None:
    """15. Timer, attempt and result are each stored with what they follow from."""
    await failed(road)
    road.skype.down = None
    road.house.clock.now += timedelta(minutes=1)
    await road.house.does(lambda w: w.due_timers.due(10))
    await road.handles(*await road.house.asks(lambda w: w.inbox.leftover()))
    await road.delivers()
    await road.handles(*await road.house.asks(lambda w: w.inbox.leftover()))
    assert (await road.event()).link
    assert len(road.skype.rooms) == 1


async def test_the_room_follows_an_edit_made_while_it_was_late(road: Road) -> None:
    """16. It is made for the event as it is then."""
    await failed(road)
    later = a_when("2028-08-29 10:00", "2028-08-29 11:00")
    await road.house.sends(await road.house.editing(await road.event(), when=later, summary="Итоги"))
    road.skype.down = None
    await road.passes(minutes=1)
    (create,) = [what for verb, what in road.skype.asked if verb == "create"][-1:]
    assert (create["subject"], create["expires_at"]) == ("Итоги", later.end + timedelta(days=30))
    assert (await road.timers())["check:1"] == later.start - timedelta(minutes=30)


async def test_made_by_another_attempt(road: Road) -> None:
    """16b. Removed and added again, it is asked for twice: the timer of what failed goes with what succeeds."""
    await failed(road)
    await road.house.room_comes(await road.event())
    assert list(await road.timers()) == ["check:1"]


async def test_a_password_that_is_mended_days_later(road: Road) -> None:
    """16a. Nobody taps for a room that is to be deleted, so that is tried day by day, for a week."""
    road.skype.down = None
    await road.goes()
    event = await road.event()
    road.skype.down = trouble(Trouble.PASSWORD_REFUSED, again=False)
    await road.house.sends(await road.house.editing(event, conference=False))
    road.skype.verbs()
    for days in (0, 1, 1):
        await road.passes(days=days)
    assert road.skype.verbs() == ["delete"] * 3
    road.skype.down = None
    await road.passes(days=1)
    assert road.skype.rooms == {}


async def test_deleting_that_was_put_off_takes_no_room_that_is_wanted_again(road: Road) -> None:
    """16c. The new attempt has found the old room by its mark, and nobody has heard of that yet."""
    road.skype.down = None
    await road.goes()
    road.skype.down = trouble()
    event = await road.house.sends(await road.house.editing(await road.event(), conference=False))
    await road.goes()
    await road.house.sends(await road.house.editing(event, conference=True))
    road.skype.down = None
    results = await road.delivers()
    road.house.clock.now += timedelta(seconds=5)
    await road.delivers()
    await road.handles(*results)
    assert [room.join_url for room in road.skype.rooms.values()] == [(await road.event()).link]


async def test_making_never_waits_behind_tidying(road: Road) -> None:
    """17. The old room could not be deleted, and that is put off; adding the conference again takes effect at once."""
    road.skype.down = None
    await road.goes()
    event = await road.event()
    road.skype.down = trouble()
    event = await road.house.sends(await road.house.editing(event, conference=False))
    await road.goes()
    for seconds in (5, 30, 300):
        await road.passes(seconds=seconds)
    await road.house.sends(await road.house.editing(event, conference=True))
    road.skype.down = None
    await road.goes()
    link = (await road.event()).link
    assert link is not None
    await road.passes(hours=12)
    assert [room.join_url for room in road.skype.rooms.values()] == [link], "what was put off deletes no room in use"


async def test_removed_added_and_removed_again_before_anything_leaves(road: Road) -> None:
    """18. The room that was kept for the second wish is deleted after all, although that was owed once before."""
    road.skype.down = None
    await road.goes()
    for wanted in (False, True):
        await road.house.sends(await road.house.editing(await road.event(), conference=wanted))
    await road.goes()
    assert len(road.skype.rooms) == 1
    await road.house.sends(await road.house.editing(await road.event(), conference=False))
    await road.goes()
    assert road.skype.rooms == {}


async def test_removed_while_the_room_before_is_kept(road: Road) -> None:
    """19. The deletion has found that a room is wanted again; when its turn comes, the creation finds that none is."""
    road.skype.down = None
    await road.goes()
    for wanted in (False, True):
        await road.house.sends(await road.house.editing(await road.event(), conference=wanted))
    creation = [row for row in road.house.fresh if row.outgoing.message.kind == "conference.create"]
    road.house.fresh = [row for row in road.house.fresh if row not in creation]
    await road.delivers()
    await road.house.sends(await road.house.editing(await road.event(), conference=False))
    road.house.fresh += creation
    await road.goes()
    assert road.skype.rooms == {}
