"""Clients of people's own accounts: one for each, no longer than the account stands, on few connections together."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr

from bot.conferences.accounts import Accounts
from bot.conferences.personal_accounts import MAX_CLIENTS, PersonalAccounts
from bot.conferences.skype.client import SkypeConferences
from bot.conferences.skype.config import SkypeConfig
from bot.conferences.skype.server import open_accounts
from bot.settings.vault import Vault
from demo.skype.server import SkypeServer
from domain.account import ConferenceAccount
from domain.conference import Trouble
from domain.conference_server import ConferenceError
from tests.integration.usecases.house import House
from tests.make import ELENA

VAULT = Vault([SecretStr(Fernet.generate_key().decode())])


@pytest.fixture
async def skype() -> AsyncIterator[SkypeServer]:
    server = await SkypeServer.start(user="planerka@example.org", password="secret")
    yield server
    await server.stop()


@pytest.fixture
async def accounts(house: House, skype: SkypeServer) -> AsyncIterator[Accounts]:
    config = SkypeConfig("example.org", "planerka@example.org", SecretStr("secret"), root_url=skype.root_url)
    async with open_accounts(config, house.units, VAULT, clock=house.clock, guard=lambda: None) as accounts:
        yield accounts


def own(accounts: Accounts) -> PersonalAccounts:
    assert accounts.personal is not None
    return accounts.personal


async def connects(house: House, person_id: int, user: str = "", password: str = "hunter2") -> None:
    account = ConferenceAccount(person_id, user or f"p{person_id}@example.org", VAULT.seal(password))
    await house.does(lambda w: w.accounts.save(account))


async def trouble(accounts: Accounts, account: int | None) -> Trouble:
    with pytest.raises(ConferenceError) as raised:
        await accounts.conferences(account)
    assert not raised.value.again
    return raised.value.trouble


async def test_whose(house: House, accounts: Accounts) -> None:
    """1. The person's own once it is connected; only named, or none at all: the bot's."""
    assert await accounts.account_for(ELENA) is None
    await house.does(lambda w: w.accounts.save(ConferenceAccount(ELENA.id, "elena@example.org")))
    assert await accounts.account_for(ELENA) is None
    await connects(house, ELENA.id)
    assert await accounts.account_for(ELENA) == ELENA.id
    assert await accounts.conferences(None) is accounts.bot


async def test_a_client_is_kept_until_the_account_changes(house: House, accounts: Accounts) -> None:
    """2. Another password or another name: another client; forgotten: none."""
    await connects(house, ELENA.id)
    first = await accounts.conferences(ELENA.id)
    assert await accounts.conferences(ELENA.id) is first
    await connects(house, ELENA.id, password="hunter3")
    assert await accounts.conferences(ELENA.id) is not first
    await house.does(lambda w: w.accounts.remove(ELENA.id))
    assert await trouble(accounts, ELENA.id) is Trouble.NO_ACCOUNT
    assert own(accounts)._kept == {}


async def test_a_password_that_no_key_opens(house: House, accounts: Accounts) -> None:
    """3. As if the account were not connected: connecting it again helps."""
    await house.does(lambda w: w.accounts.save(ConferenceAccount(ELENA.id, "elena@example.org", "garbage")))
    assert await accounts.account_for(ELENA) == ELENA.id
    assert await trouble(accounts, ELENA.id) is Trouble.NO_ACCOUNT


async def test_without_a_server(house: House) -> None:
    """4. Nobody's rooms can be reached."""
    async with open_accounts(None, house.units, VAULT, clock=house.clock, guard=lambda: None) as accounts:
        assert await accounts.account_for(ELENA) is None
        assert await trouble(accounts, None) is Trouble.MISCONFIGURED
        assert await trouble(accounts, ELENA.id) is Trouble.MISCONFIGURED


async def test_signed_out_when_it_is_over(house: House, skype: SkypeServer, accounts: Accounts) -> None:
    """5. Forgotten, or pushed out by others, the application on the server is closed; connections stay few."""
    crowd = await house.crowd(MAX_CLIENTS + 3)
    for person in crowd:
        skype.add_user(f"p{person.id}@example.org", "hunter2")
        await connects(house, person.id)
        client = await own(accounts).client(person.id)
        assert await client.verify() == f"p{person.id}@example.org"
    assert len(skype.world.applications) == MAX_CLIENTS
    assert skype.traffic.most_connections <= 10
    await own(accounts).drop(crowd[-1].id)
    assert len(skype.world.applications) == MAX_CLIENTS - 1
    await own(accounts).close()
    assert len(skype.world.applications) == 0


async def test_a_server_that_hangs_holds_up_the_end_once(
    house: House, accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """6. However many are signed in, they sign out together."""
    together = asyncio.Barrier(3)

    async def waits_for_the_others(_: SkypeConferences) -> None:
        await together.wait()

    for person in await house.crowd(3):
        await connects(house, person.id)
        await own(accounts).client(person.id)
    monkeypatch.setattr(SkypeConferences, "close", waits_for_the_others)
    async with asyncio.timeout(10):
        await own(accounts).close()
    monkeypatch.undo()
