"""The commands as an administrator types them: real processes, each in a folder of its own, with no other settings."""

import asyncio
import os
import signal
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.nursery import Copy, split_off

Process = asyncio.subprocess.Process | Copy

ROOT = Path(__file__).parents[3]
PATIENCE = 60  # seconds for what takes three when nobody else works on the machine


@dataclass(frozen=True)
class Ended:
    status: int
    out: str
    err: str

    @property
    def line(self) -> str:
        """The one line that was said about what went wrong."""
        assert self.out == ""
        assert self.err.count("\n") == 1, self.err
        return self.err.rstrip("\n")


@dataclass
class Command:
    """A process that runs; what it has said so far is in `said`."""

    process: Process
    said: str = field(default="")

    async def says(self, text: str) -> None:
        """Waits until it has said this on stdout or stderr."""
        assert self.process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            while text not in self.said:
                line = await self.process.stdout.readline()
                assert line, f"it ended without saying «{text}»:\n{self.said}"
                self.said += line.decode()

    async def ends(self, by: signal.Signals | None = None) -> int:
        """Its exit status, after a signal if one is given."""
        if by is not None:
            self.process.send_signal(by)
        assert self.process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            self.said += (await self.process.stdout.read()).decode()
            return await self.process.wait()


@dataclass
class Shell:
    """Types `python -m bot …` in a folder. `settings` are without their prefix.

    `is_warm` where it does not matter how a command begins: then it is spared the seconds that its imports take.
    """

    folder: Path
    is_warm: bool = False
    settings: dict[str, str] = field(default_factory=dict)
    commands: list[Command] = field(default_factory=list)

    async def types(self, *words: str, **settings: str) -> Ended:
        """A command that ends by itself."""
        return await _ended(await self._bot(words, settings, is_mixed=False))

    async def runs(self, *words: str, **settings: str) -> Ended:
        """Python with these arguments."""
        return await _ended(await self._python(words, settings, is_mixed=False))

    async def starts(self, *words: str, **settings: str) -> Command:
        """A command that goes on."""
        return self._goes_on(await self._bot(words, settings, is_mixed=True))

    async def begins(self, *words: str, **settings: str) -> Command:
        """Python with these arguments, which goes on."""
        return self._goes_on(await self._python(words, settings, is_mixed=True))

    async def closes(self) -> None:
        """Whatever still runs is ended."""
        for command in self.commands:
            if command.process.returncode is None:
                command.process.kill()
                await command.process.communicate()

    def _goes_on(self, process: Process) -> Command:
        self.commands.append(Command(process))
        return self.commands[-1]

    async def _bot(self, words: tuple[str, ...], settings: dict[str, str], is_mixed: bool) -> Process:
        if self.is_warm:
            return await split_off(words, self.folder, self._environment(settings), is_mixed=is_mixed)
        return await self._python(("-m", "bot", *words), settings, is_mixed)

    async def _python(self, words: tuple[str, ...], settings: dict[str, str], is_mixed: bool) -> Process:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, *words),
            cwd=self.folder,
            env=self._environment(settings),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT if is_mixed else asyncio.subprocess.PIPE,
        )

    def _environment(self, settings: dict[str, str]) -> dict[str, str]:
        own = {f"PLANERKA_{name}": value for name, value in (self.settings | settings).items()}
        others = {name: value for name, value in os.environ.items() if not name.upper().startswith("PLANERKA_")}
        return others | {"PYTHONPATH": str(ROOT)} | own


async def _ended(process: Process) -> Ended:
    async with asyncio.timeout(PATIENCE):
        out, err = await process.communicate()
    assert process.returncode is not None
    return Ended(process.returncode, out.decode(), err.decode())
