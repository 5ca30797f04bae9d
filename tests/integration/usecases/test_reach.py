"""Who can be written to: Start, invitation links, and people who cannot be reached any more."""

import hashlib
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from domain.details import ATTENDEES_LIMIT, Invitee, Role
from domain.errors import Why
from domain.event import GIVEN_UP, Attendee, Event
from domain.person import Reach
from domain.road import End, Settled
from domain.usecases.cancel import Cancel
from domain.usecases.give_up import GiveUp
from domain.usecases.lose import Lose
from domain.usecases.meet import Meet
from domain.usecases.share import Join, Share
from domain.usecases.start import Start
from storage.rows import invitations, outbox
from tests.integration.usecases.house import DETAILS, IVAN, POLICY, STRANGER, House
from tests.make import ALEXANDER, ANNA, ELENA

BLOCKED = Reach.BLOCKED


async def shared(house: House, event: Event, token: str = "secret-token") -> None:
    await house.does(lambda w: Share(w, house.now, lambda: token)(event.id, ELENA))


async def test_start_sends_what_waited(house: House) -> None:
    """1. Every standing event ahead, once; the organizer's card stops saying that Ivan cannot be reached."""
    first = await house.announced(invitees=(Invitee(IVAN.id), Invitee(ANNA.id)))
    await house.announced(invitees=(Invitee(ANNA.id),))
    third = await house.announced(invitees=(Invitee(IVAN.id),), summary="Обзор")
    ivan, invited = await house.does(lambda w: Start(w, house.now)(IVAN))
    assert house.letters() == [("invited", "Иван"), ("invited", "Иван")]
    assert invited == {first.id, third.id}
    assert ivan == await house.person(IVAN) == IVAN.started(house.now)
    assert "tg:1001" in {r.lane for r in house.kinds("card")}


async def test_start_again_sends_nothing(house: House) -> None:
    """2."""
    await house.announced(invitees=(Invitee(IVAN.id),))
    ivan, _ = await house.does(lambda w: Start(w, house.now)(IVAN))
    await house.does(lambda w: Start(w, house.now)(ivan))
    assert house.letters() == []


async def test_start_sends_nothing_that_is_over(house: House) -> None:
    """3. Nor what was cancelled: Ivan never knew of it."""
    event = await house.announced(invitees=(Invitee(IVAN.id),))
    other = await house.announced(invitees=(Invitee(IVAN.id),), summary="Обзор")
    card = (await house.asks(lambda w: w.cards.of_event(other.id)))[0]
    await house.does(lambda w: Cancel(w, house.now)(card, ELENA))
    house.clock.now = event.when.end
    await house.does(lambda w: Start(w, house.now)(IVAN))
    assert house.letters() == []


async def test_who_is_lost_is_to_be_invited_anew(house: House) -> None:
    """4. The organizer sees it; after the next Start the letter comes again."""
    event = await house.announced()
    await house.does(lambda w: Lose(w, house.now)(ANNA.telegram_id, BLOCKED, house.now))
    assert (await house.person(ANNA)).reach is BLOCKED
    assert await house.told() == {"Александр": 1, "Anna": 0}
    assert [r.lane for r in house.owed] == ["tg:1001"]
    _, invited = await house.does(lambda w: Start(w, house.now)(replace(ANNA, reach=BLOCKED)))
    assert invited == {event.id}


async def test_losing_twice_says_nothing_new(house: House) -> None:
    """5. Several letters were on their way."""
    await house.announced()
    await house.does(lambda w: Lose(w, house.now)(ANNA.telegram_id, BLOCKED, house.now))
    await house.does(lambda w: Lose(w, house.now)(ANNA.telegram_id, BLOCKED, house.now))
    assert house.owed == []


async def test_losing_somebody_unknown_is_nothing(house: House) -> None:
    """6."""
    await house.does(lambda w: Lose(w, house.now)(777, BLOCKED, house.now))
    assert house.owed == []


