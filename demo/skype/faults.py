"""Faults of the simulated server: planned ones, and ones by chance. There are none at first."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, field
from random import Random
from typing import Self, overload

from demo.skype.vocabulary import ABOUT_TICKETS, FITS, PASSING, Action, Fault


@dataclass
class PlannedFault:
    """A fault that waits for a request about `on`."""

    fault: Fault
    on: Action
    times: int | None = 1
    """How many more requests meet it; None means all."""
    retry_after: str | None = None
    """The header of 429 and 503."""
    committed: bool = False
    """Whether the request is carried out although the answer is an error."""
    megabytes: int = 50
    """The size of a HUGE body."""
    location: str = "http://portal.example/accept"
    """The Location of a FOUND."""


class FaultFlag:
    """An attribute that plans a fault for every request while it is true."""

    def __init__(self, fault: Fault, on: Action = Action.ANY) -> None:
        self._fault, self._on = fault, on

    @overload
    def __get__(self, faults: None, owner: type) -> Self: ...
    @overload
    def __get__(self, faults: "Faults", owner: type) -> bool: ...
    def __get__(self, faults: "Faults | None", owner: type) -> Self | bool:
        return self if faults is None else any(planned.fault is self._fault for planned in faults.planned)

    def __set__(self, faults: "Faults", on: bool) -> None:
        faults.stop(self._fault)
        if on:
            faults.always(self._fault, on=self._on)


@dataclass
class Faults:
    """Planned faults are used up in the order in which they were planned; a request meets one at most."""

    planned: list[PlannedFault] = field(default_factory=list)
    _gate: asyncio.Event = field(default_factory=asyncio.Event)
    _chance: tuple[Random, float, list[Fault], Action] | None = None

    down = FaultFlag(Fault.CUT_BEFORE_COMMIT)
    unavailable = FaultFlag(Fault.UNAVAILABLE)
    html = FaultFlag(Fault.PROXY_PAGE)
    truncated = FaultFlag(Fault.TRUNCATED)
    lost_pages = FaultFlag(Fault.LOST_PAGE, Action.ROOMS)
    refuse_password = FaultFlag(Fault.REFUSE_PASSWORD, Action.TOKEN)

    def next(self, fault: Fault, *, on: Action | None = None, times: int | None = 1, **details: object) -> None:
        """Plan a fault for the next request about `on` (by default the actions of FITS), or for the next `times`.

        `details` are the other fields of PlannedFault: retry_after="120", committed=True, megabytes=2, location="http://...".
        """
        where = FITS.get(fault, Action.ANY) if on is None else on
        self.planned.append(PlannedFault(fault, where, times, **details))  # type: ignore[arg-type]

    def always(self, fault: Fault, *, on: Action | None = None, **details: object) -> None:
        """Plan a fault for every request, until `stop` or `clear`."""
        self.next(fault, on=on, times=None, **details)

    def stop(self, fault: Fault) -> None:
        """Remove the plans of this fault."""
        self.planned = [planned for planned in self.planned if planned.fault is not fault]

    def clear(self) -> None:
        """Remove all faults, planned or by chance, and release the requests that are held."""
        self.planned, self._chance = [], None
        self.release()

    def chance(
        self, random: Random, probability: float, *, among: Collection[Fault] = PASSING, on: Action = Action.ANY
    ) -> None:
        """Let each request about `on` meet, with this probability, one of the faults that fit it.

        Planned faults come first. The same requests in the same order meet the same faults for the same seed.
        """
        self._chance = (random, probability, sorted(among), on)

    def slow(self) -> None:
        """Hold every request from now on."""
        self.always(Fault.HOLD)

    def release(self) -> None:
        """Release held requests and answers, end endless bodies, and remove the plans of these faults."""
        for fault in (Fault.HOLD, Fault.HOLD_ANSWER, Fault.ENDLESS):
            self.stop(fault)
        gate, self._gate = self._gate, asyncio.Event()
        gate.set()

    @property
    def gate(self) -> asyncio.Event:
        """Set by the next `release`."""
        return self._gate

    def due(self, action: Action, signed: bool) -> PlannedFault | None:
        """The fault that a request meets, `signed` if it has a valid ticket; uses up one of its `times`."""
        for planned in self.planned:
            if planned.on & action and (signed or planned.fault not in ABOUT_TICKETS):
                if planned.times is not None:
                    planned.times -= 1
                    if planned.times <= 0:
                        self.planned.remove(planned)
                return planned
        return self._by_chance(action, signed)

    def _by_chance(self, action: Action, signed: bool) -> PlannedFault | None:
        if self._chance is None:
            return None
        random, probability, among, on = self._chance
        possible = among if signed else [fault for fault in among if fault not in ABOUT_TICKETS]
        fitting = [fault for fault in possible if on & action & FITS.get(fault, Action.ANY)]
        if not fitting or random.random() >= probability:
            return None
        return PlannedFault(
            fault=random.choice(fitting),
            on=action,
            retry_after=random.choice((None, "1")),
            committed=random.random() < 0.5,
            megabytes=random.choice((1, 50)),
        )
