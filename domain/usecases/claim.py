"""/skype: the SIP address of a person, who presents in their own conferences from now on."""

from dataclasses import dataclass, replace

from domain.account import SkypeAccount, domain_of, name_of, read_address
from domain.errors import Refusal, Why
from domain.person import Person
from domain.policy import Policy
from domain.ports import UnitOfWork


@dataclass(frozen=True)
class Claim:
    work: UnitOfWork
    policy: Policy

    async def __call__(self, by: Person, typed: str) -> tuple[Person, SkypeAccount]:
        """The person with the address, and the account, which stays connected if its name for signing in is the same.

        Raises SIP_ADDRESS, SIP_DOMAIN for an address of another company, SIP_OF_THE_BOT for the bot's own account.
        """
        address, user = read_address(typed)
        if domain_of(address) != self.policy.sip_domain:
            raise Refusal(Why.SIP_DOMAIN, domain=self.policy.sip_domain)
        if self.policy.sip_bot in {name_of(address), name_of(user)}:
            raise Refusal(Why.SIP_OF_THE_BOT)
        named = replace(by, sip=address)
        account = (await self.work.accounts.get(by.id) or SkypeAccount(by.id, user)).named(user)
        await self.work.people.save(named)
        await self.work.accounts.save(account)
        return named, account
