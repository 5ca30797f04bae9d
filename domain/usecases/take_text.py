"""Takes what is typed while a form asks: for the value of its open field, or for an event of its own."""

from dataclasses import dataclass
from datetime import datetime

from domain.errors import Refusal, Why
from domain.form import Field, Form, Unclear
from domain.person import Person
from domain.phrases import is_whole_event, read_event
from domain.phrases.quick import QuickEvent
from domain.phrases.usernames import names_in, unmarked
from domain.ports import UnitOfWork
from domain.usecases.fill import Fill
from domain.usecases.invite import Invite
from domain.usecases.set_time import SetTime
from domain.usecases.shared.forms import own_form

Taken = tuple[Form, tuple[Refusal, ...]]
"""The form, and a refusal for everybody who was named and cannot be invited."""


@dataclass(frozen=True)
class TakeText:
    """All raise FORM_GONE, and OUTDATED_BUTTON when nothing is asked."""

    work: UnitOfWork
    now: datetime

    async def __call__(self, form_id: int, by: Person, typed: str) -> Taken:
        """Fills the open field, or asks about a text that reads as a whole event. Raises as for a typed value."""
        form = await own_form(self.work, form_id, by)
        if not is_whole_event(typed):
            return await self._fill(form, by, typed)
        if form.asking is Field.WHEN:
            self._read(typed, by)  # of an impossible time there is nothing to be asked
        return await self._save(form.unsure(typed)), ()

    async def as_value(self, form_id: int, by: Person) -> Taken:
        """The text was meant for the field. Of a whole event, the fields for time and people take only that."""
        form, unclear = await self._unclear(form_id, by)
        form = await self._save(form.ask(unclear.field))
        match unclear.field:
            case Field.WHEN:
                readings = self._read(unclear.text, by).readings
                return await SetTime(self.work, self.now).read(form.id, by, readings), ()
            case Field.INVITEES:
                return await Invite(self.work).named(form.id, by, self._read(unclear.text, by).usernames)
        return await self._fill(form, by, unclear.text)

    async def as_event(self, form_id: int, by: Person) -> tuple[Form, str]:
        """The text was meant as an event of its own: the form as it was before it, and the text."""
        form, unclear = await self._unclear(form_id, by)
        return await self._save(form.ask(None)), unclear.text

    async def _fill(self, form: Form, by: Person, typed: str) -> Taken:
        match form.asking:
            case Field.WHEN:
                return await SetTime(self.work, self.now).text(form.id, by, typed), ()
            case Field.INVITEES:
                return await Invite(self.work).named(form.id, by, names_in(typed))
        return await Fill(self.work).text(form.id, by, unmarked(typed)), ()

    def _read(self, typed: str, by: Person) -> QuickEvent:
        quick = read_event(typed, self.now, by.zone)
        if quick is None:
            raise Refusal(Why.OUTDATED_BUTTON)
        return quick

    async def _unclear(self, form_id: int, by: Person) -> tuple[Form, Unclear]:
        form = await own_form(self.work, form_id, by)
        if form.unclear is None:
            raise Refusal(Why.OUTDATED_BUTTON)
        return form, form.unclear

    async def _save(self, form: Form) -> Form:
        await self.work.forms.save(form)
        return form
