"""«Отправить»: what is stored, who is written to, and what is owed to Skype."""

from dataclasses import replace

import pytest

from domain.card import ShowsEvent
from domain.conference import Pending
from domain.details import Invitee
from domain.errors import Why
from domain.event import Event
from domain.form import Field
from domain.messages.inbox import AnnouncementDue
from domain.policy import LINK_TIMEOUT
from domain.usecases.send import Unsent
from tests.integration.usecases.house import DETAILS, IVAN, House
from tests.make import ALEXANDER, ELENA, a_when

LATER = a_when("2028-08-29 10:00", "2028-08-29 11:00")
INVITED = [("invited", "Anna"), ("invited", "Александр")]


async def test_a_new_event_invites_everybody(house: House) -> None:
    """1. One letter and one file each, in the reader's own chat; the form's card shows the event."""
    event = await house.sends(await house.form())
    assert house.letters() == INVITED
    assert {r.lane for r in house.kinds("letter", "letter.ics")} == {"tg:1002", "tg:1003"}
    assert len(house.kinds("letter.ics")) == 2
    assert len(house.kinds("card")) == 1
    assert house.kinds("conference.create") == []
    assert await house.told() == {"Александр": 1, "Anna": 1}
    assert await house.event() == event
    assert (event.uid, event.sequence, event.revision) == ("1@planerka", 0, 1)


async def test_the_card_of_the_form_becomes_the_events(house: House) -> None:
    """2. It is edited in place."""
    form = await house.form()
    event = await house.sends(form)
    cards = await house.asks(lambda w: w.cards.of_event(event.id))
    assert [(c.id, c.shows) for c in cards if c.reader == ELENA.id] == [(1, ShowsEvent(1))]
    assert await house.refuses(lambda w: w.forms.get(form.id)) is Why.FORM_GONE


async def test_only_reachable_people_are_written_to(house: House) -> None:
    """3. Ivan has never pressed Start: his letter waits for that."""
    await house.announced(invitees=(Invitee(ALEXANDER.id), Invitee(IVAN.id)))
    assert house.letters() == [("invited", "Александр")]
    assert await house.told() == {"Александр": 1, "Иван": 0}


async def test_with_a_conference_the_letters_wait(house: House) -> None:
    """4. For the link, ten seconds at most; the conference is made outside of the unit of work."""
    event = await house.sends(await house.form(replace(DETAILS, conference=True)))
    assert event.conference == Pending()
    assert house.letters() == []
    (create,) = house.kinds("conference.create")
    assert (create.lane, create.key, create.body) == ("conference:1", "conference.create:1:1", {"event": 1})
    assert await house.timer() == AnnouncementDue(event=1)
    house.clock.now += LINK_TIMEOUT
    taken = await house.does(lambda w: w.due_timers.due(10))
    assert [t.arrived.message for t in taken] == [AnnouncementDue(event=1)]


async def test_nobody_invited_is_asked_about(house: House) -> None:
    """5. Once; nothing is made before."""
    form = await house.form(replace(DETAILS, invitees=()))
    sent = await house.does(lambda w: house.send(w, form))
    assert sent == Unsent(form, has_no_attendees=True)
    assert house.owed == []
    event = await house.sends(form, without_attendees=True)
    assert (event.attendees, house.letters()) == ((), [])


@pytest.mark.parametrize(
    ("missing", "why"), [({"summary": ""}, Why.SUMMARY_MISSING), ({"when": None}, Why.TIME_MISSING)]
)
async def test_an_event_needs_a_title_and_a_time(house: House, missing: dict[str, object], why: Why) -> None:
    """6."""
    form = await house.form(replace(DETAILS, **missing))  # type: ignore[arg-type]
    assert await house.refuses(lambda w: house.send(w, form)) is why


async def test_a_time_that_has_passed_is_asked_about(house: House) -> None:
    """7. The form was filled in time and sent too late; confirmed, it goes."""
    form = await house.form()
    house.clock.now = a_when().start
    sent = await house.does(lambda w: house.send(w, form))
    assert isinstance(sent, Unsent)
    assert (sent.form.asking, sent.form.readings) == (Field.WHEN, (a_when(),))
    meant = await house.form(past_meant=True)
    assert isinstance(await house.does(lambda w: house.send(w, meant)), Event)


async def test_sent_twice_is_sent_once(house: House) -> None:
    """8. The second tap finds no form."""
    form = await house.form()
    await house.sends(form)
    assert await house.refuses(lambda w: house.send(w, form)) is Why.FORM_GONE
