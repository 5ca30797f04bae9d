"""Letters go by address: to people who have two, and to people who have none."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from domain.address import Reach
from domain.attendee import LETTER_GIVEN_UP, Partstat
from domain.details import Invitee
from domain.errors import Why
from domain.event import Event
from domain.person import Person
from domain.policy import Policy
from domain.road import DeliveryResult, End
from domain.usecases.answer import Answer
from domain.usecases.cancel import Cancel
from domain.usecases.compose import Compose
from domain.usecases.give_up import GiveUp
from domain.usecases.invite import Invite
from domain.usecases.mark_unreachable import MarkUnreachable
from domain.usecases.share import Join, Share
from domain.usecases.shared.letters import post_letters
from domain.usecases.start import Start
from storage.tables.road import outbox
from tests.integration.usecases.house import House, Row
from tests.make import ALEXANDER, ANNA, ELENA, a_telegram, telegram_of

SECOND = a_telegram(1033)
TWICE = ANNA.with_address(SECOND)
LANES = ["tg:1003", "tg:1033"]
MARIA = Person(6, "Мария")


@pytest.fixture
async def invited_twice(house: House) -> Event:
    """Anna has two addresses, and letters are on their way to both."""
    await house.does(lambda w: w.people.save(TWICE))
    return await house.sends(await house.form())


@pytest.fixture
async def with_maria(house: House) -> Event:
    """Alexander is invited, and Maria, who has no address."""
    assert await house.does(lambda w: w.people.add(MARIA)) == MARIA
    return await house.announced(invitees=(Invitee(ALEXANDER.id), Invitee(MARIA.id)))


def lanes(rows: list[Row]) -> list[str]:
    """Those of Anna's."""
    return sorted(row.lane for row in rows if row.lane in LANES)


async def ends(house: House, lane: str, end: End) -> None:
    """The delivery of Anna's invitation to one of her addresses."""
    row = select(outbox.c.id).where(outbox.c.kind == "letter", outbox.c.lane == lane)
    async with house.units.engine.reader.begin() as connection:
        id = (await connection.execute(row)).scalar_one()
    await house.does(lambda w: w.relay.settle([DeliveryResult(id, end)]))


async def gives_up(house: House, event: Event, lane: str) -> int:
    """What Anna has been told then."""
    await ends(house, lane, End.DEAD)
    await house.does(lambda w: GiveUp(w)(f"invited:{event.id}:{event.revision}:{ANNA.id}"))
    return (await house.told())["Anna"]


async def test_a_letter_goes_to_every_address_once(house: House, invited_twice: Event) -> None:
    """1. Each copy with a file, and a card of its own in its chat."""
    assert lanes(house.kinds("letter")) == lanes(house.kinds("letter.ics")) == LANES
    cards = await house.asks(lambda w: w.cards.of_event(invited_twice.id))
    assert {c.chat_id for c in cards if c.reader == ANNA.id} == {1003, 1033}
    letter = await house.asks(lambda w: w.letters.get(house.kinds("letter")[-1].body["letter"]))
    await house.does(lambda w: post_letters(w, [letter]))
    assert house.owed == []


async def test_cards_are_kept_current_at_every_address(house: House, invited_twice: Event) -> None:
    """2. An answer, from wherever it is given, is one person's."""
    await house.does(lambda w: Answer(w, house.now)(invited_twice.id, TWICE, Partstat.ACCEPTED, 0))
    assert lanes(house.kinds("card")) == LANES


async def test_a_lost_address_is_nobodys_business_while_there_is_another(house: House, invited_twice: Event) -> None:
    """3. Letters go on to the other one; once that is lost too the organizer sees it."""
    await house.does(lambda w: MarkUnreachable(w, house.now)(SECOND.key, Reach.BLOCKED, house.now))
    assert (house.owed, (await house.told())["Anna"]) == ([], 1)
    await house.sends(await house.editing(invited_twice, place="Зал"))
    assert lanes(house.kinds("letter")) == ["tg:1003"]
    await house.does(lambda w: MarkUnreachable(w, house.now)(telegram_of(ANNA).key, Reach.GONE, house.now))
    assert [r.lane for r in house.owed] == ["tg:1001"]
    assert (await house.told())["Anna"] == 0
    assert (await house.person(ANNA)).reach is Reach.BLOCKED, "the one that may come back"


