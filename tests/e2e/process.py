"""The bot as a process of its own, which can be killed at any moment.

Importing everything takes seconds, so one process does it once and splits off a copy of itself for every start.
"""

import asyncio
import json
import os
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

import bot.running  # noqa: F401  what every start would import
from bot.cli import main
from bot.demo.telegram import Fault
from bot.settings import PREFIX

ROOT = Path(__file__).parents[2]


class Nursery:
    """The process that imports everything once."""

    def __init__(self) -> None:
        command = (sys.executable, "-c", "from tests.e2e.process import splits_off; splits_off()")
        self._parent = Popen(command, cwd=ROOT, stdin=PIPE, stdout=PIPE, text=True)

    def starts(self, **settings: str) -> int:
        """`python -m bot run` with these settings (without their prefix); its process id."""
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        line = json.dumps({PREFIX + name: value for name, value in settings.items()})
        print(line, file=self._parent.stdin, flush=True)
        return int(self._parent.stdout.readline())

    def closes(self) -> None:
        """Ends it; its children are ended by whoever started them."""
        self._parent.communicate()


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


def splits_off() -> None:
    """Reads settings line by line and starts a bot with each; a child that has ended leaves no trace."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        if (child := os.fork()) == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            os.dup2(os.open(os.devnull, os.O_RDWR), 0)
            os.dup2(2, 1)
            os.environ.update(json.loads(line))
            os._exit(main(["run"]))
        print(child, flush=True)
