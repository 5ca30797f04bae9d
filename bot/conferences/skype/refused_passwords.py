"""Passwords that the server has refused: none of them is sent again by itself, because repeats lock accounts."""

import asyncio
import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Protocol
from weakref import WeakValueDictionary

from bot.conferences.skype.config import SkypeConfig
from domain.account import PasswordRefusals, name_of
from domain.road import Units

# 16 MiB and 50 ms a guess (RFC 7914): a copy of the database must not give away passwords that are almost right.
SCRYPT_N, SCRYPT_R, SCRYPT_P = 2**14, 8, 1
SALT_BYTES = 16


class RefusedPasswords(Protocol):
    """Remembers a refusal until server, name or password change in the configuration."""

    def sign_in_lock(self, config: SkypeConfig) -> asyncio.Lock:
        """Held while a password of the account is tried: the next try must know how this one ended."""
        ...

    async def holds(self, config: SkypeConfig) -> bool:
        """Whether signing in with this configuration was refused before."""
        ...

    async def add(self, config: SkypeConfig) -> None:
        """It was refused just now."""
        ...

    async def drop(self, config: SkypeConfig) -> None:
        """It was accepted after all."""
        ...


class SignInLocks:
    """RefusedPasswords.sign_in_lock: one lock per account, however its name is spelled."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def sign_in_lock(self, config: SkypeConfig) -> asyncio.Lock:
        return self._locks.setdefault(name_of(config.user), asyncio.Lock())


class InMemory(SignInLocks):
    """RefusedPasswords as long as the process lives."""

    def __init__(self) -> None:
        super().__init__()
        self._refused: set[tuple[str, ...]] = set()

    async def holds(self, config: SkypeConfig) -> bool:
        return _identity(config) in self._refused

    async def add(self, config: SkypeConfig) -> None:
        self._refused.add(_identity(config))

    async def drop(self, config: SkypeConfig) -> None:
        self._refused.discard(_identity(config))


class StoredRefusals(SignInLocks):
    """RefusedPasswords that survive a restart, as salted hashes; each change is a unit of work of its own.

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
        new = PasswordRefusals(name_of(config.user), salt, (fingerprint,), 1, now)
        async with self._units.write() as work:
            # Another process may have been quicker, with a salt of its own.
            known = await work.refused_passwords.get(new.name)
            await work.refused_passwords.save(
                known.with_refusal(fingerprint, now) if known and known.salt == salt else new
            )

    async def drop(self, config: SkypeConfig) -> None:
        if await self._known(config) is None:
            return
        async with self._units.write() as work:
            await work.refused_passwords.remove(name_of(config.user))

    async def _known(self, config: SkypeConfig) -> PasswordRefusals | None:
        async with self._units.read() as work:
            return await work.refused_passwords.get(name_of(config.user))


class IgnoringRefusals:
    """For an administrator who tries on purpose: a refused password is sent once more, and the outcome is stored."""

    def __init__(self, stored: RefusedPasswords) -> None:
        self.add, self.drop, self.sign_in_lock = stored.add, stored.drop, stored.sign_in_lock

    async def holds(self, _config: SkypeConfig) -> bool:
        return False


def _identity(config: SkypeConfig) -> tuple[str, ...]:
    """As long as all of this stays the same, the server will refuse again."""
    return config.domain, config.root_url or "", config.user.lower(), config.password.get_secret_value()


async def _fingerprint(config: SkypeConfig, salt: str) -> str:
    return await asyncio.to_thread(_scrypt, "\0".join(_identity(config)).encode(), bytes.fromhex(salt))


def _scrypt(secret: bytes, salt: bytes) -> str:
    return hashlib.scrypt(secret, salt=salt, n=SCRYPT_N, r=SCRYPT_R, p=SCRYPT_P).hex()
