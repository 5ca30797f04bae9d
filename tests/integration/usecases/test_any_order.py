"""Whatever happens to a conference, in whatever order: in the end there is one room where one is wanted, else none."""

import random
from dataclasses import replace

import pytest

from domain import outbox
from domain.conference import Conference, Pending, Trouble
from domain.road import InboxRow
from domain.usecases.attach_conference import AttachConference
from domain.usecases.cancel import Cancel
from tests.integration.usecases.house import DETAILS, House
from tests.integration.usecases.road import Road, elenas_card, trouble
from tests.make import ELENA

STEPS = 30
TROUBLES = (
    trouble(),
    trouble(Trouble.BUSY, wait=100),
    trouble(Trouble.PASSWORD_REFUSED, again=False),
    trouble(Trouble.PAGE),
)


class Chance:
    """One life of an event, dealt by a seed; `results` are in the inbox and not looked at yet."""

    def __init__(self, road: Road, seed: int) -> None:
        self.road, self.house, self.random = road, road.house, random.Random(seed)
        self.results: list[InboxRow] = []

    async def step(self) -> None:
        acts = (
            self.server_fails, self.server_is_back, self.answer_is_lost, self.room_vanishes, self.time_passes,
            self.time_passes, self.delivers, self.delivers, self.handles, self.handles, self.restarts, self.taps,
            self.edits, self.switches, self.checks,
        )  # fmt: skip
        await self.random.choice(acts)()

    async def server_fails(self) -> None:
        self.road.skype.down = self.random.choice(TROUBLES)

    async def server_is_back(self) -> None:
        self.road.skype.down = None

    async def answer_is_lost(self) -> None:
        self.road.skype.mute = True

    async def room_vanishes(self) -> None:
        self.road.skype.rooms.clear()

    async def time_passes(self) -> None:
        await self.handles()
        await self.road.passes(seconds=self.random.choice((1, 5, 60, 900)))

    async def delivers(self) -> None:
        self.results += await self.house.does(lambda w: w.due_timers.due(10))
        self.results += await self.road.delivers()

    async def handles(self) -> None:
        results, self.results = self.results, []
        await self.road.handles(*results)

    async def restarts(self) -> None:
        self.house.fresh.clear()
        await self.house.does(lambda w: w.relay.release())
        self.results = await self.house.asks(lambda w: w.inbox.leftover())

    async def taps(self) -> None:
        event = await self.road.event()
        if isinstance(event.conference, Pending) and not event.is_cancelled:
            await self.house.does(lambda w: AttachConference(w, self.house.now).retry(1, ELENA))

    async def edits(self) -> None:
        event = await self.road.event()
        if not event.is_cancelled:
            await self.house.sends(await self.house.editing(event, summary=f"Итоги {self.random.random()}"))

    async def switches(self) -> None:
        event = await self.road.event()
        if event.is_cancelled:
            return
        if self.random.random() < 0.1:
            card = await elenas_card(self.house)
            await self.house.does(lambda w: Cancel(w, self.house.now)(card, ELENA))
        else:
            await self.house.sends(await self.house.editing(event, conference=event.conference is None))

    async def checks(self) -> None:
        await self.house.does(lambda w: w.outbox.post(outbox.conference_check(1)))

    async def ends_well(self) -> None:
        """The server works, everything that waits has its time, and whoever reads that a tap helps taps."""
        self.road.skype.down, self.road.skype.mute = None, False
        await self.handles()
        await self.road.passes(hours=6)
        await self.taps()
        await self.checks()
        for _ in range(3):
            await self.road.passes(days=1)


@pytest.mark.parametrize("seed", range(20))
async def test_one_room_or_none(house: House, seed: int) -> None:
    """1. And its link is the event's, in the cards and in the description."""
    road = Road(house)
    await house.sends(await house.form(replace(DETAILS, conference=True)))
    chance = Chance(road, seed)
    for _ in range(STEPS):
        await chance.step()
    await chance.ends_well()
    event = await road.event()
    rooms = [room.join_url for room in road.skype.rooms.values()]
    if event.conference is None:
        assert rooms == []
        assert await road.timers() == {}
    else:
        assert isinstance(event.conference, Conference)
        assert rooms == [event.link]
        assert event.description.count("https://") == 1
        assert list(await road.timers()) == ["check:1"]
