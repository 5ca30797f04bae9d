"""Invitation links: whom they let in, and when they end."""

import hashlib
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from bot.telegram.invitation_tokens import invitation_tokens
from domain.attendee import Attendee
from domain.details import ATTENDEES_LIMIT, Invitee, Role
from domain.errors import Why
from domain.event import Event
from domain.usecases.cancel import Cancel
from domain.usecases.share import LINK_TTL, Join, Share
from domain.usecases.start import Start
from storage.tables.events import invitations
from tests.integration.usecases.house import DETAILS, IVAN, STRANGER, House
from tests.make import ALEXANDER, ANNA, ELENA, telegram_of


async def shared(house: House, event: Event, token: str = "secret-token") -> None:
    await house.does(lambda w: Share(w, house.now, lambda _event: token)(event.id, ELENA))


async def test_only_the_hash_of_a_token_is_stored(house: House) -> None:
    """8. A stolen database opens no event."""
    await shared(house, await house.announced())
    async with house.units.engine.reader.begin() as connection:
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


async def test_who_comes_is_written_to_alone(house: House) -> None:
    """16. Anna was never told either, which is no business of whoever starts or joins."""
    everybody = (Attendee(ELENA, Role.CHAIR), Attendee(ANNA), Attendee(IVAN))
    event = await house.has(people=everybody)
    await shared(house, event)
    await house.does(lambda w: Start(w, house.now)(IVAN, telegram_of(IVAN)))
    assert house.letters() == [("invited", "Иван")]
    await house.does(lambda w: Join(w, house.now)("secret-token", STRANGER))
    assert house.letters() == [("invited", "Чужой")]
    assert await house.told() == {"Anna": 0, "Иван": 1, "Чужой": 2}


async def test_who_was_taken_off_the_list_does_not_come_back_by_the_link(house: House) -> None:
    """17. It opens nothing any more; the event can be shared anew, and other events' links are left alone."""
    event, other = (
        await house.announced(),
        await house.sends(await house.form(replace(DETAILS, invitees=())), without_attendees=True),
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


async def test_shared_again_it_has_the_same_link(house: House) -> None:
    """18. Which from then on lives as long as a new one."""
    event = await house.announced()
    await shared(house, event)
    house.clock.now += timedelta(days=20)
    await shared(house, event)
    async with house.units.engine.reader.begin() as connection:
        (stored,) = (await connection.execute(select(invitations))).all()
    assert stored.expires_at == house.now + LINK_TTL


async def test_the_link_after_somebody_was_taken_off_is_a_new_one(house: House) -> None:
    """19. Made from the event alone, it would be the one that they know."""
    event = await house.announced()
    share = invitation_tokens("42:secret")
    _, known = await house.does(lambda w: Share(w, house.now, share)(event.id, ELENA))
    await house.sends(await house.editing(event, invitees=(Invitee(ANNA.id),)))
    _, fresh = await house.does(lambda w: Share(w, house.now, share)(event.id, ELENA))
    assert await house.refuses(lambda w: Join(w, house.now)(known, ALEXANDER)) is Why.INVITATION_GONE
    assert await house.refuses(lambda w: Join(w, house.now)(fresh, STRANGER)) is None
