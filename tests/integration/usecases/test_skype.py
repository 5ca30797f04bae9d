"""/skype: the address that is claimed, the password that is proven, and that all of it is forgotten."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.account import ConferenceAccount, PasswordRefusals
from domain.errors import Why
from domain.policy import Policy
from domain.usecases.forget import Forget
from domain.usecases.set_conference_address import SetConferenceAddress
from domain.usecases.verify_password import VerifyPassword
from tests.integration.usecases.house import House
from tests.make import ALEXANDER, ELENA, a_conference

COMPANY = Policy(conferences=True, conference_domain="example.org", bot_account="planerka", passwords=True)
ADDRESS = "elena@example.org"
WINDOW = timedelta(minutes=30)


async def claims(house: House, typed: str = ADDRESS) -> ConferenceAccount:
    elena = await house.person(ELENA)
    _, account = await house.does(lambda w: SetConferenceAddress(w, COMPANY)(elena, typed))
    return account


async def account_of(house: House) -> ConferenceAccount | None:
    return await house.asks(lambda w: w.accounts.get(ELENA.id))


async def proven(house: House, user: str = ADDRESS, address: str = ADDRESS) -> bool:
    prove = await house.does(lambda w: VerifyPassword(w, house.now).verified(ELENA.id, user, "sealed", address))
    return prove is not None


async def test_an_address_is_claimed(house: House) -> None:
    """1. From now on the person is known by it; nothing is connected by that alone."""
    account = await claims(house, "Elena@example.org EXAMPLE\\elena")
    assert (await house.person(ELENA)).conference_address == ADDRESS
    assert await account_of(house) == account == ConferenceAccount(ELENA.id, "EXAMPLE\\elena")
    assert not account.is_connected


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("elena@elsewhere.org", Why.CONFERENCE_ADDRESS_FOREIGN),
        ("elena@sub.example.org", Why.CONFERENCE_ADDRESS_FOREIGN),
        ("planerka@example.org", Why.CONFERENCE_ADDRESS_OF_BOT),
        ("elena@example.org EXAMPLE\\Planerka", Why.CONFERENCE_ADDRESS_OF_BOT),
        ("elena", Why.CONFERENCE_ADDRESS_INVALID),
    ],
)
async def test_not_every_address(house: House, typed: str, why: Why) -> None:
    """2. Only of the company that the bot is in, and never the bot's own, whose tries are not theirs to use up."""
    assert await house.refuses(lambda w: SetConferenceAddress(w, COMPANY)(ELENA, typed)) is why


async def test_a_password_is_owed_a_proof(house: House) -> None:
    """3. Sealed, and in one lane for everybody who types passwords of this account."""
    await claims(house, "elena@example.org EXAMPLE\\Elena")
    await house.does(lambda w: VerifyPassword(w, house.now)(ELENA, "sealed"))
    (row,) = house.owed
    assert (row.kind, row.lane, row.key) == ("password.try", "prove:elena", None)
    assert row.body == {"person": ELENA.id, "user": "EXAMPLE\\Elena", "sealed": "sealed"}


async def test_a_proven_password_connects(house: House) -> None:
    """4. And the server's own spelling of the address takes the place of the one typed."""
    await claims(house, "elena@example.org EXAMPLE\\elena")
    assert await proven(house, "EXAMPLE\\elena", "Elena.Smirnova@example.org")
    assert (await house.person(ELENA)).conference_address == "elena.smirnova@example.org"
    account = await account_of(house)
    assert account is not None
    assert account.is_connected


@pytest.mark.parametrize("told", ["", "elena@elsewhere.org"])
async def test_an_address_that_the_server_does_not_tell(house: House, told: str) -> None:
    """5. Or one of another domain: the one that was typed stays."""
    await claims(house)
    assert await proven(house, address=told)
    assert (await house.person(ELENA)).conference_address == ADDRESS


async def test_a_proof_that_comes_too_late(house: House) -> None:
    """6. Forgotten meanwhile, or another account named: nothing is stored."""
    await claims(house)
    await claims(house, "elena@example.org EXAMPLE\\elena")
    assert not await proven(house)
    await house.does(lambda w: Forget(w, house.now)(ELENA))
    assert not await proven(house, "EXAMPLE\\elena")
    assert await account_of(house) is None


async def test_naming_the_same_account_again_keeps_it_connected(house: House) -> None:
    """7. Naming another one does not."""
    await claims(house)
    await proven(house)
    assert (await claims(house)).is_connected
    assert not (await claims(house, "smirnova@example.org")).is_connected


async def test_too_many_refusals(house: House) -> None:
    """8. Whoever they came from, and however the account is spelled, another password has to wait."""
    refused = PasswordRefusals("elena", "00", ("aa", "bb"), 2, house.now)
    await house.does(lambda w: w.refused_passwords.save(refused))
    await claims(house, "elena@example.org EXAMPLE\\Elena")
    assert await house.refuses(lambda w: VerifyPassword(w, house.now).ask(ELENA)) is Why.PASSWORDS_WAIT
    assert await house.refuses(lambda w: VerifyPassword(w, house.now)(ELENA, "sealed")) is Why.PASSWORDS_WAIT
    assert await house.refuses(lambda w: VerifyPassword(w, house.now + WINDOW).ask(ELENA)) is None


async def test_forgetting(house: House) -> None:
    """9. Everything about the account goes, other people's stays; what cannot be touched any more is counted."""
    await claims(house)
    await proven(house)
    other = ConferenceAccount(ALEXANDER.id, "alexander@example.org", "sealed")
    await house.does(lambda w: w.accounts.save(other))
    event = await house.has()
    await house.does(lambda w: w.events.save(event.connected(replace(a_conference(), account=ELENA.id))))
    elena = await house.person(ELENA)
    assert await house.does(lambda w: Forget(w, house.now)(elena)) == 1
    assert [row.kind for row in house.owed] == ["account.forget"]
    assert (await house.person(ELENA)).conference_address is None
    assert await house.asks(lambda w: w.accounts.all()) == (other,)
    assert (await house.event()).link is not None
