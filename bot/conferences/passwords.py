"""Passwords that people typed, tried on the Skype server."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.conferences.own_accounts import OwnAccounts
from bot.conferences.password_results import arrived, password_accepted
from bot.conferences.skype.client import UcwaMeetings
from bot.road.ports import Sender
from bot.settings.vault import Sealed
from domain.account import name_of
from domain.conference import OnlineMeetingsError, Trouble
from domain.messages.inbox import PasswordFailed
from domain.messages.outbox import ForgetAccount, TryPassword
from domain.road import DeliveryResult, End, OutboxRow, Units

log = logging.getLogger(__name__)

PAUSES = (2, 5)  # seconds; somebody sits there and waits


@dataclass
class PasswordSender:
    """`own` None: no Skype server is set up (any more)."""

    own: OwnAccounts | None
    units: Units
    clock: Callable[[], datetime]

    def senders(self) -> dict[type, Sender]:
        """By class of message."""
        return {TryPassword: self._try, ForgetAccount: self._forget}

    async def _try(self, row: OutboxRow, message: TryPassword) -> DeliveryResult:
        own = self.own
        if not await self._is_wanted(message.person, message.user):
            return DeliveryResult(row.id, End.DONE)
        if own is None:
            return self._failed(row, PasswordFailed(person=message.person, trouble=Trouble.MISCONFIGURED))
        try:
            config = own.config_of(message.user, own.vault.open(message.sealed))
        except Sealed:
            return self._failed(row, PasswordFailed(person=message.person))
        if await own.refused.holds(config):
            return self._failed(row, PasswordFailed(person=message.person, is_known=True))
        if until := await self._waits_until(message.user):
            return self._failed(row, PasswordFailed(person=message.person, until=until))
        return await self._sign_in(row, message, own.client(config))

    async def _sign_in(self, row: OutboxRow, message: TryPassword, meetings: UcwaMeetings) -> DeliveryResult:
        try:
            async with meetings:
                address = await meetings.prove()
        except OnlineMeetingsError as error:
            log.warning("The account of person %s was not connected: %s", message.person, error)
            if error.again and not meetings.is_in_doubt and row.attempts <= len(PAUSES):
                wait = error.wait or timedelta(seconds=PAUSES[row.attempts - 1])
                return DeliveryResult(row.id, End.AGAIN, str(error), self.clock() + wait)
            return self._failed(row, PasswordFailed(person=message.person, trouble=error.trouble))
        return DeliveryResult(row.id, End.DONE, arrived=password_accepted(row, message, address or ""))

    async def _forget(self, row: OutboxRow, message: ForgetAccount) -> DeliveryResult:
        if self.own is not None:
            await self.own.drop(message.person)
        return DeliveryResult(row.id, End.DONE)

    async def _is_wanted(self, person_id: int, user: str) -> bool:
        """They may have forgotten the account, or named another, while the password was on its way."""
        async with self.units.read() as work:
            account = await work.accounts.get(person_id)
        return account is not None and account.user == user

    async def _waits_until(self, user: str) -> datetime | None:
        async with self.units.read() as work:
            refused = await work.refused_passwords.get(name_of(user))
        return refused.waits_until(self.clock()) if refused else None

    def _failed(self, row: OutboxRow, failed: PasswordFailed) -> DeliveryResult:
        return DeliveryResult(row.id, End.DONE, arrived=arrived(row, failed))
