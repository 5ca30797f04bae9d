"""A new form: empty, or filled from one message."""

from dataclasses import dataclass
from datetime import datetime

from domain.details import ATTENDEES_LIMIT, Details
from domain.errors import Refusal, Why
from domain.form import Field, Form
from domain.person import Person
from domain.phrases import QuickEvent
from domain.policy import Policy
from domain.ports import UnitOfWork
from domain.usecases.fill import checked_text
from domain.usecases.set_time import scheduled
from domain.usecases.shared.invitees import find_invitees


@dataclass(frozen=True)
class Compose:
    work: UnitOfWork
    now: datetime
    policy: Policy

    async def __call__(self, by: Person) -> Form:
        """An empty form that asks for the title first. Raises NO_ACCESS."""
        self.policy.admit_organizer(by)
        return await self.work.forms.add(self._form(by, Details()).ask(Field.SUMMARY))

    async def from_message(self, by: Person, quick: QuickEvent) -> tuple[Form, tuple[Refusal, ...]]:
        """A form filled from one message, and a refusal for each thing in the message that was left out.

        Raises NO_ACCESS, TOO_MANY_ATTENDEES, or as `checked_text` does.
        """
        self.policy.admit_organizer(by)
        invitees, left_out = await find_invitees(self.work, by, quick.usernames)
        if len(invitees) > ATTENDEES_LIMIT:
            raise Refusal(Why.TOO_MANY_ATTENDEES, limit=ATTENDEES_LIMIT)
        if quick.conference and not self.policy.conferences:
            left_out.append(Refusal(Why.CONFERENCE_NOT_OFFERED))
        details = Details(
            summary=checked_text(Field.SUMMARY, quick.summary) if quick.summary.strip() else "",
            invitees=invitees,
            conference=quick.conference and self.policy.conferences,
            description=checked_text(Field.DESCRIPTION, quick.description) if quick.description.strip() else "",
        )
        form = scheduled(self._form(by, details), quick.readings, self.now)
        if not details.summary and not form.readings:
            form = form.ask(Field.SUMMARY)
        return await self.work.forms.add(form), tuple(left_out)

    def _form(self, by: Person, details: Details) -> Form:
        return Form(0, by.id, details, conference_offered=self.policy.conferences)
