"""Who hears of the end: whoever may have an invitation in their chat that no word of the end has followed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.road.cleanup import Cleanup
from domain.address import Reach
from domain.details import Invitee
from domain.event import Event
from domain.messages.outbox import SendLetter
from domain.person import Person
from domain.road import DeliveryResult, End
from domain.usecases.cancel import Cancel
from domain.usecases.mark_unreachable import MarkUnreachable
from domain.usecases.start import Start
from tests.integration.usecases.house import DETAILS, House, delivered
from tests.make import ALEXANDER, ANNA, ELENA, telegram_of

WITHOUT_HIM = (Invitee(ANNA.id),)


async def edits(house: House, **details: object) -> Event:
    return await house.sends(await house.editing(await house.event(), **details))


async def cancels(house: House) -> None:
    card = next(c for c in await house.asks(lambda w: w.cards.of_event(1)) if c.reader == ELENA.id)
    await house.does(lambda w: Cancel(w, house.now)(card, ELENA))


async def settles(house: House, reader: Person, end: End) -> None:
    """What waits for the reader is taken up once more; a letter that does not stand any more is passed over."""
    house.clock.now += timedelta(hours=2)
    claimed = await house.does(lambda w: w.relay.claim(100))
    for row in {row.id: row for row in (*house.fresh, *claimed)}.values():
        if row.outgoing.lane == telegram_of(reader).lane:
            result = DeliveryResult(row.id, end)
            message = row.outgoing.message
            if isinstance(message, SendLetter) and not await stands(house, message.letter):
                result = DeliveryResult(row.id, End.DONE, "overtaken", is_attempt=False)
            elif end is End.DONE:
                result = delivered(row)
            await house.does(lambda w, result=result: w.relay.settle([result]))  # type: ignore[misc]


async def stands(house: House, key: str) -> bool:
    letter = await house.asks(lambda w: w.letters.get(key))
    return await house.asks(lambda w: w.letters.is_current(letter))


async def taken_off(house: House) -> None:
    """Alexander has the invitation, and waits for the word that it is not for him any more."""
    await house.announced()
    await edits(house, invitees=WITHOUT_HIM)
    await house.letters_wait(ALEXANDER)


@pytest.mark.parametrize("conference", [False, True])
async def test_taken_off_and_in_again_and_then_cancelled(house: House, conference: bool) -> None:
    """1. The word that he was off gives way, and says nothing; the new invitation may have to wait for a link."""
    await taken_off(house)
    await edits(house, invitees=DETAILS.invitees, conference=conference)
    await house.letters_wait(ALEXANDER)
    await cancels(house)
    assert ("cancelled", "Александр") in house.letters()


async def test_taken_off_twice(house: House) -> None:
    """2. The first word of it gave way to the second invitation, and has left for good."""
    await taken_off(house)
    await edits(house, invitees=DETAILS.invitees, conference=True)
    await settles(house, ALEXANDER, End.AGAIN)
    await edits(house, invitees=WITHOUT_HIM)
    assert ("uninvited", "Александр") in house.letters()


async def test_taken_off_twice_before_he_has_heard_of_it_once(house: House) -> None:
    """3. The first word of it still waits: he hears it once."""
    await taken_off(house)
    await edits(house, invitees=DETAILS.invitees, conference=True)
    await edits(house, invitees=WITHOUT_HIM)
    assert ("uninvited", "Александр") not in house.letters()
    await settles(house, ALEXANDER, End.DONE)
    assert "uninvited:1:1:2" in {c.letter for c in await house.asks(lambda w: w.cards.of_event(1)) if c.message_id}


async def test_cancelled_after_he_has_heard_that_he_is_off(house: House) -> None:
    """4. The second invitation was never tried."""
    await taken_off(house)
    await settles(house, ALEXANDER, End.DONE)
    await edits(house, invitees=DETAILS.invitees)
    await house.letters_wait(ALEXANDER)
    await cancels(house)
    assert ("cancelled", "Александр") not in house.letters()


@pytest.mark.parametrize("is_attempt", [False, True])
async def test_cancelled_when_the_invitation_was_given_up(house: House, is_attempt: bool) -> None:
    """5. Telegram refused it, so he has none; but an attempt before, whose end nobody knows, may have brought it."""
    await house.sends(await house.form(replace(DETAILS, invitees=(Invitee(ALEXANDER.id),))))
    await house.letters_wait(ALEXANDER, is_attempt=is_attempt)
    await settles(house, ALEXANDER, End.DEAD)
    await cancels(house)
    assert house.letters() == ([("cancelled", "Александр")] if is_attempt else [])


async def blocked(house: House, reader: Person) -> None:
    """The bot learns of it by what it tries to deliver."""
    await settles(house, reader, End.UNDELIVERABLE)
    await house.does(lambda w: MarkUnreachable(w, house.now)(telegram_of(reader).key, Reach.BLOCKED, house.now))


async def starts(house: House, reader: Person) -> None:
    person = await house.person(reader)
    await house.does(lambda w: Start(w, house.now)(person, telegram_of(person)))


async def test_back_after_the_end_of_what_may_have_arrived(house: House) -> None:
    """6. An attempt at the invitation ended unclearly; the word of the end met a closed door."""
    await house.sends(await house.form())
    await house.letters_wait(ALEXANDER, is_attempt=True)
    await cancels(house)
    assert ("cancelled", "Александр") in house.letters()
    await blocked(house, ALEXANDER)
    await starts(house, ALEXANDER)
    assert house.letters() == [("cancelled", "Александр")]
    await starts(house, ALEXANDER)
    assert house.letters() == []


async def test_back_after_the_end_of_what_never_arrived(house: House) -> None:
    """7. The invitation met the closed door. However long ago that was: how it failed is remembered."""
    await house.sends(await house.form())
    await house.letters_wait(ALEXANDER)
    await blocked(house, ALEXANDER)
    await cancels(house)
    house.clock.now += timedelta(days=7)
    await Cleanup(house.units, house.clock).clean_up()
    await starts(house, ALEXANDER)
    assert house.letters() == []


async def test_back_with_the_invitation_in_their_chat(house: House) -> None:
    """8. It is not owed again, so no card waits to be filled by it; it does not count as leaving only now."""
    await house.announced()
    await house.does(lambda w: MarkUnreachable(w, house.now)(telegram_of(ALEXANDER).key, Reach.BLOCKED, house.now))
    person = await house.person(ALEXANDER)
    _, leaving = await house.does(lambda w: Start(w, house.now)(person, telegram_of(person)))
    assert (leaving, house.letters()) == (frozenset(), [])
    assert (await house.told())["Александр"] == 1
    assert [c for c in await house.asks(lambda w: w.cards.of_event(1)) if c.letter and not c.message_id] == []
