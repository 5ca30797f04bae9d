"""Refused passwords are remembered by fingerprints, whoever tries them and however often the bot starts anew."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from pydantic import SecretStr

from bot.conferences.skype.config import SkypeConfig
from bot.conferences.skype.refused_passwords import IgnoringRefusals, InMemory, RefusedPasswords, StoredRefusals
from tests.integration.usecases.house import House

CONFIG = SkypeConfig("example.org", "ann@example.org", SecretStr("hunter2"), root_url="https://lync.example.org/")
CHANGES = [
    {"domain": "example.com"},
    {"root_url": None},
    {"user": "EXAMPLE\\ann"},
    {"password": SecretStr("hunter3")},
]


@pytest.fixture(params=[InMemory, StoredRefusals])
def refused(request: pytest.FixtureRequest, house: House) -> RefusedPasswords:
    make: Callable[..., RefusedPasswords] = request.param
    return make() if make is InMemory else make(house.units, house.clock)


async def test_what_was_refused_is_known(refused: RefusedPasswords) -> None:
    """1. Until it is accepted."""
    assert not await refused.holds(CONFIG)
    await refused.add(CONFIG)
    assert await refused.holds(CONFIG)
    await refused.drop(CONFIG)
    assert not await refused.holds(CONFIG)


@pytest.mark.parametrize("change", CHANGES)
async def test_changed_settings_are_a_new_password(refused: RefusedPasswords, change: dict[str, object]) -> None:
    """2. Any of them."""
    await refused.add(CONFIG)
    assert not await refused.holds(replace(CONFIG, **change))  # type: ignore[arg-type]


async def test_capitals_are_no_other_account(refused: RefusedPasswords) -> None:
    """2a. Servers do not tell them apart; nor do two who try at the same time."""
    await refused.add(CONFIG)
    shouted = replace(CONFIG, user="ANN@example.org")
    assert await refused.holds(shouted)
    async with refused.sign_in_lock(CONFIG):
        assert refused.sign_in_lock(replace(CONFIG, user="EXAMPLE\\Ann")).locked()


async def test_not_only_the_last_one(refused: RefusedPasswords) -> None:
    """3. Coming back to the first would be the third try."""
    other = replace(CONFIG, password=SecretStr("hunter3"))
    await refused.add(CONFIG)
    await refused.add(other)
    assert await refused.holds(CONFIG)
    assert await refused.holds(other)


async def test_a_restart_forgets_nothing(house: House) -> None:
    """4. And the row holds neither the password nor anything that is the same for two people."""
    for user in ("ann@example.org", "bob@example.org"):
        await StoredRefusals(house.units, house.clock).add(replace(CONFIG, user=user))
    assert await StoredRefusals(house.units, house.clock).holds(CONFIG)
    ann, bob = [await house.asks(lambda w, n=name: w.refused_passwords.get(n)) for name in ("ann", "bob")]  # type: ignore[misc]
    assert ann is not None
    assert bob is not None
    assert "hunter2" not in repr(ann)
    assert ann.salt != bob.salt
    assert not set(ann.fingerprints) & set(bob.fingerprints)


async def test_refusals_are_counted(house: House) -> None:
    """5. Under all spellings of a name, for the guard of typed passwords."""
    refused = StoredRefusals(house.units, house.clock)
    await refused.add(CONFIG)
    house.clock.now += timedelta(minutes=10)
    await refused.add(replace(CONFIG, user="EXAMPLE\\Ann"))
    found = await house.asks(lambda w: w.refused_passwords.get("ann"))
    assert found is not None
    assert (found.times, found.refused_at) == (2, house.now)


async def test_an_administrator_tries_in_spite_of_it(house: House) -> None:
    """6. What comes of it is remembered."""
    stored = StoredRefusals(house.units, house.clock)
    await stored.add(CONFIG)
    in_spite = IgnoringRefusals(stored)
    assert not await in_spite.holds(CONFIG)
    await in_spite.drop(CONFIG)
    assert not await stored.holds(CONFIG)