async def test_edits_are_not_told_to_the_lost(house: House) -> None:
    """7. Once they are back they are invited to the event as it is then."""
    event = await house.announced()
    await house.does(lambda w: Lose(w, house.now)(ANNA.telegram_id, BLOCKED, house.now))
    await house.sends(await house.editing(event, place="Зал"))
    assert house.letters() == [("changed", "Александр")]
    await house.does(lambda w: Start(w, house.now)(replace(ANNA, reach=BLOCKED)))
    assert house.letters() == [("invited", "Anna")]


async def test_who_came_back_before_the_failure_is_not_lost(house: House) -> None:
    """6a. The letter was under way while Anna unblocked the bot: she was held to have blocked it."""
    event = await house.announced()
    tried_at = house.now
    house.clock.now += timedelta(seconds=5)
    await house.does(lambda w: Start(w, house.now)(ANNA))
    await house.does(lambda w: Lose(w, house.now)(ANNA.telegram_id, BLOCKED, tried_at))
    assert (await house.person(ANNA)).is_reachable
    assert await house.told() == {"Александр": 1, "Anna": event.revision}


async def given_up(house: House) -> Event:
    """An event whose invitation reached Alexander, and not Anna."""
    event = await house.announced()
    await house.does(lambda w: GiveUp(w)(f"invited:{event.id}:{event.revision}:{ANNA.id}"))
    return event


async def test_a_letter_that_was_given_up_is_the_organizers_business(house: House) -> None:
    """7a. Their card says so; whoever it was for can still be written to."""
    await given_up(house)
    assert await house.told() == {"Александр": 1, "Anna": GIVEN_UP}
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
    _, invited = await house.does(lambda w: Start(w, house.now)(ANNA))
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
    async with house.units.reader.begin() as connection:
        row = (await connection.execute(select(outbox.c.id).where(outbox.c.key == f"letter:{key}"))).scalar_one()
    message = None if card is None else (card, 77)
    await house.does(lambda w: w.relay.settle([Settled(row, end, message=message)]))


async def test_start_again_tells_of_the_end_whose_letter_was_given_up(house: House) -> None:
    """7e. Anna never was away, and the cancelled event stood in her other calendars for ever."""
    event = await house.announced()
    cards = await house.asks(lambda w: w.cards.of_event(event.id))
    invitation = next(c for c in cards if c.reader == ANNA.id)
    await settles(house, f"invited:{event.id}:1:{ANNA.id}", End.DONE, invitation.id)
    await house.does(lambda w: Cancel(w, house.now)(cards[0], ELENA))
    await settles(house, f"cancelled:{event.id}:2:{ANNA.id}", End.DEAD)
    await house.does(lambda w: GiveUp(w)(f"cancelled:{event.id}:2:{ANNA.id}"))
    _, invited = await house.does(lambda w: Start(w, house.now)(ANNA))
    assert (house.letters(), invited) == ([("cancelled", "Anna")], frozenset())


async def test_only_the_hash_of_a_token_is_stored(house: House) -> None:
    """8. A stolen database opens no event."""
    await shared(house, await house.announced())
    async with house.units.reader.begin() as connection:
        (stored,) = (await connection.execute(select(invitations))).all()
    assert stored.token_hash == hashlib.sha256(b"secret-token").hexdigest()
    assert "secret-token" not in str(stored)


async def test_a_token_lets_anybody_in(house: House) -> None:
    """9. As a required attendee, with a letter; everybody else only sees one more name."""
    event = await house.announced()
    await shared(house, event)
    joined, is_new = await house.does(lambda w: Join(w, house.now)("secret-token", STRANGER))
    assert is_new
    assert house.letters() == [("invited", "Чужой")]
    assert await house.event() == joined
    assert joined.people[-1] == Attendee(STRANGER, Role.REQUIRED, told=2)
    assert joined.sequence == event.sequence


async def test_a_token_does_nothing_for_who_is_there(house: House) -> None:
    """10. The organizer included."""
    event = await house.announced()
    await shared(house, event)
    for person in (ELENA, ANNA):
        assert await house.does(lambda w, p=person: Join(w, house.now)("secret-token", p)) == (event, False)  # type: ignore[misc]
        assert house.owed == []


