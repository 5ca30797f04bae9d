"""The demo as people start it, and the browser that the system has."""

import re
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, async_playwright

from tests.integration.cli.shell import Command, Shell

# Nothing of the browser itself is fetched or tried; as root, in a container, it has no sandbox.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
)

AT = """
import sys
from functools import partial

from bot.cli import main
from demo.browser.site import Site

Site.start = partial(Site.start, port={port})
sys.exit(main(["demo"]))
"""


@dataclass(frozen=True)
class Demo:
    """`python -m bot demo`, running; `url` is the address that it printed."""

    url: str
    command: Command


@asynccontextmanager
async def playing(folder: Path) -> AsyncIterator[Demo]:
    """A process of its own, which ends by Ctrl-C and has nothing to complain about."""
    shell = Shell(folder, is_warm=True)
    try:
        demo = await _begun(await shell.starts("demo"))
        yield demo
        assert await demo.command.ends(by=signal.SIGINT) == 0
        assert "Traceback" not in demo.command.said
    finally:
        await shell.closes()


async def plays_at(port: int, shell: Shell) -> Demo:
    """The demo at this port, whether the usual one is free or not; it ends with the shell."""
    return await _begun(await shell.begins("-c", AT.format(port=port)))


async def _begun(command: Command) -> Demo:
    await command.says("It starts now")
    [url] = re.findall(r"http://127.0.0.1:\d+/", command.said)
    return Demo(url, command)


@asynccontextmanager
async def browsing(chromium: str) -> AsyncIterator[Browser]:
    """`chromium` is the path of the program; none is ever downloaded."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        await browser.close()
