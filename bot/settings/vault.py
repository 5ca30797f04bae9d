"""Encrypts the passwords of people's accounts with the administrator's keys; they are never stored in the clear.

PLANERKA_SECRET_KEYS holds Fernet keys (cryptography.fernet): the first encrypts, all of them decrypt.
"""

from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from pydantic import SecretStr


class DecryptionFailed(Exception):
    """No key opens it: its key was removed from the settings, or the text was never sealed."""


class Vault:
    """`keys` are Fernet keys, the newest first; without keys it neither seals nor opens anything."""

    def __init__(self, keys: Sequence[SecretStr]) -> None:
        self._keys = [Fernet(key.get_secret_value()) for key in keys]

    def seal(self, secret: str) -> str:
        """Raises IndexError without keys."""
        return self._keys[0].encrypt(secret.encode()).decode()

    def open(self, sealed: str) -> SecretStr:
        """Raises DecryptionFailed."""
        return SecretStr(self._opened(sealed))

    def renewed(self, sealed: str) -> str | None:
        """The same sealed with the newest key; None when it already is. Raises DecryptionFailed."""
        opened = self._opened(sealed)
        try:
            self._keys[0].decrypt(sealed)
        except InvalidToken:
            return self.seal(opened)
        return None

    def _opened(self, sealed: str) -> str:
        try:
            return MultiFernet(self._keys).decrypt(sealed).decode()
        except (InvalidToken, ValueError):  # ValueError: no keys at all, or text that is not encrypted
            raise DecryptionFailed from None
