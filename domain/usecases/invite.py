"""Adds people to the invitees of a form, changes their roles, and removes them. All raise FORM_GONE."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.details import ATTENDEES_LIMIT, Invitee, Role
from domain.errors import Refusal, Why
from domain.form import Form
from domain.person import Person
from domain.phrases.usernames import Name
from domain.ports import UnitOfWork
from domain.usecases.shared.forms import own_form
from domain.usecases.shared.invitees import cannot_invite, find_invitees


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
        _refuse_too_many((*form.details.invitees, *new))
        return await self._save(form, (*form.details.invitees, *new))

    async def named(self, form_id: int, by: Person, names: Sequence[Name]) -> tuple[Form, tuple[Refusal, ...]]:
        """Adds those who can be added and closes the field, as after any typed value; a refusal for everybody else.

        If nobody can be, the field stays open. Raises TOO_MANY_ATTENDEES, the only refusal, or NO_ONE_CHOSEN.
        """
        form = await own_form(self.work, form_id, by)
        found, left_out = await find_invitees(self.work, by, names, form.details.invitees)
        if not found and len(left_out) < 2:
            raise next(iter(left_out), Refusal(Why.NO_ONE_CHOSEN))
        _refuse_too_many((*form.details.invitees, *found))
        if found:
            form = form.filled(invitees=(*form.details.invitees, *found))
            await self.work.forms.save(form)
        return form, tuple(left_out)

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


def _refuse_too_many(invitees: Sequence[Invitee]) -> None:
    if len(invitees) > ATTENDEES_LIMIT:
        raise Refusal(Why.TOO_MANY_ATTENDEES, limit=ATTENDEES_LIMIT)
