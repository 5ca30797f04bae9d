"""The commands as an administrator types them: real processes, each in a folder of its own, with no other settings."""

import asyncio
import os
import signal
import sys
from dataclasses import dataclass, field
from pathlib import Path

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

    process: asyncio.subprocess.Process
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
    """Types `python -m bot …` in a folder. `settings` are without their prefix."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    commands: list[Command] = field(default_factory=list)

    async def types(self, *words: str, **settings: str) -> Ended:
        """A command that ends by itself."""
        return await self.runs("-m", "bot", *words, **settings)

    async def runs(self, *words: str, **settings: str) -> Ended:
        """Python with these arguments."""
        process = await self._started(words, settings, stderr=asyncio.subprocess.PIPE)
        async with asyncio.timeout(PATIENCE):
            out, err = await process.communicate()
        assert process.returncode is not None
        return Ended(process.returncode, out.decode(), err.decode())

    async def starts(self, *words: str, **settings: str) -> Command:
        """A command that goes on."""
        return await self.begins("-m", "bot", *words, **settings)

    async def begins(self, *words: str, **settings: str) -> Command:
        """Python with these arguments, which goes on."""
        self.commands.append(Command(await self._started(words, settings, stderr=asyncio.subprocess.STDOUT)))
        return self.commands[-1]

    async def closes(self) -> None:
        """Whatever still runs is ended."""
        for command in self.commands:
            if command.process.returncode is None:
                command.process.kill()
                await command.process.communicate()

    async def _started(
        self, words: tuple[str, ...], settings: dict[str, str], stderr: int
    ) -> asyncio.subprocess.Process:
        own = {f"PLANERKA_{name}": value for name, value in (self.settings | settings).items()}
        others = {name: value for name, value in os.environ.items() if not name.upper().startswith("PLANERKA_")}
        return await asyncio.create_subprocess_exec(
            *(sys.executable, *words),
            cwd=self.folder,
            env=others | {"PYTHONPATH": str(ROOT)} | own,
            stdout=asyncio.subprocess.PIPE,
            stderr=stderr,
        )
