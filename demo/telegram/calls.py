"""The log of Bot API calls."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, eq=False)
class Call:
    """One call: parameters (files by name and size), answer and duration. Numbers grow.

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
