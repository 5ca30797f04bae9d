"""Who is invited in a form: picked, found by username, limited in number."""

from dataclasses import replace

import pytest

from domain.details import ATTENDEES_LIMIT, Invitee, Role
from domain.errors import Why
from domain.form import Field
from domain.person import Person
from domain.phrases.usernames import Name
from domain.usecases.invite import Invite
from tests.integration.usecases.house import DETAILS, IVAN, STRANGER, House
from tests.make import ALEXANDER, ANNA, ELENA, telegram_of


@pytest.mark.parametrize(
    ("people", "why"),
    [
        ([], Why.NO_ONE_CHOSEN),
        ([ELENA], Why.ATTENDEE_IS_ORGANIZER),
        ([ALEXANDER], Why.ATTENDEE_TWICE),
        ([ALEXANDER, ELENA], Why.ATTENDEE_TWICE),
        ([ALEXANDER, IVAN], None),
        ([IVAN, IVAN], None),
    ],
)
async def test_whoever_can_be_added_is_added(house: House, people: list[Person], why: Why | None) -> None:
    """1. It is refused only when nobody can."""
    form = await house.form()
    assert await house.refuses(lambda w: Invite(w).people(form.id, ELENA, people)) is why
    if why is None:
        form = await house.keeps(lambda w: Invite(w).people(form.id, ELENA, people))
        assert form.details.invitees == (*DETAILS.invitees, Invitee(IVAN.id))


async def test_the_list_has_a_limit(house: House) -> None:
    """2. The last place can be taken, one more cannot."""
    met = await house.crowd(ATTENDEES_LIMIT)
    form = await house.form(replace(DETAILS, invitees=tuple(Invitee(p.id) for p in met[:-1])))
    assert await house.refuses(lambda w: Invite(w).people(form.id, ELENA, [met[-1]])) is None
    refused = await house.refuses(lambda w: Invite(w).people(form.id, ELENA, [met[-1], IVAN]))
    assert refused is Why.TOO_MANY_ATTENDEES


async def test_people_are_found_by_name(house: House) -> None:
    """3. In any case of letters, or by their id; everybody else who was named is told of, as after a whole event."""
    form = await house.form(asking=Field.INVITEES)
    names: list[Name] = ["IVAN", "nobody_here", "weather_bot", "ivan", int(telegram_of(STRANGER).value)]
    form, left_out = await house.does(lambda w: Invite(w).named(form.id, ELENA, names))
    assert form.details.invitees == (*DETAILS.invitees, Invitee(IVAN.id), Invitee(STRANGER.id))
    assert form.asking is None
    assert [refusal.why for refusal in left_out] == [Why.UNKNOWN_USERNAME, Why.ATTENDEE_IS_BOT, Why.ATTENDEE_TWICE]


async def test_nobody_is_found(house: House) -> None:
    """3a. The list stays open, and all of them are told of."""
    form = await house.form(asking=Field.INVITEES)
    assert await house.refuses(lambda w: Invite(w).named(form.id, ELENA, ["nobody_here"])) is Why.UNKNOWN_USERNAME
    assert await house.refuses(lambda w: Invite(w).named(form.id, ELENA, [])) is Why.NO_ONE_CHOSEN
    kept, left_out = await house.does(lambda w: Invite(w).named(form.id, ELENA, ["nobody_here", "nor_here"]))
    assert (kept, len(left_out)) == (form, 2)


async def test_the_list_stays_open_while_people_are_tapped(house: House) -> None:
    """4. Roles set, people taken off; somebody who is not on it changes nothing."""
    form = await house.form(asking=Field.INVITEES)
    await house.does(lambda w: Invite(w).role(form.id, ELENA, ALEXANDER.id, Role.OPTIONAL))
    await house.does(lambda w: Invite(w).role(form.id, ELENA, STRANGER.id, Role.OPTIONAL))
    form = await house.keeps(lambda w: Invite(w).drop(form.id, ELENA, ANNA.id))
    assert (form.details.invitees, form.asking) == ((Invitee(ALEXANDER.id, Role.OPTIONAL),), Field.INVITEES)
