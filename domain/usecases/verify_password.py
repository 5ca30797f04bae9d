"""Verifies the password of a person's own account, by signing in with it, before it is stored."""

from dataclasses import dataclass, replace
from datetime import datetime

from domain.account import ConferenceAccount, domain_of, name_of
from domain.errors import Refusal, Why
from domain.messages.outbox import TryPassword
from domain.outbox import Outgoing
from domain.person import Person
from domain.ports import UnitOfWork


@dataclass(frozen=True)
class VerifyPassword:
    work: UnitOfWork
    now: datetime

    async def ask(self, by: Person) -> ConferenceAccount:
        """The account whose password may be typed now.

        Raises CONFERENCE_ADDRESS_MISSING without an address, and PASSWORDS_WAIT while one more wrong password could
        lock the account.
        """
        account = await self.work.accounts.get(by.id)
        if account is None:
            raise Refusal(Why.CONFERENCE_ADDRESS_MISSING)
        refused = await self.work.refused_passwords.get(name_of(account.user))
        if refused and (until := refused.waits_until(self.now)):
            raise Refusal(Why.PASSWORDS_WAIT, until=until)
        return account

    async def __call__(self, by: Person, sealed: str) -> ConferenceAccount:
        """Posts an attempt to sign in with the password that was typed (`sealed`: encrypted). Raises as `ask` does."""
        account = await self.ask(by)
        await self.work.outbox.post(_attempt(account, sealed))
        return account

    async def verified(self, person_id: int, user: str, sealed: str, address: str) -> Person | None:
        """The server accepted the password; `address` is theirs there. None if they have named another account since.

        Stores the password, and the server's address instead of the typed one if both are of the same domain.
        """
        account = await self.work.accounts.get(person_id)
        if account is None or account.user != user:
            return None
        await self.work.accounts.save(account.connected(sealed))
        person = await self.work.people.get(person_id)
        if domain_of(address) == domain_of(person.conference_address or ""):
            person = replace(person, conference_address=address.lower())
            await self.work.people.save(person)
        return person


def _attempt(account: ConferenceAccount, sealed: str) -> Outgoing:
    """In a lane per account, not per person, since each attempt has to know of the refusals before it."""
    message = TryPassword(person=account.person_id, user=account.user, sealed=sealed)
    return Outgoing(f"prove:{name_of(account.user)}", message)
