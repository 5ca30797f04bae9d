"""When something goes wrong on the simulated server. Nothing does until somebody plans it."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, field
from random import Random
from typing import Self, overload

from demo.skype.vocabulary import ABOUT_TICKETS, FITS, PASSING, Action, Fault


@dataclass
class Planned:
    """A fault that waits for its request."""

    fault: Fault
    on: Action
    times: int | None = 1
    """How often it is still to be played; None: for ever."""
    retry_after: str | None = None
    """The header of 429 and 503."""
    committed: bool = False
    """For the other answers: the request is carried out all the same."""
    megabytes: int = 50
    """The size of a huge body."""
    location: str = "http://portal.example/accept"
    """Where a 302 leads."""


class Standing:
    """A fault under a name of its own: planned as long as the attribute is true."""

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
    """Planned faults are consumed in the order in which they were planned; a request meets one at most."""

    planned: list[Planned] = field(default_factory=list)
    _gate: asyncio.Event = field(default_factory=asyncio.Event)
    _chance: tuple[Random, float, list[Fault], Action] | None = None

    down = Standing(Fault.CUT_BEFORE_COMMIT)
    unavailable = Standing(Fault.UNAVAILABLE)
    html = Standing(Fault.PROXY_PAGE)
    truncated = Standing(Fault.TRUNCATED)
    lost_pages = Standing(Fault.LOST_PAGE, Action.ROOMS)
    refuse_password = Standing(Fault.REFUSE_PASSWORD, Action.TOKEN)

    def next(self, fault: Fault, *, on: Action | None = None, times: int | None = 1, **details: object) -> None:
        """Plans a fault for the next request about `on` (by default: that it fits), or for the next `times`.

        `details` are the other fields of Planned: retry_after="120", committed=True, megabytes=2, location="http://...".
        """
        where = FITS.get(fault, Action.ANY) if on is None else on
        self.planned.append(Planned(fault, where, times, **details))  # type: ignore[arg-type]

    def always(self, fault: Fault, *, on: Action | None = None, **details: object) -> None:
        """The same for every request, until `stop` or `clear`."""
        self.next(fault, on=on, times=None, **details)

    def stop(self, fault: Fault) -> None:
        """Forgets what is planned of this fault."""
        self.planned = [planned for planned in self.planned if planned.fault is not fault]

    def clear(self) -> None:
        """Nothing goes wrong any more, by plan or by chance; what waits goes on."""
        self.planned, self._chance = [], None
        self.release()

    def chance(
        self, random: Random, probability: float, *, among: Collection[Fault] = PASSING, on: Action = Action.ANY
    ) -> None:
        """From now on each request about `on` meets, with the probability, one of the faults that fit it.

        Planned faults come first. The same requests in the same order meet the same faults for the same seed.
        """
        self._chance = (random, probability, sorted(among), on)

    def slow(self) -> None:
        """From now on requests wait."""
        self.always(Fault.HOLD)

    def release(self) -> None:
        """Lets go on what waits, ends what drips, and forgets what is planned of that kind."""
        for fault in (Fault.HOLD, Fault.HOLD_ANSWER, Fault.ENDLESS):
            self.stop(fault)
        gate, self._gate = self._gate, asyncio.Event()
        gate.set()

    @property
    def gate(self) -> asyncio.Event:
        """Set by the next `release`."""
        return self._gate

    def due(self, action: Action, signed: bool) -> Planned | None:
        """The fault that a request meets, with a ticket or without; it counts as played."""
        for planned in self.planned:
            if planned.on & action and (signed or planned.fault not in ABOUT_TICKETS):
                if planned.times is not None:
                    planned.times -= 1
                    if planned.times <= 0:
                        self.planned.remove(planned)
                return planned
        return self._by_chance(action, signed)

    def _by_chance(self, action: Action, signed: bool) -> Planned | None:
        if self._chance is None:
            return None
        random, probability, among, on = self._chance
        possible = among if signed else [fault for fault in among if fault not in ABOUT_TICKETS]
        fitting = [fault for fault in possible if on & action & FITS.get(fault, Action.ANY)]
        if not fitting or random.random() >= probability:
            return None
        return Planned(
            fault=random.choice(fitting),
            on=action,
            retry_after=random.choice((None, "1")),
            committed=random.random() < 0.5,
            megabytes=random.choice((1, 50)),
        )
