"""People who cannot be reached any more, until they come back."""

from datetime import timedelta

from domain.address import Reach, on_telegram
from domain.usecases.mark_unreachable import MarkUnreachable
from domain.usecases.start import Start
from tests.integration.usecases.house import House
from tests.make import ANNA, changed_person, telegram_of

BLOCKED = Reach.BLOCKED
AWAY = changed_person(ANNA, reach=BLOCKED)


async def test_who_is_lost_is_to_be_invited_anew(house: House) -> None:
    """4. The organizer sees it; the next Start brings an invitation to the event as it is by then."""
    event = await house.announced()
    await house.does(lambda w: MarkUnreachable(w, house.now)(telegram_of(ANNA).key, BLOCKED, house.now))
    assert (await house.person(ANNA)).reach is BLOCKED
    assert await house.told() == {"Александр": 1, "Anna": 0}
    assert [r.lane for r in house.owed] == ["tg:1001"]
    await house.sends(await house.editing(event, place="Зал"))
    _, invited = await house.does(lambda w: Start(w, house.now)(AWAY, telegram_of(AWAY)))
    assert (invited, house.letters()) == (frozenset({event.id}), [("invited", "Anna")])


async def test_losing_twice_says_nothing_new(house: House) -> None:
    """5. Several letters were on their way."""
    await house.announced()
    await house.does(lambda w: MarkUnreachable(w, house.now)(telegram_of(ANNA).key, BLOCKED, house.now))
    await house.does(lambda w: MarkUnreachable(w, house.now)(telegram_of(ANNA).key, BLOCKED, house.now))
    assert house.owed == []


async def test_losing_somebody_unknown_is_nothing(house: House) -> None:
    """6."""
    await house.does(lambda w: MarkUnreachable(w, house.now)(on_telegram(777), BLOCKED, house.now))
    assert house.owed == []


async def test_who_came_back_before_the_failure_is_not_lost(house: House) -> None:
    """6a. The letter was under way while Anna unblocked the bot: she was held to have blocked it."""
    event = await house.announced()
    tried_at = house.now
    house.clock.now += timedelta(seconds=5)
    await house.does(lambda w: Start(w, house.now)(ANNA, telegram_of(ANNA)))
    await house.does(lambda w: MarkUnreachable(w, house.now)(telegram_of(ANNA).key, BLOCKED, tried_at))
    assert (await house.person(ANNA)).is_reachable
    assert await house.told() == {"Александр": 1, "Anna": event.revision}


async def test_edits_are_not_told_to_the_lost(house: House) -> None:
    """7. Once they are back they are invited to the event as it is then."""
    event = await house.announced()
    await house.does(lambda w: MarkUnreachable(w, house.now)(telegram_of(ANNA).key, BLOCKED, house.now))
    await house.sends(await house.editing(event, place="Зал"))
    assert house.letters() == [("changed", "Александр")]
    await house.does(lambda w: Start(w, house.now)(AWAY, telegram_of(AWAY)))
    assert house.letters() == [("invited", "Anna")]
