"""Clients of the accounts that people connected, made when they are needed and kept while they are."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, replace

from pydantic import SecretStr

from bot.conferences.skype.client import UcwaMeetings
from bot.conferences.skype.config import SkypeConfig
from bot.conferences.skype.http import Wire
from bot.conferences.skype.refused import RefusedPasswords
from bot.settings.vault import Sealed, Vault
from domain.account import SkypeAccount
from domain.conference import OnlineMeetingsError, Trouble
from domain.road import Units

KEPT = 20  # clients; whoever was not asked for lately signs in anew


@dataclass
class OwnAccounts:
    """All accounts share the bot's server, options and connections; only name and password are their own."""

    units: Units
    vault: Vault
    config: SkypeConfig
    wire: Wire
    refused: RefusedPasswords

    def __post_init__(self) -> None:
        self._kept: OrderedDict[int, tuple[SkypeAccount, UcwaMeetings]] = OrderedDict()

    async def is_connected(self, person_id: int) -> bool:
        account = await self._account(person_id)
        return account is not None and account.is_connected

    async def meetings(self, person_id: int) -> UcwaMeetings:
        """The rooms of that person's account. Raises OnlineMeetingsError (NO_ACCOUNT)."""
        account = await self._account(person_id)
        if account is None or not account.is_connected:
            await self.drop(person_id)
            raise OnlineMeetingsError(Trouble.NO_ACCOUNT, f"person {person_id} has no account connected", again=False)
        known, client = self._kept.get(person_id, (None, None))
        if client is not None and known == account:
            self._kept.move_to_end(person_id)
            return client
        new = self.client(self.config_of(account.user, self._password(account)))
        self._kept[person_id] = account, new
        self._kept.move_to_end(person_id)
        if client is not None:
            await client.close()
        if len(self._kept) > KEPT:
            await self.drop(next(iter(self._kept)))
        return new

    def config_of(self, user: str, password: SecretStr) -> SkypeConfig:
        return replace(self.config, user=user, password=password)

    def client(self, config: SkypeConfig) -> UcwaMeetings:
        return UcwaMeetings(config, wire=self.wire, refused=self.refused)

    async def drop(self, person_id: int) -> None:
        """Signs out, if it was signed in; the password leaves the memory."""
        _, client = self._kept.pop(person_id, (None, None))
        if client is not None:
            await client.close()

    async def close(self) -> None:
        """All at once: a server that hangs would else hold up the end of the bot for each of them."""
        await asyncio.gather(*(self.drop(person_id) for person_id in list(self._kept)))

    def _password(self, account: SkypeAccount) -> SecretStr:
        try:
            return self.vault.open(account.secret)
        except Sealed:
            detail = f"no key opens the password of person {account.person_id}"
            raise OnlineMeetingsError(Trouble.NO_ACCOUNT, detail, again=False) from None

    async def _account(self, person_id: int) -> SkypeAccount | None:
        async with self.units.read() as work:
            return await work.accounts.get(person_id)