async def test_start_at_one_more_address_repeats_no_letter(house: House) -> None:
    """4. They have been told; from the next letter on it goes there, too."""
    await house.does(lambda w: w.people.save(ANNA.with_address(replace(SECOND, reach=Reach.NEW))))
    event = await house.announced()
    assert lanes(house.kinds("letter")) == ["tg:1003"]
    person = await house.person(ANNA)
    here, invited = await house.does(lambda w: Start(w, house.now)(person, person.at(SECOND.key)))
    assert (invited, house.letters()) == (frozenset(), [])
    assert here == await house.person(ANNA) == ANNA.with_address(SECOND.started(house.now))
    await house.sends(await house.editing(event, place="Зал"))
    assert lanes(house.kinds("letter")) == LANES


@pytest.mark.parametrize("order", [LANES, LANES[::-1]])
async def test_a_letter_is_given_up_when_no_copy_is_left(house: House, invited_twice: Event, order: list[str]) -> None:
    """5."""
    assert [await gives_up(house, invited_twice, lane) for lane in order] == [1, LETTER_GIVEN_UP]


async def test_a_copy_that_arrived_is_enough(house: House, invited_twice: Event) -> None:
    """6."""
    await ends(house, LANES[0], End.DONE)
    assert await gives_up(house, invited_twice, LANES[1]) == 1


async def test_any_address_gives_the_right_to_plan(house: House) -> None:
    """7."""
    listed = Policy(organizers=frozenset({SECOND.key}))
    await house.does(lambda w: Compose(w, house.now, listed)(TWICE))
    assert await house.refuses(lambda w: Compose(w, house.now, listed)(ANNA)) is Why.NO_ACCESS
    assert await house.refuses(lambda w: Compose(w, house.now, listed)(MARIA)) is Why.NO_ACCESS


async def test_somebody_without_an_address_gets_no_letter(house: House, with_maria: Event) -> None:
    """8. Not when the event is made, changed or cancelled; she is in it all the same."""
    assert house.letters() == [("invited", "Александр")]
    assert await house.told() == {"Александр": 1, "Мария": 0}
    event = await house.sends(await house.editing(with_maria, place="Зал"))
    assert house.letters() == [("changed", "Александр")]
    assert [a.person for a in event.attendees] == [ALEXANDER, MARIA]
    (card, *_) = await house.asks(lambda w: w.cards.of_event(event.id))
    await house.does(lambda w: Cancel(w, house.now)(card, ELENA))
    assert house.letters() == [("cancelled", "Александр")]


async def test_an_answer_of_somebody_without_an_address_counts(house: House, with_maria: Event) -> None:
    """9. However it came."""
    await house.does(lambda w: Answer(w, house.now)(with_maria.id, MARIA, Partstat.ACCEPTED, 0))
    seen = (await house.event()).require_attendee(MARIA.id)
    assert (seen.person, seen.partstat) == (MARIA, Partstat.ACCEPTED)


async def test_the_first_address_brings_what_waited(house: House, with_maria: Event) -> None:
    """10. Also to somebody who came in by a link, and could not be written to then."""
    await house.does(lambda w: w.people.add(replace(MARIA, id=7, name="Пётр")))
    await house.does(lambda w: Share(w, house.now, lambda _: "token")(with_maria.id, ELENA))
    guest = await house.asks(lambda w: w.people.get(7))
    await house.does(lambda w: Join(w, house.now)("token", guest))
    assert (house.letters(), await house.told()) == ([], {"Александр": 1, "Мария": 0, "Пётр": 0})
    for person, address in ((MARIA, a_telegram(1006)), (guest, a_telegram(1007))):
        _, invited = await house.does(lambda w, p=person, a=address: Start(w, house.now)(p, a))  # type: ignore[misc]
        assert invited == {with_maria.id}
        assert {r.lane for r in house.kinds("letter", "letter.ics")} == {address.lane}


async def test_they_can_be_invited_and_taken_off(house: House, with_maria: Event) -> None:
    """11. In a form."""
    form = await house.editing(with_maria)
    form = await house.keeps(lambda w: Invite(w).drop(form.id, ELENA, MARIA.id))
    event = await house.sends(form)
    assert (house.letters(), event.attendee(MARIA.id)) == ([("changed", "Александр")], None)
    await house.letters_arrive()
    form = await house.editing(event)
    form = await house.keeps(lambda w: Invite(w).people(form.id, ELENA, [MARIA]))
    assert (await house.sends(form)).attendees[-1].person == MARIA
    assert house.letters() == [("changed", "Александр")]
