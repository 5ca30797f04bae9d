"""«Редактировать»: a form with the details of an event."""

from dataclasses import dataclass

from domain.form import Form
from domain.person import Person
from domain.policy import Policy
from domain.ports import UnitOfWork


@dataclass(frozen=True)
class Edit:
    work: UnitOfWork
    policy: Policy

    async def __call__(self, event_id: int, by: Person) -> Form:
        """Raises EVENT_GONE, NOT_INVITED, NOT_THE_ORGANIZER or EVENT_CANCELLED."""
        event = (await self.work.events.get(event_id)).organized_by(by.id).not_cancelled()
        offered = self.policy.conferences or event.conference is not None
        form = Form(0, by.id, event.details, event.id, event.details, event.link, event.left_link, offered)
        return await self.work.forms.add(form)
