"""Passwords that people typed, tried on the conference server before they are stored."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.conferences.password_results import arrived, password_accepted
from bot.conferences.personal_accounts import PersonalAccounts
from bot.conferences.ports import AccountClient
from bot.road.ports import Sender
from bot.settings.vault import DecryptionFailed
from domain.account import name_of
from domain.conference import Trouble
from domain.conference_server import ConferenceError
from domain.messages.inbox import PasswordFailed
from domain.messages.outbox import ForgetAccount, TryPassword
from domain.road import DeliveryResult, End, OutboxRow, Units

log = logging.getLogger(__name__)

PAUSES = (2, 5)  # seconds; the person is waiting for the answer


@dataclass
class PasswordSender:
    """`accounts` None: no conference server is set up (any more)."""

    accounts: PersonalAccounts | None
    units: Units
    clock: Callable[[], datetime]

    def senders(self) -> dict[type, Sender]:
        """By class of message."""
        return {TryPassword: self._try, ForgetAccount: self._forget}

    async def _try(self, row: OutboxRow, message: TryPassword) -> DeliveryResult:
        accounts = self.accounts
        if not await self._is_wanted(message.person, message.user):
            return DeliveryResult(row.id, End.DONE)
        if accounts is None:
            return self._failed(row, PasswordFailed(person=message.person, trouble=Trouble.MISCONFIGURED))
        try:
            client = accounts.new_client(message.user, accounts.vault.open(message.sealed))
        except DecryptionFailed:
            return self._failed(row, PasswordFailed(person=message.person))
        if await client.was_refused():
            return self._failed(row, PasswordFailed(person=message.person, is_known=True))
        if until := await self._waits_until(message.user):
            return self._failed(row, PasswordFailed(person=message.person, until=until))
        return await self._sign_in(row, message, client)

    async def _sign_in(self, row: OutboxRow, message: TryPassword, client: AccountClient) -> DeliveryResult:
        try:
            address = await _verify_once(client)
        except ConferenceError as error:
            log.warning("The account of person %s was not connected: %s", message.person, error)
            if error.again and not client.is_password_unanswered and row.attempts < len(PAUSES):
                wait = error.wait or timedelta(seconds=PAUSES[row.attempts])
                return DeliveryResult(row.id, End.AGAIN, str(error), self.clock() + wait)
            return self._failed(row, PasswordFailed(person=message.person, trouble=error.trouble))
        return DeliveryResult(row.id, End.DONE, arrived=password_accepted(row, message, address or ""))

    async def _forget(self, row: OutboxRow, message: ForgetAccount) -> DeliveryResult:
        if self.accounts is not None:
            await self.accounts.drop(message.person)
        return DeliveryResult(row.id, End.DONE)

    async def _is_wanted(self, person_id: int, user: str) -> bool:
        """The person may have removed the account, or named another one, since the row was posted."""
        async with self.units.read() as work:
            account = await work.accounts.get(person_id)
        return account is not None and account.user == user

    async def _waits_until(self, user: str) -> datetime | None:
        async with self.units.read() as work:
            refused = await work.refused_passwords.get(name_of(user))
        return refused.waits_until(self.clock()) if refused else None

    def _failed(self, row: OutboxRow, failed: PasswordFailed) -> DeliveryResult:
        return DeliveryResult(row.id, End.DONE, arrived=arrived(row, failed))


async def _verify_once(client: AccountClient) -> str | None:
    try:
        return await client.verify()
    finally:
        await client.close()
