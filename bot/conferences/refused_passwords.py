"""Sign-ins that a server refused, remembered across restarts: not the passwords, but what they are known again by."""

import asyncio
import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime

from bot.conferences.skype.config import SkypeConfig
from bot.conferences.skype.refused import RefusedPasswords, Turns
from domain.account import Refusals, name_of
from domain.road import Units

# 16 MiB and 50 ms a guess (RFC 7914): somebody with the database in hand should not find out what was mistyped.
COST, BLOCKS, PARALLEL = 2**14, 8, 1
SALT_BYTES = 16


class StoredRefusals(Turns):
    """bot.conferences.skype.refused.RefusedPasswords, in units of work of its own.

    A crash between the server's answer and `add` costs one more try of the same password after the restart.
    """

    def __init__(self, units: Units, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._units = units
        self._clock = clock

    async def holds(self, config: SkypeConfig) -> bool:
        known = await self._known(config)
        return known is not None and await _fingerprint(config, known.salt) in known.fingerprints

    async def add(self, config: SkypeConfig) -> None:
        known, now = await self._known(config), self._clock()
        salt = known.salt if known else secrets.token_hex(SALT_BYTES)
        fingerprint = await _fingerprint(config, salt)
        new = Refusals(name_of(config.user), salt, (fingerprint,), 1, now)
        async with self._units.write() as work:
            # Another task may have been quicker, with a salt of its own.
            known = await work.refused_passwords.get(new.name)
            await work.refused_passwords.save(known.again(fingerprint, now) if known and known.salt == salt else new)

    async def drop(self, config: SkypeConfig) -> None:
        if await self._known(config) is None:
            return
        async with self._units.write() as work:
            await work.refused_passwords.remove(name_of(config.user))

    async def _known(self, config: SkypeConfig) -> Refusals | None:
        async with self._units.read() as work:
            return await work.refused_passwords.get(name_of(config.user))


class InSpite:
    """For an administrator who tries on purpose: what was refused is tried once more, and what comes of it is kept."""

    def __init__(self, stored: RefusedPasswords) -> None:
        self.add, self.drop, self.turn = stored.add, stored.drop, stored.turn

    async def holds(self, _config: SkypeConfig) -> bool:
        return False


async def _fingerprint(config: SkypeConfig, salt: str) -> str:
    """Of everything that would have to change for the server to answer differently."""
    parts = (config.domain, config.root_url or "", config.user.lower(), config.password.get_secret_value())
    return await asyncio.to_thread(_scrypt, "\0".join(parts).encode(), bytes.fromhex(salt))


def _scrypt(secret: bytes, salt: bytes) -> str:
    return hashlib.scrypt(secret, salt=salt, n=COST, r=BLOCKS, p=PARALLEL).hex()
