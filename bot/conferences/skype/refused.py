"""Sign-ins that a server has refused. Nothing repeats them by itself, because repeats lock accounts."""

import asyncio
from typing import Protocol
from weakref import WeakValueDictionary

from bot.conferences.skype.config import SkypeConfig
from domain.account import name_of


class RefusedPasswords(Protocol):
    """Holds a refusal until server, name or password change in the configuration."""

    def turn(self, config: SkypeConfig) -> asyncio.Lock:
        """Held while a password of the account is tried: whoever has it, too, must know what came of that."""
        ...

    async def holds(self, config: SkypeConfig) -> bool:
        """Whether signing in as this configuration says was refused before."""
        ...

    async def add(self, config: SkypeConfig) -> None:
        """It was refused just now."""
        ...

    async def drop(self, config: SkypeConfig) -> None:
        """It was accepted after all."""
        ...


class Turns:
    """RefusedPasswords.turn, a lock for each account however its name is spelled."""

    def __init__(self) -> None:
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def turn(self, config: SkypeConfig) -> asyncio.Lock:
        return self._turns.setdefault(name_of(config.user), asyncio.Lock())


class InMemory(Turns):
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


def _identity(config: SkypeConfig) -> tuple[str, ...]:
    return config.domain, config.root_url or "", config.user.lower(), config.password.get_secret_value()
