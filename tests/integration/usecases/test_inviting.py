"""Who is invited in a form: picked, found by username, limited in number."""

from dataclasses import replace

import pytest

from domain.details import ATTENDEES_LIMIT, Invitee, Role
from domain.errors import Why
from domain.form import Field
from domain.person import Person
from domain.usecases.invite import Invite
from tests.integration.usecases.house import DETAILS, IVAN, STRANGER, House
from tests.make import ALEXANDER, ANNA, ELENA


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


@pytest.mark.parametrize(
    ("username", "why"),
    [("IVAN", None), ("nobody_here", Why.UNKNOWN_USERNAME), ("weather_bot", Why.ATTENDEE_IS_BOT)],
)
async def test_people_are_found_by_username(house: House, username: str, why: Why | None) -> None:
    """3. In any case of letters; one that is unknown adds none of the others either."""
    form = await house.form()
    assert await house.refuses(lambda w: Invite(w).usernames(form.id, ELENA, ["ivan", username])) is why


async def test_the_list_stays_open_while_people_are_tapped(house: House) -> None:
    """4. Roles set, people taken off; somebody who is not on it changes nothing."""
    form = await house.form(asking=Field.INVITEES)
    await house.does(lambda w: Invite(w).role(form.id, ELENA, ALEXANDER.id, Role.OPTIONAL))
    await house.does(lambda w: Invite(w).role(form.id, ELENA, STRANGER.id, Role.OPTIONAL))
    form = await house.keeps(lambda w: Invite(w).drop(form.id, ELENA, ANNA.id))
    assert (form.details.invitees, form.asking) == ((Invitee(ALEXANDER.id, Role.OPTIONAL),), Field.INVITEES)
