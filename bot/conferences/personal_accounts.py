"""Clients of the accounts that people connected: made when they are needed, kept until the account changes."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass

from pydantic import SecretStr

from bot.conferences.ports import AccountClient, ClientFactory
from bot.settings.vault import DecryptionFailed, Vault
from domain.account import ConferenceAccount
from domain.conference import Trouble
from domain.conference_server import ConferenceError
from domain.road import Units

MAX_CLIENTS = 20  # the least recently used one beyond is signed out


@dataclass
class PersonalAccounts:
    """`new_client` makes a client without sending anything."""

    units: Units
    vault: Vault
    new_client: ClientFactory

    def __post_init__(self) -> None:
        self._kept: OrderedDict[int, tuple[ConferenceAccount, AccountClient]] = OrderedDict()

    async def is_connected(self, person_id: int) -> bool:
        account = await self._account(person_id)
        return account is not None and account.is_connected

    async def client(self, person_id: int) -> AccountClient:
        """The client of that person's account. Raises ConferenceError (NO_ACCOUNT)."""
        account = await self._account(person_id)
        if account is None or not account.is_connected:
            await self.drop(person_id)
            raise ConferenceError(Trouble.NO_ACCOUNT, f"person {person_id} has no account connected", again=False)
        known, client = self._kept.get(person_id, (None, None))
        if client is not None and known == account:
            self._kept.move_to_end(person_id)
            return client
        new = self.new_client(account.user, self._password(account))
        self._kept[person_id] = account, new
        self._kept.move_to_end(person_id)
        if client is not None:
            await client.close()
        if len(self._kept) > MAX_CLIENTS:
            await self.drop(next(iter(self._kept)))
        return new

    async def drop(self, person_id: int) -> None:
        """Signs out, if it was signed in; the password leaves the memory."""
        _, client = self._kept.pop(person_id, (None, None))
        if client is not None:
            await client.close()

    async def close(self) -> None:
        """All at once: a server that hangs would otherwise delay shutting down once per account."""
        await asyncio.gather(*(self.drop(person_id) for person_id in list(self._kept)))

    def _password(self, account: ConferenceAccount) -> SecretStr:
        try:
            return self.vault.open(account.secret)
        except DecryptionFailed:
            detail = f"no key opens the password of person {account.person_id}"
            raise ConferenceError(Trouble.NO_ACCOUNT, detail, again=False) from None

    async def _account(self, person_id: int) -> ConferenceAccount | None:
        async with self.units.read() as work:
            return await work.accounts.get(person_id)
