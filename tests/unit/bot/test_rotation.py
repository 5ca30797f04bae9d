"""At every start the stored passwords move under the newest key."""

import logging

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr

from bot.conferences.key_rotation import rotate
from bot.settings.vault import Vault
from domain.account import ConferenceAccount
from tests.integration.usecases.house import House
from tests.make import ALEXANDER, ANNA, ELENA

OLD, NEW, LOST = (SecretStr(Fernet.generate_key().decode()) for _ in range(3))


async def stored(house: House) -> dict[int, str]:
    return {a.person_id: a.secret for a in await house.asks(lambda w: w.accounts.all())}


async def keeps(house: House, person_id: int, secret: str) -> None:
    await house.does(lambda w: w.accounts.save(ConferenceAccount(person_id, f"{person_id}@example.org", secret)))


async def test_old_to_new(house: House, caplog: pytest.LogCaptureFixture) -> None:
    """1. Each once; a second start changes nothing, and the old key may go. Without a password: no matter."""
    await keeps(house, ELENA.id, Vault([OLD]).seal("hunter2"))
    await keeps(house, ALEXANDER.id, new := Vault([NEW]).seal("hunter3"))
    await keeps(house, ANNA.id, "")
    await rotate(house.units, Vault([NEW, OLD]))
    after = await stored(house)
    assert Vault([NEW]).open(after[ELENA.id]).get_secret_value() == "hunter2"
    assert (after[ALEXANDER.id], after[ANNA.id]) == (new, "")
    await rotate(house.units, Vault([NEW, OLD]))
    await rotate(house.units, Vault([NEW]))
    assert await stored(house) == after
    assert caplog.records == []


async def test_killed_in_between(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """2. What was moved stays moved, and the next start goes on with the rest."""
    for person in (ELENA, ALEXANDER):
        await keeps(house, person.id, Vault([OLD]).seal("hunter2"))
    before, vault = await stored(house), Vault([NEW, OLD])
    renewed, moved = vault.renewed, list[str]()

    def dies(sealed: str) -> str | None:
        if moved:
            raise KeyboardInterrupt
        moved.append(sealed)
        return renewed(sealed)

    monkeypatch.setattr(vault, "renewed", dies)
    with pytest.raises(KeyboardInterrupt):
        await rotate(house.units, vault)
    between = await stored(house)
    assert between[ELENA.id] != before[ELENA.id]
    assert between[ALEXANDER.id] == before[ALEXANDER.id]
    await rotate(house.units, Vault([NEW, OLD]))
    for secret in (await stored(house)).values():
        assert Vault([NEW]).open(secret).get_secret_value() == "hunter2"


@pytest.mark.parametrize("keys", [[], [NEW], [NEW, OLD]])
@pytest.mark.parametrize("secret", [Vault([LOST]).seal("hunter2"), "garbage"], ids=["lost", "garbage"])
async def test_what_no_key_opens(
    house: House, caplog: pytest.LogCaptureFixture, keys: list[SecretStr], secret: str
) -> None:
    """3. It is left alone, for the key may come back, and named once with its person; the others are moved."""
    await keeps(house, ELENA.id, secret)
    await keeps(house, ALEXANDER.id, other := Vault([OLD]).seal("hunter3"))
    await rotate(house.units, Vault(keys))
    after = await stored(house)
    assert after[ELENA.id] == secret
    assert (after[ALEXANDER.id] != other) == (OLD in keys)
    said = [
        r.getMessage()
        for r in caplog.records
        if r.levelno == logging.WARNING and f"person {ELENA.id};" in r.msg % r.args
    ]
    assert len(said) == 1
    assert secret not in caplog.text
