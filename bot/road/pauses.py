"""Which rows wait for their next attempt, and what waits behind them. Measured on the monotonic clock."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

HELD = 30.0  # seconds in all for which rows that fail hold back what stands behind them in their lane
ANSWERS_HELD = 3.0  # the same for answers to a person, who waits for them: enough to try once more in the old order
SOONEST = 0.25  # of its pause each row waits even when the other end is back, lest it use up its attempts


@dataclass(frozen=True)
class _Pause:
    lane: str
    until: float
    soonest: float  # when a success of the other end may end it

    def cut_short(self, wire: str) -> "_Pause":
        """If the row waits for this wire."""
        return replace(self, until=min(self.until, self.soonest)) if wire_of(self.lane) == wire else self


Half = tuple[str, bool]
"""A lane, and whether its answers to the person or all else that goes out in it."""


@dataclass
class Pauses:
    """Kept in memory, by the ids of rows; across a restart the database says when a row is due."""

    monotonic: Callable[[], float]
    _rows: dict[int, _Pause] = field(default_factory=dict)
    _held: dict[Half, _Pause] = field(default_factory=dict)
    _troubled_since: dict[str, float] = field(default_factory=dict)  # lanes in which nothing has succeeded since
    _outages: set[str] = field(default_factory=set)  # wires whose other end failed last

    def ask_to_wait(self, lane: str, row_ids: Iterable[int], seconds: float) -> None:
        """The other end asked for that, so the whole lane waits."""
        until = self.monotonic() + seconds
        pause = _Pause(lane, until, until)
        self._rows.update(dict.fromkeys(row_ids, pause))
        self._held |= {(lane, False): pause, (lane, True): pause}

    def fail(self, lane: str, row_ids: Iterable[int], seconds: float, *, is_answer: bool, is_outage: bool) -> None:
        """A row waits for its next attempt, with those that belong to it. What is behind it waits, but not for long.

        Answers wait behind answers only.
        """
        now = self.monotonic()
        soonest = now + (min(seconds * SOONEST, HELD) if is_outage else seconds)
        pause = _Pause(lane, now + seconds, soonest)
        self._rows.update(dict.fromkeys(row_ids, pause))
        since = self._troubled_since.setdefault(lane, now)
        self._hold((lane, False), replace(pause, until=min(pause.until, since + HELD)))
        if is_answer:
            self._hold((lane, True), replace(pause, until=min(pause.until, since + ANSWERS_HELD)))
        if is_outage:
            self._outages.add(wire_of(lane))

    def _hold(self, held: Half, pause: _Pause) -> None:
        if pause.until > self.monotonic():
            self._held[held] = pause

    def is_held(self, lane: str, is_answer: bool) -> bool:
        """Until `end` is told of what waited there, so that nothing overtakes it."""
        return (lane, is_answer) in self._held

    def wait_behind(self, lane: str, is_answer: bool, row_ids: Iterable[int]) -> float:
        """The rows wait for as long as their lane is held; returns the seconds."""
        held = self._held[lane, is_answer]
        self._rows.update(dict.fromkeys(row_ids, held))
        return max(held.until - self.monotonic(), 0.0)

    def succeeded(self, lane: str) -> bool:
        """True if that ends an outage: what waited for the other end need not wait any longer."""
        self._troubled_since.pop(lane, None)
        return self.answers_again(wire_of(lane))

    def answers_again(self, wire: str) -> bool:
        """True if an outage of this wire has ended by that."""
        if wire not in self._outages:
            return False
        self._outages.remove(wire)
        self._rows = {id: pause.cut_short(wire) for id, pause in self._rows.items()}
        self._held = {held: pause.cut_short(wire) for held, pause in self._held.items()}
        return True

    def over(self) -> Sequence[int]:
        """The rows whose pause is over, in the order posted."""
        now = self.monotonic()
        return sorted(id for id, pause in self._rows.items() if pause.until <= now)

    def end(self, row_ids: Iterable[int]) -> None:
        """They have gone on; so do their lanes, where nothing else holds them."""
        now = self.monotonic()
        for id in row_ids:
            self._rows.pop(id, None)
        self._held = {held: pause for held, pause in self._held.items() if pause.until > now}


def wire_of(lane: str) -> str:
    """The way outside on which the rows of a lane leave: lanes are named by it."""
    return lane.partition(":")[0]
