"""A bot under measurement: a process of its own, pinned to one processor, with what it costs read from /proc."""

import asyncio
import contextlib
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from .double import TOKEN
from .taps import Card

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
SECONDS_TO_STOP = 20.0
ALLOWED_CPUS = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []


class BenchError(Exception):
    """A bot did not start, died or left a tap without service: its figures would mean nothing."""


@dataclass(frozen=True)
class Contestant:
    """How to fill a bot's database and how to start it; both commands are arguments of this Python.

    `prepare` gets the ids of the first and the last person appended and prints `{person: {message_id, text, markup}}`.
    """

    name: str
    prepare: tuple[str, ...]
    run: tuple[str, ...]


@dataclass(frozen=True)
class Running:
    """A bot that runs; figures are of its whole process tree."""

    name: str
    process: asyncio.subprocess.Process
    log: Path

    def cpu_seconds(self) -> float:
        """User and system time spent so far, including that of children which have ended."""
        return sum(sum(map(int, stat[11:15])) for stat in self._stats()) / TICKS_PER_SECOND

    def peak_megabytes(self) -> float:
        """The largest resident size so far (`VmHWM`), summed over the processes."""
        lines = [line.split() for pid in self._tree() for line in Path(f"/proc/{pid}/status").read_text().splitlines()]
        return sum(int(line[1]) for line in lines if line and line[0] == "VmHWM:") / 1024

    def last_words(self) -> str:
        """The end of what the bot wrote, for an error message."""
        return self.log.read_text(errors="replace")[-3000:]

    def _tree(self) -> list[int]:
        parents = {int(path.name): int(fields[1]) for path in Path("/proc").glob("[0-9]*") if (fields := _stat(path))}
        tree = [self.process.pid]
        for pid in tree:
            tree += [child for child, parent in parents.items() if parent == pid]
        return tree

    def _stats(self) -> list[list[str]]:
        return [_stat(Path(f"/proc/{pid}")) for pid in self._tree()]


def _stat(path: Path) -> list[str]:
    """The fields of /proc/PID/stat from the state on (proc(5) numbers them from 3); empty if the process is gone."""
    try:
        return (path / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def environment(base_url: str, folder: Path) -> dict[str, str]:
    """What both bots read: the token, the address of the double, a database in the folder."""
    ours = {
        "PLANERKA_BOT_TOKEN": TOKEN,
        "PLANERKA_TELEGRAM_API": base_url,
        "PLANERKA_LOG_LEVEL": "WARNING",
        "PLANERKA_DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'bench.db'}",
    }
    return os.environ | ours


async def prepared(contestant: Contestant, env: dict[str, str], people: range) -> dict[int, Card]:
    """Fill the database; gives the card that every person's chat shows."""
    argv = [*contestant.prepare, str(people[0]), str(people[-1])]
    process = await asyncio.create_subprocess_exec(sys.executable, *argv, env=env, stdout=asyncio.subprocess.PIPE)
    output, _ = await process.communicate()
    if process.returncode:
        raise BenchError(f"{contestant.name} could not be prepared")
    return {int(person): Card(**card) for person, card in json.loads(output).items()}


@asynccontextmanager
async def running(contestant: Contestant, env: dict[str, str], folder: Path) -> AsyncIterator[Running]:
    """Start the bot on the first processor; stop it with SIGTERM at the end."""
    log = folder / "log"
    with log.open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            sys.executable, *contestant.run, env=env, stdout=output, stderr=output
        )
    pin(process.pid, 0)
    try:
        yield Running(contestant.name, process, log)
    finally:
        await _stop(process)


def pin(pid: int, index: int) -> None:
    """Keep a process (0: this one) on one processor: bot and double must not take time from each other."""
    if len(ALLOWED_CPUS) > 1:
        os.sched_setaffinity(pid, {ALLOWED_CPUS[index]})


async def _stop(process: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), SECONDS_TO_STOP)
    except TimeoutError:
        process.kill()
        await process.wait()
