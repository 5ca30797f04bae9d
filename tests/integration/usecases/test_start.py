"""Whoever comes to the bot: met once, and sent at Start what waited for them."""

from domain.address import Reach
from domain.details import Invitee
from domain.usecases.cancel import Cancel
from domain.usecases.identify import Identify
from domain.usecases.start import Start
from tests.integration.usecases.house import IVAN, POLICY, House
from tests.make import ANNA, ELENA, telegram_of


async def test_start_sends_what_waited(house: House) -> None:
    """1. Every standing event ahead, once; the organizer's card stops saying that Ivan cannot be reached."""
    first = await house.announced(invitees=(Invitee(IVAN.id), Invitee(ANNA.id)))
    await house.announced(invitees=(Invitee(ANNA.id),))
    third = await house.announced(invitees=(Invitee(IVAN.id),), summary="Обзор")
    ivan, invited = await house.does(lambda w: Start(w, house.now)(IVAN, telegram_of(IVAN)))
    assert house.letters() == [("invited", "Иван"), ("invited", "Иван")]
    assert invited == {first.id, third.id}
    assert ivan == await house.person(IVAN) == IVAN.with_address(telegram_of(IVAN).started(house.now))
    assert "tg:1001" in {r.lane for r in house.kinds("card")}


async def test_start_again_sends_nothing(house: House) -> None:
    """2."""
    await house.announced(invitees=(Invitee(IVAN.id),))
    ivan, _ = await house.does(lambda w: Start(w, house.now)(IVAN, telegram_of(IVAN)))
    await house.does(lambda w: Start(w, house.now)(ivan, telegram_of(ivan)))
    assert house.letters() == []


async def test_start_sends_nothing_that_is_over(house: House) -> None:
    """3. Nor what was cancelled: Ivan never knew of it."""
    event = await house.announced(invitees=(Invitee(IVAN.id),))
    other = await house.announced(invitees=(Invitee(IVAN.id),), summary="Обзор")
    card = (await house.asks(lambda w: w.cards.of_event(other.id)))[0]
    await house.does(lambda w: Cancel(w, house.now)(card, ELENA))
    house.clock.now = event.when.end
    await house.does(lambda w: Start(w, house.now)(IVAN, telegram_of(IVAN)))
    assert house.letters() == []


async def test_start_while_the_word_of_the_end_is_to_come(house: House) -> None:
    """4. It is owed once, and leaves no second card behind that nothing will ever fill."""
    event = await house.announced()
    card = (await house.asks(lambda w: w.cards.of_event(event.id)))[0]
    await house.does(lambda w: Cancel(w, house.now)(card, ELENA))
    before = await house.asks(lambda w: w.cards.of_event(event.id))
    await house.does(lambda w: Start(w, house.now)(ANNA, telegram_of(ANNA)))
    assert await house.asks(lambda w: w.cards.of_event(event.id)) == before
    assert house.letters() == []


async def test_somebody_is_met_once(house: House) -> None:
    """15. Again under another name: the same person."""
    first = await house.does(lambda w: Identify(w, POLICY)(3000, "Ольга", "olga"))
    again = await house.does(lambda w: Identify(w, POLICY)(3000, "Ольга Ким", "olgakim", "en"))
    assert (again.id, again.name, again.language) == (first.id, "Ольга Ким", "en")
    assert telegram_of(again).username == "olgakim"
    assert (first.language, first.zone, first.reach) == (POLICY.language, POLICY.zone, Reach.NEW)
