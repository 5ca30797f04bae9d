"""Passwords that were sent and never answered: each may have been counted as a wrong one, and several lock accounts."""

from collections.abc import Callable
from datetime import timedelta

from bot.conferences.skype.errors import Refusal
from domain.conference import Trouble

MAX_TRIES = 2
COOLDOWN = 30 * 60.0
"""Seconds; the usual time after which a server forgets wrong passwords."""


class UnansweredPasswords:
    """Counts them since the last answer. `clock` gives monotonic seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._unanswered = 0
        self._cooldown_until = 0.0

    @property
    def is_any(self) -> bool:
        """Whether the last password that was sent has not been answered."""
        return self._unanswered > 0

    def check(self) -> None:
        """Raises Refusal (BUSY) while another one must not be sent."""
        if self._unanswered >= MAX_TRIES and self._clock() < self._cooldown_until:
            wait = timedelta(seconds=self._cooldown_until - self._clock())
            raise Refusal(Trouble.BUSY, f"the password was sent {self._unanswered} times without an answer", True, wait)

    def sent(self) -> None:
        self._unanswered += 1
        self._cooldown_until = self._clock() + COOLDOWN

    def answered(self) -> None:
        """The server has said what it made of the password, or that it did not look at it."""
        self._unanswered = 0
