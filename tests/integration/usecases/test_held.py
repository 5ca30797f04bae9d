"""While the letters of a change wait for the link: nothing makes them leave twice, early, or not at all."""

from dataclasses import replace

from domain.attendee import Partstat
from domain.details import Invitee
from domain.errors import Why
from domain.event import Event
from domain.form import Form
from domain.usecases.answer import Answer
from domain.usecases.cancel import Cancel
from domain.usecases.discard import Discard
from domain.usecases.fill import Fill
from domain.usecases.send import Unsent
from domain.usecases.share import Join, Share
from domain.usecases.start import Start
from tests.integration.usecases.house import DETAILS, IVAN, STRANGER, House
from tests.make import ALEXANDER, ANNA, ELENA, a_when, telegram_of

CHANGED = [("changed", "Anna"), ("changed", "Александр")]
INVITED = [("invited", "Anna"), ("invited", "Александр")]
LATER = a_when("2028-08-29 10:00", "2028-08-29 11:00")
LATEST = a_when("2028-08-30 10:00", "2028-08-30 11:00")


async def held_edit(house: House) -> tuple[Event, Form]:
    """A conference is added to an event that everybody knows: the letters about that wait."""
    form = await house.editing(await house.announced(), conference=True)
    return await house.sends(form), form


async def changes_told(house: House) -> set[str]:
    (key, *_) = [r.body["letter"] for r in house.kinds("letter")]
    return {c.field for c in (await house.asks(lambda w: w.letters.get(key))).changes}


async def test_patience_ends_without_the_link(house: House) -> None:
    """1. The letters leave, and when the link comes it is in the cards only: nobody is told twice."""
    event = await house.sends(await house.form(replace(DETAILS, conference=True)))
    await house.patience_ends()
    assert house.letters() == INVITED
    await house.room_comes(event)
    assert house.letters() == []
    assert len(house.kinds("card")) == 3
    assert await house.timer() is None


async def test_a_form_that_was_sent_is_gone(house: House) -> None:
    """2. Although its letters wait: a second tap, or a tap on another of its buttons, changes nothing."""
    _, form = await held_edit(house)
    assert await house.refuses(lambda w: house.send(w, form)) is Why.FORM_GONE
    assert await house.refuses(lambda w: Discard(w)(form.id, ELENA)) is Why.FORM_GONE
    assert await house.refuses(lambda w: Fill(w).conference(form.id, ELENA, wanted=False)) is Why.FORM_GONE
    await house.patience_ends()
    assert house.letters() == CHANGED
    assert await changes_told(house) == {"conference"}


async def test_a_second_edit_waits_with_the_first(house: House) -> None:
    """3. One letter tells both."""
    event, _ = await held_edit(house)
    await house.sends(await house.editing(event, place="Зал"))
    assert house.letters() == []
    await house.room_comes(event)
    assert house.letters() == CHANGED
    assert await changes_told(house) == {"conference", "place"}
    assert await house.asks(lambda w: w.forms.of_event(event.id)) == ()


async def test_an_edit_of_an_event_whose_invitations_wait(house: House) -> None:
    """4. They wait on, and invite to the event as it is then."""
    event = await house.sends(await house.form(replace(DETAILS, conference=True)))
    await house.sends(await house.editing(event, place="Зал"))
    assert house.letters() == []
    await house.room_comes(event)
    assert house.letters() == INVITED
    assert await house.asks(lambda w: w.forms.of_event(event.id)) == ()


async def test_removing_the_conference_ends_the_waiting(house: House) -> None:
    """5. There is nothing to wait for: the letters leave at once, and tell what differs after all."""
    event, _ = await held_edit(house)
    await house.sends(await house.editing(event, conference=False, place="Зал"))
    assert house.letters() == CHANGED
    assert await changes_told(house) == {"place"}
    assert await house.timer() is None
    assert await house.asks(lambda w: w.forms.of_event(event.id)) == ()


async def test_two_forms_one_of_which_waits(house: House) -> None:
    """6. The second is told of the conference as of any other change."""
    before = await house.announced()
    second = await house.editing(before, summary="Итоги")
    await house.sends(await house.editing(before, conference=True))
    look = await house.does(lambda w: house.send(w, second))
    assert isinstance(look, Unsent)
    assert [c.field for c in look.meanwhile] == ["conference"]
    await house.sends(second)
    await house.patience_ends()
    assert await changes_told(house) == {"conference", "summary"}


async def test_starting_meanwhile_sends_nothing_early(house: House) -> None:
    """7. Ivan presses Start while his invitation waits: it comes with the others', once."""
    event = await house.sends(await house.form(replace(DETAILS, conference=True, invitees=(Invitee(IVAN.id),))))
    _, invited = await house.does(lambda w: Start(w, house.now)(IVAN, telegram_of(IVAN)))
    assert (house.letters(), invited) == ([], frozenset())
    await house.room_comes(event)
    assert house.letters() == [("invited", "Иван")]


