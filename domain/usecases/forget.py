"""Deletes a person's account for conferences, with its password and their conference address."""

from dataclasses import dataclass, replace
from datetime import datetime

from domain.messages.outbox import ForgetAccount
from domain.outbox import Outgoing
from domain.person import Person
from domain.ports import UnitOfWork


@dataclass(frozen=True)
class Forget:
    work: UnitOfWork
    now: datetime

    async def __call__(self, by: Person) -> int:
        """The number of coming events with rooms on that account, which the bot can no longer change or delete."""
        left = await self.work.accounts.rooms(by.id, self.now)
        await self.work.people.save(replace(by, conference_address=None))
        await self.work.accounts.remove(by.id)
        await self.work.outbox.post(Outgoing(f"forget:{by.id}", ForgetAccount(person=by.id)))
        return left
