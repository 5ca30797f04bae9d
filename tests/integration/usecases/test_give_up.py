"""Letters that were given up: whose business that is, and what brings their news after all."""

from sqlalchemy import select

from domain.attendee import LETTER_GIVEN_UP
from domain.event import Event
from domain.road import DeliveryResult, End
from domain.usecases.cancel import Cancel
from domain.usecases.give_up import GiveUp
from domain.usecases.start import Start
from storage.tables.road import outbox
from tests.integration.usecases.house import House
from tests.make import ALEXANDER, ANNA, ELENA, telegram_of


async def given_up(house: House) -> Event:
    """An event whose invitation reached Alexander, and not Anna."""
    event = await house.sends(await house.form())
    await house.letters_arrive(ALEXANDER)
    key = f"invited:{event.id}:{event.revision}:{ANNA.id}"
    await settles(house, key, End.DEAD)
    await house.does(lambda w: GiveUp(w)(key))
    return event


async def test_a_letter_that_was_given_up_is_the_organizers_business(house: House) -> None:
    """7a. Their card says so; whoever it was for can still be written to."""
    await given_up(house)
    assert await house.told() == {"Александр": 1, "Anna": LETTER_GIVEN_UP}
    assert [(r.kind, r.lane) for r in house.owed] == [("card", "tg:1001")]
    assert (await house.person(ANNA)).is_reachable


async def test_a_change_invites_anew_whose_letter_was_given_up(house: House) -> None:
    """7b. And nothing says any more that it did not arrive."""
    await house.sends(await house.editing(await given_up(house), place="Зал"))
    assert house.letters() == [("changed", "Александр"), ("invited", "Anna")]
    assert await house.told() == {"Александр": 2, "Anna": 2}


async def test_start_again_invites_whose_letter_was_given_up(house: House) -> None:
    """7c. They need not have been away."""
    event = await given_up(house)
    _, invited = await house.does(lambda w: Start(w, house.now)(ANNA, telegram_of(ANNA)))
    assert invited == {event.id}
    assert await house.told() == {"Александр": 1, "Anna": 1}


async def test_a_letter_given_up_after_a_newer_one_is_nobodys_business(house: House) -> None:
    """7d. They know more than it said."""
    event = await house.announced()
    await house.sends(await house.editing(event, place="Зал"))
    await house.does(lambda w: GiveUp(w)(f"invited:{event.id}:1:{ANNA.id}"))
    assert await house.told() == {"Александр": 2, "Anna": 2}
    assert house.owed == []


async def settles(house: House, key: str, end: End, card: int | None = None) -> None:
    """The letter with this key ends so; where it arrived, its card has a message from now on."""
    async with house.units.engine.reader.begin() as connection:
        of_letter = select(outbox.c.id).where(outbox.c.key == f"letter:{key}:{telegram_of(ANNA).lane}")
        row = (await connection.execute(of_letter)).scalar_one()
    message = None if card is None else (card, 77)
    await house.does(lambda w: w.relay.settle([DeliveryResult(row, end, message=message)]))


async def test_start_again_tells_of_the_end_whose_letter_was_given_up(house: House) -> None:
    """7e. Anna never was away, and the cancelled event stood in her other calendars for ever."""
    event = await house.announced()
    cards = await house.asks(lambda w: w.cards.of_event(event.id))
    invitation = next(c for c in cards if c.reader == ANNA.id)
    await settles(house, f"invited:{event.id}:1:{ANNA.id}", End.DONE, invitation.id)
    await house.does(lambda w: Cancel(w, house.now)(cards[0], ELENA))
    await settles(house, f"cancelled:{event.id}:2:{ANNA.id}", End.DEAD)
    await house.does(lambda w: GiveUp(w)(f"cancelled:{event.id}:2:{ANNA.id}"))
    _, invited = await house.does(lambda w: Start(w, house.now)(ANNA, telegram_of(ANNA)))
    assert (house.letters(), invited) == ([("cancelled", "Anna")], frozenset())
