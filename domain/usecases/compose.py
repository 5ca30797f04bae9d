"""A new form: empty, or filled from one message."""

from dataclasses import dataclass
from datetime import datetime

from domain.details import ATTENDEES_LIMIT, Details, Invitee
from domain.errors import Refusal, Why
from domain.form import Field, Form
from domain.person import Person
from domain.phrases import QuickEvent
from domain.policy import Policy
from domain.ports import UnitOfWork
from domain.usecases.fill import checked_text
from domain.usecases.schedule import scheduled


@dataclass(frozen=True)
class Compose:
    work: UnitOfWork
    now: datetime
    policy: Policy

    async def __call__(self, by: Person) -> Form:
        """An empty form that asks for the title first. Raises NO_ACCESS."""
        self.policy.admit_organizer(by.telegram_id)
        return await self.work.forms.add(self._form(by, Details()).ask(Field.SUMMARY))

    async def quickly(self, by: Person, quick: QuickEvent) -> tuple[Form, tuple[str, ...]]:
        """A form filled from one message, and the @usernames in it that nobody here is known by.

        Raises NO_ACCESS, TOO_MANY_ATTENDEES, or what the texts are refused for.
        """
        self.policy.admit_organizer(by.telegram_id)
        found = [(name, await self.work.people.by_username(name)) for name in quick.usernames]
        invitees = tuple(dict.fromkeys(Invitee(p.id) for _, p in found if p and p.id != by.id))
        if len(invitees) > ATTENDEES_LIMIT:
            raise Refusal(Why.TOO_MANY_ATTENDEES, limit=ATTENDEES_LIMIT)
        details = Details(
            summary=checked_text(Field.SUMMARY, quick.summary) if quick.summary.strip() else "",
            invitees=invitees,
            conference=quick.skype and self.policy.skype,
            description=checked_text(Field.DESCRIPTION, quick.description) if quick.description.strip() else "",
        )
        form = scheduled(self._form(by, details), quick.readings, self.now)
        if not details.summary and not form.readings:
            form = form.ask(Field.SUMMARY)
        return await self.work.forms.add(form), tuple(name for name, person in found if person is None)

    def _form(self, by: Person, details: Details) -> Form:
        return Form(0, by.id, details, skype_offered=self.policy.skype)