async def test_joining_meanwhile_sends_nothing_early(house: House) -> None:
    """8. Neither to the one who joins nor to those who were invited before."""
    event = await house.sends(await house.form(replace(DETAILS, conference=True)))
    await house.does(lambda w: Share(w, house.now, lambda _event: "token")(event.id, ELENA))
    await house.does(lambda w: Join(w, house.now)("token", STRANGER))
    assert house.letters() == []
    await house.room_comes(event)
    assert house.letters() == [*INVITED, ("invited", "Чужой")]


async def test_cancelling_ends_the_waiting(house: House) -> None:
    """9. Nobody hears of what never took place; those who knew hear of the end."""
    event = await house.sends(await house.form(replace(DETAILS, conference=True)))
    card = (await house.asks(lambda w: w.cards.of_event(event.id)))[0]
    await house.does(lambda w: Cancel(w, house.now)(card, ELENA))
    assert (house.letters(), await house.timer()) == ([], None)


async def test_cancelling_leaves_no_form_behind(house: House) -> None:
    """10. Those who knew of the event hear of its end, and of nothing else."""
    event, _ = await held_edit(house)
    card = (await house.asks(lambda w: w.cards.of_event(event.id)))[0]
    await house.does(lambda w: Cancel(w, house.now)(card, ELENA))
    assert house.letters() == [("cancelled", "Anna"), ("cancelled", "Александр")]
    assert await house.asks(lambda w: w.forms.of_event(event.id)) == ()


async def test_the_link_is_no_change_by_the_organizer(house: House) -> None:
    """11. It comes into the description by itself; the letter speaks of the conference only."""
    event, _ = await held_edit(house)
    await house.room_comes(event)
    assert house.letters() == CHANGED
    assert await changes_told(house) == {"conference"}
    assert (await house.told())["Anna"] == (await house.event()).revision


async def test_who_is_dropped_meanwhile_hears_it_once(house: House) -> None:
    """12. Of the waiting letters none goes to them."""
    event, _ = await held_edit(house)
    await house.sends(await house.editing(event, invitees=(Invitee(ALEXANDER.id),)))
    assert house.letters() == [("uninvited", "Anna")]
    await house.patience_ends()
    assert house.letters() == [("changed", "Александр")]
    assert ANNA.id not in {a.person.id for a in (await house.event()).people}


async def test_who_is_dropped_before_the_first_letter_hears_nothing(house: House) -> None:
    """13. Anna can be reached, but was never told."""
    event = await house.sends(await house.form(replace(DETAILS, conference=True)))
    await house.sends(await house.editing(event, invitees=(Invitee(ALEXANDER.id),)))
    assert house.letters() == []
    await house.patience_ends()
    assert house.letters() == [("invited", "Александр")]


async def test_cancelled_when_patience_had_just_ended(house: House) -> None:
    """14. The timer is in the inbox already: it tells nobody anything, and leaves no form behind."""
    event, _ = await held_edit(house)
    fired = await house.timer_fires()
    card = (await house.asks(lambda w: w.cards.of_event(event.id)))[0]
    await house.does(lambda w: Cancel(w, house.now)(card, ELENA))
    await house.handles(fired)
    assert house.owed == []
    assert await house.asks(lambda w: w.forms.of_event(event.id)) == ()


async def test_moved_and_moved_back_meanwhile(house: House) -> None:
    """15. The letter asks for the answers again: they were dropped with the first move."""
    before = await house.announced()
    await house.does(lambda w: Answer(w, house.now)(before.id, ANNA, Partstat.ACCEPTED, 0))
    event = await house.sends(await house.editing(before, conference=True, when=LATER))
    await house.sends(await house.editing(event, when=before.when))
    await house.patience_ends()
    assert house.letters() == CHANGED
    assert await changes_told(house) == {"conference", "when"}
    assert (await house.event()).people[2].partstat is Partstat.NEEDS_ACTION


async def test_moved_meanwhile_and_not_back(house: House) -> None:
    """16. The letter tells of one move, from where it began to where it ended."""
    before = await house.announced()
    event = await house.sends(await house.editing(before, conference=True, when=LATER))
    await house.sends(await house.editing(event, when=LATEST))
    await house.patience_ends()
    (key, *_) = [r.body["letter"] for r in house.kinds("letter")]
    told = (await house.asks(lambda w: w.letters.get(key))).changes
    assert [(c.old, c.new) for c in told if c.field == "when"] == [(before.when, LATEST)]
