"""The conference: made, not made, tried again, not wanted any more."""

from dataclasses import replace

import pytest

from domain.conference import Pending, Trouble
from domain.errors import Why
from domain.event import Event
from domain.usecases.attach_conference import AttachConference
from domain.usecases.cancel import Cancel
from tests.integration.usecases.house import DETAILS, ROOM, House
from tests.make import ELENA, a_when

INVITED = [("invited", "Anna"), ("invited", "Александр")]


async def wanting(house: House) -> Event:
    return await house.sends(await house.form(replace(DETAILS, conference=True)))


async def test_the_link_comes_with_the_letters(house: House) -> None:
    """1. It is in the event and its description; the timer is gone."""
    event = await wanting(house)
    await house.room_comes(event)
    assert house.letters() == INVITED
    assert await house.timer() is None
    event = await house.event()
    assert (event.link, event.description) == (ROOM.join_url, ROOM.join_url)
    assert (event.sequence, event.revision) == (0, 2)
    assert await house.told() == {"Александр": 2, "Anna": 2}


async def test_the_same_answer_again_is_no_news(house: House) -> None:
    """2. Whether it came twice or was handled twice."""
    event = await wanting(house)
    await house.room_comes(event)
    await house.room_comes(event)
    assert house.owed == []


async def test_another_room_is_deleted(house: House) -> None:
    """3. The event keeps the one that it has: its link never changes."""
    event = await wanting(house)
    await house.room_comes(event)
    await house.room_comes(event, replace(ROOM, id="OTHER"))
    assert [r.body["conference"] for r in house.owed] == ["OTHER"]
    assert (await house.event()).link == ROOM.join_url


async def test_a_room_for_an_event_that_does_not_want_it_any_more(house: House) -> None:
    """4. It was removed while the room was being made."""
    event = await wanting(house)
    await house.sends(await house.editing(event, conference=False))
    await house.room_comes(event)
    assert [(r.kind, r.body["conference"]) for r in house.owed] == [("conference.delete", ROOM.id)]
    assert (await house.event()).conference is None


async def test_a_room_for_a_cancelled_event(house: House) -> None:
    """5. Nobody hears of it."""
    event = await wanting(house)
    card = (await house.asks(lambda w: w.cards.of_event(event.id)))[0]
    await house.does(lambda w: Cancel(w, house.now)(card, ELENA))
    await house.room_comes(event)
    assert [(r.kind, r.body["conference"]) for r in house.owed] == [("conference.delete", ROOM.id)]


async def test_the_first_room_does_for_the_second_request(house: House) -> None:
    """6. Removed and added again while the first was being made: whichever comes first is taken, once."""
    event = await wanting(house)
    event = await house.sends(await house.editing(event, conference=False))
    await house.sends(await house.editing(event, conference=True))
    await house.room_comes(event)
    assert (await house.event()).link == ROOM.join_url
    await house.room_comes(event)
    assert house.owed == []


@pytest.mark.parametrize("trouble", Trouble)
async def test_the_organizer_is_told_of_trouble(house: House, trouble: Trouble) -> None:
    """7. The event stands, the letters leave without the link."""
    event = await wanting(house)
    await house.room_fails(event, trouble)
    assert house.letters() == [*INVITED, ("no_conference", "Елена")]
    assert (await house.event()).conference == Pending(trouble)
    assert await house.timer() is None


async def test_trouble_after_the_letters_left_is_the_organizers(house: House) -> None:
    """8. The attendees are not written to again."""
    event = await wanting(house)
    await house.patience_ends()
    await house.room_fails(event, Trouble.UNREACHABLE)
    assert house.letters() == [("no_conference", "Елена")]


async def test_trouble_that_is_over_is_no_news(house: House) -> None:
    """9. The room is there after all."""
    event = await house.has(conference=ROOM)
    await house.room_fails(event, Trouble.LIMIT)
    assert house.owed == []
    assert await house.event() == event


