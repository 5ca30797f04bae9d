"""Sets a person's conference address, which makes them a presenter in their conferences."""

from dataclasses import dataclass, replace

from domain.account import ConferenceAccount, domain_of, name_of, read_address
from domain.errors import Refusal, Why
from domain.person import Person
from domain.policy import Policy
from domain.ports import UnitOfWork


@dataclass(frozen=True)
class SetConferenceAddress:
    work: UnitOfWork
    policy: Policy

    async def __call__(self, by: Person, typed: str) -> tuple[Person, ConferenceAccount]:
        """The person with the address, and their account, which stays connected if its sign-in name is the same.

        Raises CONFERENCE_ADDRESS_INVALID, CONFERENCE_ADDRESS_FOREIGN for an address of another company, and
        CONFERENCE_ADDRESS_OF_BOT for the bot's own account.
        """
        address, user = read_address(typed)
        if domain_of(address) != self.policy.conference_domain:
            raise Refusal(Why.CONFERENCE_ADDRESS_FOREIGN, domain=self.policy.conference_domain)
        if self.policy.bot_account in {name_of(address), name_of(user)}:
            raise Refusal(Why.CONFERENCE_ADDRESS_OF_BOT)
        named = replace(by, conference_address=address)
        account = (await self.work.accounts.get(by.id) or ConferenceAccount(by.id, user)).named(user)
        await self.work.people.save(named)
        await self.work.accounts.save(account)
        return named, account
