"""«Отправить» after «Редактировать»: what is told, to whom, and what is owed to Skype."""

from datetime import timedelta

import pytest

from domain.attendee import Partstat
from domain.conference import Pending, Trouble
from domain.details import Change, Invitee, Role
from domain.errors import Why
from domain.usecases.answer import Answer
from domain.usecases.cancel import Cancel
from domain.usecases.send import Unsent
from tests.integration.usecases.house import IVAN, House
from tests.make import ALEXANDER, ANNA, ELENA, a_conference, a_when

LATER = a_when("2028-08-29 10:00", "2028-08-29 11:00")
CHANGED = [("changed", "Anna"), ("changed", "Александр")]


async def test_an_edit_tells_everybody_what_changed(house: House) -> None:
    """1. One letter each; answers, sequence and link stay."""
    before = await house.announced()
    await house.does(lambda w: Answer(w, house.now)(before.id, ANNA, Partstat.ACCEPTED, 0))
    event = await house.sends(await house.editing(before, place="Зал", summary="Итоги"))
    assert house.letters() == CHANGED
    assert (event.sequence, event.revision) == (0, 2)
    assert event.people[2].partstat is Partstat.ACCEPTED
    letter = await house.asks(lambda w: w.letters.get("changed:1:2:3"))
    assert letter.changes == (Change("summary", "Собрание", "Итоги"), Change("place", "", "Зал"))
    assert await house.told() == {"Александр": 2, "Anna": 2}


async def test_a_moved_time_moves_the_room_and_asks_again(house: House) -> None:
    """2. The room's expiry follows; its link does not change."""
    before = await house.has(conference=a_conference())
    event = await house.sends(await house.editing(before, when=LATER))
    assert [r.body for r in house.kinds("conference.update")] == [{"event": 1}]
    assert (event.sequence, event.link) == (1, a_conference().join_url)
    assert {a.partstat for a in event.attendees} == {Partstat.NEEDS_ACTION}


async def test_an_edit_that_the_room_need_not_know(house: House) -> None:
    """3. Neither title nor time: nothing is owed to Skype."""
    before = await house.has(conference=a_conference())
    await house.sends(await house.editing(before, place="Зал"))
    assert [r for r in house.owed if r.lane.startswith("conference:")] == []


async def test_removing_the_conference_deletes_the_room(house: House) -> None:
    """4. By its name, since the event has forgotten it; the attendees are told at once."""
    before = await house.has(conference=a_conference())
    event = await house.sends(await house.editing(before, conference=False))
    (delete,) = house.kinds("conference.delete")
    assert delete.body == {"event": 1, "conference": a_conference().id, "account": None}
    assert (event.conference, house.letters()) == (None, CHANGED)


@pytest.mark.parametrize(("waiting", "owed"), [(Pending(), []), (Pending(Trouble.LIMIT), ["conference.clear"])])
async def test_removing_a_conference_that_is_not_there(house: House, waiting: Pending, owed: list[str]) -> None:
    """5. What is still on its way is deleted when it arrives; after trouble nobody knows whether one was made."""
    before = await house.has(conference=waiting)
    event = await house.sends(await house.editing(before, conference=False))
    assert [r.kind for r in house.owed if r.lane.startswith("conference:")] == owed
    assert event.conference is None


async def test_a_conference_added_later_makes_the_letters_wait(house: House) -> None:
    """6. Cards are current at once; the letters about the change follow with the link."""
    before = await house.announced()
    event = await house.sends(await house.editing(before, conference=True))
    assert house.letters() == []
    assert [r.key for r in house.kinds("conference.create")] == ["conference.create:1:2"]
    assert await house.timer(event.id) is not None


async def test_added_again_after_removal_is_another_request(house: House) -> None:
    """7. Under a key of its own, behind the deletion in the same lane."""
    event = await house.has(conference=a_conference())
    event = await house.sends(await house.editing(event, conference=False))
    (delete,) = house.kinds("conference.delete")
    event = await house.sends(await house.editing(event, conference=True))
    (create,) = house.kinds("conference.create")
    assert delete.lane == create.lane
    assert event.conference == Pending()


async def test_people_come_and_go(house: House) -> None:
    """8. The new are invited, the dropped told so, the others told what changed."""
    before = await house.announced(invitees=(Invitee(ALEXANDER.id),))
    await house.sends(await house.editing(before, invitees=(Invitee(ANNA.id, Role.OPTIONAL),), place="Зал"))
    assert house.letters() == [("invited", "Anna"), ("uninvited", "Александр")]
    (letter,) = [r for r in house.kinds("letter") if r.key and "uninvited" in r.key]
    assert [r for r in house.kinds("letter.ics") if r.lane == letter.lane] == []


async def test_who_was_never_told_is_not_told_of_the_end(house: House) -> None:
    """9. Ivan was taken off the list before he ever heard of it."""
    before = await house.announced(invitees=(Invitee(ALEXANDER.id), Invitee(IVAN.id)))
    await house.sends(await house.editing(before, invitees=(Invitee(ALEXANDER.id),)))
    assert house.letters() == [("changed", "Александр")]


async def test_no_change_is_no_letter(house: House) -> None:
    """10. The card shows the event again, the form is gone."""
    before = await house.announced()
    form = await house.editing(before)
    assert await house.does(lambda w: house.send(w, form)) is None
    assert house.letters() == []
    assert await house.event() == before
    assert await house.refuses(lambda w: w.forms.get(form.id)) is Why.FORM_GONE


async def test_two_forms_of_one_event_lose_nothing(house: House) -> None:
    """11. The second is told what changed, takes it in, and goes when it is sent again."""
    before = await house.announced()
    first = await house.editing(before, place="Зал")
    second = await house.editing(before, summary="Итоги", invitees=(Invitee(ALEXANDER.id),))
    await house.sends(first)
    look = await house.does(lambda w: house.send(w, second))
    assert isinstance(look, Unsent)
    assert look.meanwhile == (Change("place", "", "Зал"),)
    assert house.owed == []
    event = await house.sends(second)
    assert (event.summary, event.place) == ("Итоги", "Зал")
    assert house.letters() == [("changed", "Александр"), ("uninvited", "Anna")]


async def test_answers_meanwhile_disturb_no_form(house: House) -> None:
    """12."""
    before = await house.announced()
    form = await house.editing(before, place="Зал")
    await house.does(lambda w: Answer(w, house.now)(before.id, ANNA, Partstat.DECLINED, 0))
    event = await house.sends(form)
    assert event.people[2].partstat is Partstat.DECLINED


async def test_an_event_cancelled_meanwhile_cannot_be_edited(house: House) -> None:
    """13. The form stays as it is."""
    before = await house.announced()
    form = await house.editing(before, place="Зал")
    card = (await house.asks(lambda w: w.cards.of_event(before.id)))[0]
    await house.does(lambda w: Cancel(w, house.now)(card, ELENA))
    assert await house.refuses(lambda w: house.send(w, form)) is Why.EVENT_CANCELLED
    assert await house.asks(lambda w: w.forms.get(form.id)) == form


async def test_an_event_that_began_keeps_its_time(house: House) -> None:
    """14. Editing its place during the event asks no question about the past."""
    before = await house.announced()
    house.clock.now = before.when.start + timedelta(minutes=5)
    event = await house.sends(await house.editing(before, place="Зал"))
    assert event.place == "Зал"
