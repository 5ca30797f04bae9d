"""Commands that begin with everything imported.

Importing takes three seconds of a processor's time, so one process does it once for all tests (multiprocessing's fork
server) and splits off a copy of itself for each start.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from bot.cli import main

NURSERY = get_context("forkserver")
NURSERY.set_forkserver_preload(["demo.stage", "demo.crew", "bot.running", "pytest", __name__])


@dataclass(frozen=True)
class Copy:
    """As much of an asyncio.subprocess.Process as our tests need."""

    process: BaseProcess
    stdout: asyncio.StreamReader
    stderr: asyncio.StreamReader

    @property
    def returncode(self) -> int | None:
        return self.process.exitcode

    def send_signal(self, number: int) -> None:
        assert self.process.pid is not None
        os.kill(self.process.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    async def wait(self) -> int:
        ended = asyncio.Event()
        loop = asyncio.get_running_loop()
        loop.add_reader(self.process.sentinel, ended.set)
        try:
            await ended.wait()
        finally:
            loop.remove_reader(self.process.sentinel)
        assert self.process.exitcode is not None
        return self.process.exitcode

    async def communicate(self) -> tuple[bytes, bytes]:
        out, err = await asyncio.gather(self.stdout.read(), self.stderr.read())
        await self.wait()
        return out, err


def begins(words: Sequence[str], folder: Path, environment: Mapping[str, str], *pipes: Connection) -> BaseProcess:
    """`python -m bot` with these words; stdout and stderr go into the pipes, if there are any."""
    given = (list(words), folder, dict(environment), *pipes)
    process = NURSERY.Process(target=_becomes, args=given, daemon=True)
    process.start()
    for pipe in set(pipes):
        pipe.close()
    return process


async def split_off(words: Sequence[str], folder: Path, environment: Mapping[str, str], *, is_mixed: bool) -> Copy:
    """The same, with what it says; `is_mixed` sends what it says on stderr to stdout."""
    (out, its_out), (err, its_err) = NURSERY.Pipe(duplex=False), NURSERY.Pipe(duplex=False)
    if is_mixed:
        its_err.close()
    process = begins(words, folder, environment, its_out, its_out if is_mixed else its_err)
    return Copy(process, await _reader(out), await _reader(err))


def _becomes(words: list[str], folder: Path, environment: dict[str, str], *pipes: Connection) -> None:
    for number, pipe in enumerate(pipes, start=1):
        os.dup2(pipe.fileno(), number)
    for pipe in set(pipes):
        pipe.close()
    # New ones, as every process has them: those of the nursery remember what it was started with, a file for example.
    sys.stdout = os.fdopen(1, "w", closefd=False)
    sys.stderr = os.fdopen(2, "w", buffering=1, errors="backslashreplace", closefd=False)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.exit(main(words))


async def _reader(pipe: Connection) -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    file = os.fdopen(os.dup(pipe.fileno()), "rb", buffering=0)
    pipe.close()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), file)
    return reader