async def test_an_unknown_token_opens_nothing(house: House) -> None:
    """11. Nor does the stored hash itself."""
    await shared(house, await house.announced())
    for token in ("", "other", hashlib.sha256(b"secret-token").hexdigest()):
        assert await house.refuses(lambda w, t=token: Join(w, house.now)(t, STRANGER)) is Why.INVITATION_GONE  # type: ignore[misc]


async def test_a_token_ends_with_its_event(house: House) -> None:
    """12. Also when that was moved; those who are in it still see it."""
    event = await house.announced()
    await shared(house, event)
    moved = replace(event.when, start=event.when.start + timedelta(days=9), end=event.when.end + timedelta(days=9))
    await house.sends(await house.editing(event, when=moved))
    house.clock.now = moved.end - timedelta(seconds=1)
    assert await house.refuses(lambda w: Join(w, house.now)("secret-token", STRANGER)) is None
    house.clock.now = moved.end
    assert await house.refuses(lambda w: Join(w, house.now)("secret-token", STRANGER)) is Why.INVITATION_GONE
    assert await house.refuses(lambda w: Join(w, house.now)("secret-token", ANNA)) is None


async def test_nobody_joins_a_cancelled_event(house: House) -> None:
    """13."""
    event = await house.announced()
    await shared(house, event)
    card = (await house.asks(lambda w: w.cards.of_event(event.id)))[0]
    await house.does(lambda w: Cancel(w, house.now)(card, ELENA))
    assert await house.refuses(lambda w: Join(w, house.now)("secret-token", STRANGER)) is Why.EVENT_CANCELLED


async def test_a_full_event_is_full(house: House) -> None:
    """14. By the link as in the form."""
    met = await house.crowd(ATTENDEES_LIMIT)
    event = await house.announced(invitees=tuple(Invitee(p.id) for p in met))
    await shared(house, event)
    assert await house.refuses(lambda w: Join(w, house.now)("secret-token", STRANGER)) is Why.TOO_MANY_ATTENDEES


async def test_somebody_is_met_once(house: House) -> None:
    """15. Again under another name: the same person."""
    first = await house.does(lambda w: Meet(w, POLICY)(3000, "Ольга", "olga"))
    again = await house.does(lambda w: Meet(w, POLICY)(3000, "Ольга Ким", "olgakim", "en"))
    assert (again.id, again.name, again.username, again.language) == (first.id, "Ольга Ким", "olgakim", "en")
    assert (first.language, first.zone, first.reach) == (POLICY.language, POLICY.zone, Reach.NEW)


async def test_who_comes_is_written_to_alone(house: House) -> None:
    """16. Anna was never told either, which is no business of whoever starts or joins."""
    everybody = (Attendee(ELENA, Role.CHAIR), Attendee(ANNA), Attendee(IVAN))
    event = await house.has(people=everybody)
    await shared(house, event)
    await house.does(lambda w: Start(w, house.now)(IVAN))
    assert house.letters() == [("invited", "Иван")]
    await house.does(lambda w: Join(w, house.now)("secret-token", STRANGER))
    assert house.letters() == [("invited", "Чужой")]
    assert await house.told() == {"Anna": 0, "Иван": 1, "Чужой": 2}


async def test_who_was_taken_off_the_list_does_not_come_back_by_the_link(house: House) -> None:
    """17. It opens nothing any more; the event can be shared anew, and other events' links are left alone."""
    event, other = (
        await house.announced(),
        await house.sends(await house.form(replace(DETAILS, invitees=())), alone=True),
    )
    await shared(house, event)
    await shared(house, other, "other-token")
    await house.sends(await house.editing(event, place="Зал"))
    assert await house.refuses(lambda w: Join(w, house.now)("secret-token", STRANGER)) is None
    await house.sends(await house.editing(await house.event(), invitees=(Invitee(ANNA.id),)))
    assert await house.refuses(lambda w: Join(w, house.now)("secret-token", ALEXANDER)) is Why.INVITATION_GONE
    assert await house.refuses(lambda w: Join(w, house.now)("other-token", ALEXANDER)) is None
    await shared(house, event, "new-token")
    assert await house.refuses(lambda w: Join(w, house.now)("new-token", STRANGER)) is None
