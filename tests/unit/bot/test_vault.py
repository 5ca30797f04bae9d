"""What people trusted the bot with: sealed, opened, and sealed anew when the administrator changes the keys."""

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr

from bot.settings.vault import DecryptionFailed, Vault

OLD, NEW, STRANGE = (Fernet.generate_key().decode() for _ in range(3))
PASSWORD = "пароль hunter2"


def vault(*keys: str) -> Vault:
    return Vault([SecretStr(key) for key in keys])


def test_what_is_sealed_opens_again() -> None:
    """1. And shows itself in neither state."""
    sealed = vault(NEW).seal(PASSWORD)
    opened = vault(NEW).open(sealed)
    assert opened.get_secret_value() == PASSWORD
    assert "hunter2" not in f"{sealed} {opened} {opened!r}"


def test_the_same_password_never_looks_the_same() -> None:
    """2. Whoever reads the table does not see who has the same one."""
    assert vault(NEW).seal(PASSWORD) != vault(NEW).seal(PASSWORD)


def test_an_old_key_opens_what_it_sealed() -> None:
    """3. A new key goes before it; what is sealed from now on needs the new one."""
    sealed = vault(OLD).seal(PASSWORD)
    both = vault(NEW, OLD)
    assert both.open(sealed).get_secret_value() == PASSWORD
    assert vault(NEW).open(both.seal(PASSWORD)).get_secret_value() == PASSWORD


def test_old_to_new() -> None:
    """4. After it was renewed the old key may go; renewing twice changes nothing."""
    both = vault(NEW, OLD)
    renewed = both.renewed(vault(OLD).seal(PASSWORD))
    assert renewed is not None
    assert vault(NEW).open(renewed).get_secret_value() == PASSWORD
    assert both.renewed(renewed) is None


@pytest.mark.parametrize("keys", [(), (STRANGE,), (NEW, STRANGE)])
def test_without_its_key_it_stays_sealed(keys: tuple[str, ...]) -> None:
    """5. The old key was removed too early, or all keys were."""
    sealed = vault(OLD).seal(PASSWORD)
    for use in (vault(*keys).open, vault(*keys).renewed):
        with pytest.raises(DecryptionFailed) as raised:
            use(sealed)
        assert raised.value.__cause__ is None
        assert sealed not in str(raised.value)


@pytest.mark.parametrize("garbage", ["", "hunter2", "ж", "gAAAAAB", "\0", "a" * 5000])
def test_garbage_stays_sealed(garbage: str) -> None:
    """6. Somebody edited the table, or half a value was restored."""
    with pytest.raises(DecryptionFailed):
        vault(NEW).open(garbage)