async def test_trying_again_is_another_request(house: House) -> None:
    """10. Under a key of its own; every card stops saying that it failed."""
    event = await house.has(conference=Pending(Trouble.UNREACHABLE), revision=7)
    await house.does(lambda w: AttachConference(w, house.now).retry(event.id, ELENA))
    assert [r.key for r in house.kinds("conference.create")] == ["conference.create:1:8"]
    assert len(house.kinds("card")) == 1
    assert (await house.event()).conference == Pending()


async def test_trying_again_while_it_is_tried_does_nothing(house: House) -> None:
    """11. A second tap."""
    event = await house.has(conference=Pending())
    await house.does(lambda w: AttachConference(w, house.now).retry(event.id, ELENA))
    assert house.owed == []
    assert await house.event() == event


@pytest.mark.parametrize("conference", [None, ROOM])
async def test_there_is_nothing_to_try_again(house: House, conference: object) -> None:
    """12."""
    event = await house.has(conference=conference)
    assert await house.refuses(lambda w: AttachConference(w, house.now).retry(event.id, ELENA)) is Why.NO_CONFERENCE


async def test_an_open_form_learns_the_link(house: House) -> None:
    """13. And is not told afterwards that somebody changed the description."""
    event = await house.has(conference=Pending())
    form = await house.editing(event, place="Зал")
    await house.room_comes(event)
    linked = await house.asks(lambda w: w.forms.get(form.id))
    assert linked.link == ROOM.join_url
    event = await house.sends(form)
    assert (event.place, event.link) == ("Зал", ROOM.join_url)


async def test_a_form_that_switched_it_off_meanwhile(house: House) -> None:
    """14. Offers to take the link out of the description, and removes the conference when it is sent."""
    event = await house.has(conference=Pending())
    form = await house.editing(event, conference=False)
    await house.room_comes(event)
    linked = await house.asks(lambda w: w.forms.get(form.id))
    assert linked.link_left_behind == ROOM.join_url
    await house.sends(linked)
    assert [r.body["conference"] for r in house.kinds("conference.delete")] == [ROOM.id]


@pytest.mark.parametrize("edit", [{"summary": "Итоги"}, {"when": a_when("2028-12-28 10:00", "2028-12-28 11:00")}])
async def test_a_room_that_was_made_for_the_event_as_it_was(house: House, edit: dict[str, object]) -> None:
    """15. Edited while the room was being made: the room follows."""
    event = await wanting(house)
    await house.sends(await house.editing(event, **edit))
    await house.room_comes(event)
    assert [r.body for r in house.kinds("conference.update")] == [{"event": event.id}]


async def test_a_room_that_need_not_follow(house: House) -> None:
    """16. Only the place is another one by now."""
    event = await wanting(house)
    await house.sends(await house.editing(event, place="Зал"))
    await house.room_comes(event)
    assert house.kinds("conference.update") == []


async def test_a_room_that_may_have_been_made_for_nothing(house: House) -> None:
    """17. Removed meanwhile, and the last attempt ended nobody knows how: whatever it left on the server goes."""
    event = await house.has(conference=None)
    await house.room_fails(event, Trouble.UNREACHABLE)
    assert [(r.kind, r.body) for r in house.owed] == [("conference.clear", {"event": event.id, "account": None})]
    assert await house.event() == event


async def test_cancelled_after_trouble(house: House) -> None:
    """18. The same when nobody wants it any more after it could not be made."""
    await house.has(conference=Pending(Trouble.UNREACHABLE))
    (card,) = await house.asks(lambda w: w.cards.of_event(1))
    await house.does(lambda w: Cancel(w, house.now)(card, ELENA))
    assert [r.body for r in house.kinds("conference.clear")] == [{"event": 1, "account": None}]


async def test_it_is_known_whose_account_did_not_make_it(house: House) -> None:
    """19. Trouble with the organizer's own account is theirs to mend; the next attempt may be on the bot's."""
    event = await wanting(house)
    await house.room_fails(event, Trouble.PASSWORD_REFUSED, account=ELENA.id)
    assert (await house.event()).conference == Pending(Trouble.PASSWORD_REFUSED, account=ELENA.id)
    await house.room_fails(event, Trouble.LIMIT, attempt=1)
    assert (await house.event()).conference == Pending(Trouble.LIMIT)
