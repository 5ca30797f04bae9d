"""Finds the people who are named to be invited."""

from collections.abc import Sequence

from domain.address import on_telegram
from domain.details import Invitee
from domain.errors import Refusal, Why
from domain.person import Person
from domain.phrases.usernames import Name
from domain.ports import UnitOfWork


async def find_invitees(
    work: UnitOfWork, by: Person, names: Sequence[Name], there: Sequence[Invitee] = ()
) -> tuple[tuple[Invitee, ...], list[Refusal]]:
    """Those who can be invited besides `there`, and a refusal for everybody else who was named."""
    known = {i.person_id for i in there}
    found: dict[int, Invitee] = {}
    left_out = []
    for name in names:
        person = await _person(work, name)
        if person is None:
            left_out.append(unknown_username(str(name)))
        elif person.id == by.id or person.id in known or person.id in found:
            left_out.append(cannot_invite(by, [person]))
        else:
            found[person.id] = Invitee(person.id)
    return tuple(found.values()), left_out


async def _person(work: UnitOfWork, name: Name) -> Person | None:
    if isinstance(name, int):
        return await work.people.by_address(on_telegram(name))
    return await work.people.by_username(name)


def cannot_invite(by: Person, people: Sequence[Person]) -> Refusal:
    """Why none of these people can be added."""
    if not people:
        return Refusal(Why.NO_ONE_CHOSEN)
    if people[0].id == by.id:
        return Refusal(Why.ATTENDEE_IS_ORGANIZER)
    return Refusal(Why.ATTENDEE_TWICE, name=people[0].name)


def unknown_username(username: str) -> Refusal:
    """Why an unknown username cannot be added. All usernames of bots end with "bot" (Telegram, BotFather)."""
    if username.lower().endswith("bot"):
        return Refusal(Why.ATTENDEE_IS_BOT, name=f"@{username}")
    return Refusal(Why.UNKNOWN_USERNAME, username=username)
