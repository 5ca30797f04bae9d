"""Sign-ins that a server has refused. Nothing repeats them by itself, because repeats lock accounts."""

from typing import Protocol

from bot.skype.config import SkypeConfig


class RefusedPasswords(Protocol):
    """Holds a refusal until server, name or password change in the configuration."""

    async def holds(self, config: SkypeConfig) -> bool:
        """Whether signing in as this configuration says was refused before."""
        ...

    async def add(self, config: SkypeConfig) -> None:
        """It was refused just now."""
        ...

    async def drop(self, config: SkypeConfig) -> None:
        """It was accepted after all."""
        ...


class InMemory:
    """RefusedPasswords as long as the process lives."""

    def __init__(self) -> None:
        self._refused: set[tuple[str, ...]] = set()

    async def holds(self, config: SkypeConfig) -> bool:
        return _identity(config) in self._refused

    async def add(self, config: SkypeConfig) -> None:
        self._refused.add(_identity(config))

    async def drop(self, config: SkypeConfig) -> None:
        self._refused.discard(_identity(config))


def _identity(config: SkypeConfig) -> tuple[str, ...]:
    return config.domain, config.root_url or "", config.user, config.password.get_secret_value()
