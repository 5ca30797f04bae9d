"""The simulated server itself, row by row of what it promises: faults by chance."""

from collections import Counter
from random import Random

import pytest

from demo.skype.faults import Faults
from demo.skype.server import SkypeServer
from demo.skype.vocabulary import ABOUT_TICKETS, FITS, PASSING, Action, Fault
from tests.contract.skype.hand import Hand

EACH = [action for action in Action if action in Action.ANY]


async def test_01_chance_is_repeatable(server: SkypeServer, hand: Hand) -> None:
    """C17. The same requests meet the same faults for the same seed, and others for another."""
    await hand.open()

    async def story(seed: int) -> list[Fault | None]:
        server.faults.chance(Random(seed), 0.5, among=[Fault.BAD_GATEWAY, Fault.TRUNCATED, Fault.LOST_PAGE])
        before = len(server.journal)
        for _ in range(20):
            async with hand.session.get(hand.base + hand.rooms, headers=hand.headers) as reply:
                await reply.read()
        return [entry.fault for entry in server.journal[before:]]

    assert await story(7) == await story(7) != await story(8)
    server.faults.clear()
    assert (await hand.ask("GET", hand.rooms))[0] == 200


@pytest.mark.parametrize("signed_in", [True, False])
@pytest.mark.parametrize("action", EACH)
def test_02_chance_plays_everything_that_fits(action: Action, signed_in: bool) -> None:
    """C17. Sooner or later each fault that the request can meet, with each variant, and never another."""
    faults = Faults()
    faults.chance(Random(1), 1.0, among=list(Fault))
    met = [faults.due(action, signed_in) for _ in range(2000)]
    fitting = {fault for fault in Fault if action & FITS.get(fault, Action.ANY)}
    assert {planned.fault for planned in met if planned} == fitting - (set() if signed_in else ABOUT_TICKETS)
    assert {planned.retry_after for planned in met if planned} == {None, "1"}
    assert {planned.committed for planned in met if planned} == {True, False}


def test_03_chance_keeps_its_probability() -> None:
    """C17. A third of all requests, and only those that are meant."""
    faults, random = Faults(), Random(1)
    faults.chance(random, 1 / 3, on=Action.CREATE)
    counted = Counter(faults.due(action, True) is not None for action in [Action.CREATE, Action.READ] * 3000)
    assert 900 < counted[True] < 1100


def test_04_after_a_passing_fault_one_tries_again() -> None:
    """C17. What chance plays unless told otherwise is everything but what a client must not repeat."""
    final = {Fault.REFUSE_PASSWORD, Fault.TOO_MANY_ROOMS, Fault.TOO_MANY_APPLICATIONS, Fault.MAY_NOT}
    assert set(Fault) - PASSING == final
