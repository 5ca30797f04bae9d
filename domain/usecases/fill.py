"""Fields of a form that are text, the switch of the conference, and which field is open."""

from dataclasses import dataclass

from domain.details import DESCRIPTION_LIMIT, PLACE_LIMIT, SUMMARY_LIMIT
from domain.errors import Refusal, Why
from domain.form import Field, Form
from domain.person import Person
from domain.ports import UnitOfWork
from domain.text import checked, clean, clean_line
from domain.usecases.shared.forms import own_form

LIMITS = {Field.SUMMARY: SUMMARY_LIMIT, Field.PLACE: PLACE_LIMIT, Field.DESCRIPTION: DESCRIPTION_LIMIT}


def checked_text(field: Field, typed: str) -> str:
    """What was typed, cleaned; raises EMPTY or TOO_LONG."""
    cleaned = clean(typed) if field is Field.DESCRIPTION else clean_line(typed)
    return checked(cleaned, field, LIMITS[field])


@dataclass(frozen=True)
class Fill:
    work: UnitOfWork

    async def ask(self, form_id: int, by: Person, field: Field | None) -> Form:
        """Opens a field, or closes the one that is open."""
        return await self._save((await own_form(self.work, form_id, by)).ask(field))

    async def text(self, form_id: int, by: Person, typed: str) -> Form:
        """Fills the text field that is open. The title of a new event is followed by the question for its time."""
        form = await own_form(self.work, form_id, by)
        if form.asking not in LIMITS:
            raise Refusal(Why.OUTDATED_BUTTON)
        filled = form.filled(**{form.asking: checked_text(form.asking, typed)})
        asks_on = form.asking is Field.SUMMARY and filled.is_new and filled.details.when is None
        return await self._save(filled.ask(Field.WHEN) if asks_on else filled)

    async def clear(self, form_id: int, by: Person, field: Field) -> Form:
        """Takes the text of the place or the description out again."""
        if field not in {Field.PLACE, Field.DESCRIPTION}:
            raise Refusal(Why.OUTDATED_BUTTON)
        return await self._save((await own_form(self.work, form_id, by)).filled(**{field: ""}))

    async def conference(self, form_id: int, by: Person, wanted: bool) -> Form:
        """Switches the conference on or off; nothing happens on the server before the form is sent."""
        form = await own_form(self.work, form_id, by)
        if wanted and not form.conference_offered:
            raise Refusal(Why.CONFERENCE_NOT_OFFERED)
        return await self._save(form.filled(conference=wanted))

    async def unlink(self, form_id: int, by: Person) -> Form:
        """Takes the link that was left behind out of the description."""
        return await self._save((await own_form(self.work, form_id, by)).without_link())

    async def _save(self, form: Form) -> Form:
        await self.work.forms.save(form)
        return form
