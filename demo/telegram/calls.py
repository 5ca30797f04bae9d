"""The log of Bot API calls."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, eq=False)
class Call:
    """One call: what the bot asked (files by name and size), what it got, and how long that took. Numbers grow.

    `status` is 0 when the connection was cut; `fault` names the fault that met the call.
    """

    number: int
    method: str
    params: dict[str, Any]
    answer: dict[str, Any]
    status: int
    ms: float
    fault: str | None = None

    @property
    def ok(self) -> bool:
        """Whether the bot was told that the call succeeded."""
        return self.status == 200
