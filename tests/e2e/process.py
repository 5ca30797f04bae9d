"""The bot as a process of its own, which can be killed at any moment."""

import asyncio
import os
import signal
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.settings.model import PREFIX
from demo.telegram import Fault
from tests.nursery import begins

ROOT = Path(__file__).parents[2]


def starts(**settings: str) -> int:
    """`python -m bot run` with these settings (without their prefix); its process id."""
    process = begins(["run"], ROOT, os.environ | {PREFIX + name: value for name, value in settings.items()})
    assert process.pid is not None
    return process.pid


@dataclass
class Killing(Fault):
    """Kills the bot when it makes this call: nobody hears whether it had an effect (cut_after) or none (cut_before)."""

    victim: int = 0
    offset: int | None = None
    is_dead: bool = field(default=False, init=False)

    def matches(self, method: str, params: dict[str, Any]) -> bool:
        return super().matches(method, params) and (self.offset is None or int(params.get("offset") or 0) > self.offset)

    def strikes(self) -> bool:
        strikes = super().strikes()
        if strikes:
            os.kill(self.victim, signal.SIGKILL)
            self.is_dead = True
        return strikes


async def gone(process: int) -> None:
    """Waits until the process has ended."""
    with suppress(ProcessLookupError):
        while True:
            os.kill(process, 0)
            await asyncio.sleep(0.01)
