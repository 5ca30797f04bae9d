"""Passwords that were sent and never heard of: each may have been counted as a wrong one, and several lock accounts."""

from collections.abc import Callable
from datetime import timedelta

from bot.conferences.skype.errors import Refusal
from domain.conference import Trouble

TRIES = 2
REST = 30 * 60.0
"""Seconds; the usual time after which a server forgets wrong passwords."""


class Doubt:
    """Counts them. `clock` gives seconds that only grow."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lost = 0
        self._until = 0.0

    @property
    def is_open(self) -> bool:
        """Whether the last password that was sent has not been heard of."""
        return self._lost > 0

    def check(self) -> None:
        """Raises Refusal (BUSY) while another one must not be sent."""
        if self._lost >= TRIES and self._clock() < self._until:
            wait = timedelta(seconds=self._until - self._clock())
            raise Refusal(Trouble.BUSY, f"the password was sent {self._lost} times without an answer", True, wait)

    def sent(self) -> None:
        self._lost += 1
        self._until = self._clock() + REST

    def heard(self) -> None:
        """The server has said what it made of the password, or that it made nothing of it."""
        self._lost = 0
