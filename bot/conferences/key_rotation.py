"""Encrypts stored passwords with the newest key at every start, so that an old key can be removed after it."""

import logging
from dataclasses import replace

from bot.settings.vault import DecryptionFailed, Vault
from domain.road import Units

log = logging.getLogger(__name__)


async def rotate(units: Units, vault: Vault) -> None:
    """A unit of work per account: if it is killed, the next start goes on. A password that no key decrypts is left."""
    async with units.read() as work:
        accounts = await work.accounts.all()
    for account in accounts:
        if account.is_connected:
            await _renew(units, vault, account.person_id)


async def _renew(units: Units, vault: Vault, person_id: int) -> None:
    async with units.write() as work:
        account = await work.accounts.get(person_id)
        if account is None or not account.is_connected:
            return
        try:
            renewed = vault.renewed(account.secret)
        except DecryptionFailed:
            log.warning(
                "No key of PLANERKA_SECRET_KEYS opens the password of person %s; they have to connect again",
                person_id,
            )
            return
        if renewed is not None:
            await work.accounts.save(replace(account, secret=renewed))
