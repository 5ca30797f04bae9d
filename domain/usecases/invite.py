"""Adds people to the invitees of a form, changes their roles, and removes them. All raise FORM_GONE."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.details import ATTENDEES_LIMIT, Invitee, Role
from domain.errors import Refusal, Why
from domain.form import Form
from domain.person import Person
from domain.ports import UnitOfWork
from domain.usecases.shared.forms import own_form


@dataclass(frozen=True)
class Invite:
    work: UnitOfWork

    async def people(self, form_id: int, by: Person, people: Sequence[Person]) -> Form:
        """Adds those who can be added.

        Raises TOO_MANY_ATTENDEES, or if no one can be added: ATTENDEE_TWICE, ATTENDEE_IS_ORGANIZER, NO_ONE_CHOSEN.
        """
        form = await own_form(self.work, form_id, by)
        there = {i.person_id for i in form.details.invitees} | {by.id}
        new = tuple(dict.fromkeys(Invitee(p.id) for p in people if p.id not in there))
        if not new:
            raise cannot_invite(by, people)
        if len(form.details.invitees) + len(new) > ATTENDEES_LIMIT:
            raise Refusal(Why.TOO_MANY_ATTENDEES, limit=ATTENDEES_LIMIT)
        return await self._save(form, (*form.details.invitees, *new))

    async def usernames(self, form_id: int, by: Person, usernames: Sequence[str]) -> Form:
        """Adds people by their usernames, without @, and closes the field, as after any typed value.

        Raises UNKNOWN_USERNAME or ATTENDEE_IS_BOT for a username that no known person has, or as `people` does.
        """
        found = [(name, await self.work.people.by_username(name)) for name in usernames]
        unknown = next((name for name, person in found if person is None), None)
        if unknown is not None:
            raise unknown_username(unknown)
        form = await self.people(form_id, by, [person for _, person in found if person])
        closed = form.ask(None)
        await self.work.forms.save(closed)
        return closed

    async def role(self, form_id: int, by: Person, person_id: int, role: Role) -> Form:
        form = await own_form(self.work, form_id, by)
        changed = (Invitee(i.person_id, role) if i.person_id == person_id else i for i in form.details.invitees)
        return await self._save(form, tuple(changed))

    async def drop(self, form_id: int, by: Person, person_id: int) -> Form:
        form = await own_form(self.work, form_id, by)
        return await self._save(form, tuple(i for i in form.details.invitees if i.person_id != person_id))

    async def _save(self, form: Form, invitees: tuple[Invitee, ...]) -> Form:
        """Keeps the field open, since people rarely make one change only."""
        asking = form.asking
        changed = form.filled(invitees=invitees).ask(asking)
        await self.work.forms.save(changed)
        return changed


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
