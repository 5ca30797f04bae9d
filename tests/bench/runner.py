"""Runs Planerka until SIGTERM."""

import asyncio
import signal

from bot import logs
from bot.settings import load
from bot.wiring import running


async def main() -> None:
    settings = load()
    logs.set_up(settings.log_level, settings.log_format)
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with running(settings):
        await stop.wait()


asyncio.run(main())
