"""Fills the text fields of a form, switches its conference, and opens and closes fields. All raise FORM_GONE."""

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
        """Opens `field`; None closes the open one."""
        return await self._save((await own_form(self.work, form_id, by)).ask(field))

    async def text(self, form_id: int, by: Person, typed: str) -> Form:
        """Fills the open text field. After the title of a new event, opens its time.

        Raises OUTDATED_BUTTON if no text field is open, or as `checked_text` does.
        """
        form = await own_form(self.work, form_id, by)
        if form.asking not in LIMITS:
            raise Refusal(Why.OUTDATED_BUTTON)
        filled = form.filled(**{form.asking: checked_text(form.asking, typed)})
        asks_on = form.asking is Field.SUMMARY and filled.is_new and filled.details.when is None
        return await self._save(filled.ask(Field.WHEN) if asks_on else filled)

    async def clear(self, form_id: int, by: Person, field: Field) -> Form:
        """Clears the place or the description; raises OUTDATED_BUTTON for any other field."""
        if field not in {Field.PLACE, Field.DESCRIPTION}:
            raise Refusal(Why.OUTDATED_BUTTON)
        return await self._save((await own_form(self.work, form_id, by)).filled(**{field: ""}))

    async def conference(self, form_id: int, by: Person, wanted: bool) -> Form:
        """Switches the conference on or off; the room is made or deleted when the form is sent.

        Raises CONFERENCE_NOT_OFFERED.
        """
        form = await own_form(self.work, form_id, by)
        if wanted and not form.conference_offered:
            raise Refusal(Why.CONFERENCE_NOT_OFFERED)
        return await self._save(form.filled(conference=wanted))

    async def unlink(self, form_id: int, by: Person) -> Form:
        """Removes the leftover link from the description."""
        return await self._save((await own_form(self.work, form_id, by)).without_link())

    async def _save(self, form: Form) -> Form:
        await self.work.forms.save(form)
        return form
