"""The organizer connects an account of their own while a conference is late: no room stays behind on the bot's."""

from dataclasses import dataclass, field, replace

import pytest

from bot.conferences.accounts import Accounts
from domain import outbox
from domain.account import ConferenceAccount
from domain.conference import Conference
from domain.conference_server import Conferences
from domain.person import Person
from domain.usecases.attach_conference import AttachConference
from storage.uow import SqlUnitOfWork
from tests.integration.usecases.house import DETAILS, House
from tests.integration.usecases.road import Road, Skype, trouble
from tests.make import ELENA


@dataclass
class TwoServers(Accounts):
    """`hers` are the rooms of Elena's own account, from the moment on that it `is_hers`."""

    hers: Skype = field(default_factory=Skype)
    is_hers: bool = False

    async def account_for(self, organizer: Person) -> int | None:
        return organizer.id if self.is_hers else None

    async def conferences(self, account: int | None) -> Conferences:
        return self.hers if account else await super().conferences(None)


@pytest.fixture
async def road(house: House) -> Road:
    """The room was made on the bot's account, nobody has heard of it, and then the server was down."""
    road = Road(house)
    road.channel.accounts = TwoServers(road.skype)
    road.skype.mute = True
    await house.sends(await house.form(replace(DETAILS, conference=True)))
    await road.delivers()
    road.skype.down = trouble()
    for seconds in (2, 5):
        await road.passes(seconds=seconds)
    assert len(road.skype.rooms) == 1
    road.skype.down = None
    return road


async def connects(road: Road) -> Skype:
    accounts = road.channel.accounts
    assert isinstance(accounts, TwoServers)
    accounts.is_hers = True
    await road.house.does(lambda w: w.accounts.save(ConferenceAccount(ELENA.id, "elena@example.org", "sealed")))
    return accounts.hers


@pytest.mark.parametrize("taps", [False, True])
async def test_the_next_attempt_is_on_her_own(road: Road, taps: bool) -> None:
    """1. By itself or by a tap: one room, and it is hers."""
    hers = await connects(road)
    if taps:
        await road.house.does(lambda w: AttachConference(w, road.house.now).retry(1, ELENA))
    await road.passes(minutes=1)
    event = await road.event()
    assert [room.join_url for room in hers.rooms.values()] == [event.link]
    assert road.skype.rooms == {}


async def test_removed_after_that(road: Road) -> None:
    """2. It is cleared away where it was tried."""
    await connects(road)
    await road.house.sends(await road.house.editing(await road.event(), conference=False))
    await road.goes()
    assert road.skype.rooms == {}


async def test_another_account_of_her_own(road: Road) -> None:
    """3. The room is on the one that she had before; not to find it on the new one does not mean that it is lost."""
    hers = await connects(road)
    await road.house.does(lambda w: w.people.save(replace(ELENA, conference_address="elena@example.org")))
    await road.passes(minutes=1)
    made = (await road.event()).conference
    assert isinstance(made, Conference)
    await road.house.does(lambda w: w.people.save(replace(ELENA, conference_address="smirnova@example.org")))
    await road.house.does(lambda w: _moves(w, made))
    hers.rooms.clear()
    await road.house.does(lambda w: w.outbox.post(outbox.conference_check(1)))
    await road.goes()
    assert (await road.event()).conference == replace(made, account=ELENA.id, organizer_uri="sip:elena@example.org")


async def _moves(work: SqlUnitOfWork, made: Conference) -> None:
    """The fake makes rooms that are all the bot's."""
    own = replace(made, account=ELENA.id, organizer_uri="sip:elena@example.org")
    await work.events.save(replace(await work.events.get_for_update(1), conference=own))
