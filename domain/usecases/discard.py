"""«Не сохранять»: deletes a form with everything that was not sent."""

from dataclasses import dataclass

from domain.event import Event
from domain.person import Person
from domain.ports import UnitOfWork
from domain.usecases.shared.forms import close_form, own_form


@dataclass(frozen=True)
class Discard:
    work: UnitOfWork

    async def __call__(self, form_id: int, by: Person) -> Event | None:
        """The event that the card shows again; None if the form was for a new one. Raises FORM_GONE."""
        form = await own_form(self.work, form_id, by)
        event = await self.work.events.get(form.event_id) if form.event_id is not None else None
        await close_form(self.work, form, event)
        return event
