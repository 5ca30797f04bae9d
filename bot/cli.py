"""The commands of the administrator: run, demo, check, health, migrate, backup, restore.

aiogram takes seconds to import, so each command imports its dependencies itself, after the arguments are parsed.
"""

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from bot import __version__
from bot.settings import logs
from bot.settings.model import SettingsError, load


def main(argv: list[str] | None = None) -> int:
    """Exit status: 0 on success, 1 on failure, 2 for a wrong setting or command, 130 after Ctrl-C."""
    arguments = _parser().parse_args(argv)
    os.umask(0o077)  # the files made here hold people's calendars
    try:
        return asyncio.run(_until_stopped(arguments.command(arguments)))
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    typed = "planerka" if Path(sys.argv[0]).stem == "planerka" else "python -m bot"
    parser = argparse.ArgumentParser(prog=typed, description="Planerka plans events in Telegram.")
    parser.add_argument("--version", action="version", version=f"Planerka {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    commands.add_parser("run", help="run the bot").set_defaults(command=_run)
    demo = commands.add_parser("demo", help="run it on embedded servers, without Telegram and Skype")
    demo.add_argument("--story", action="store_true", help="play the life of one event, print the chats and end")
    demo.set_defaults(command=_demo)
    commands.add_parser("check", help="try settings, Telegram, Skype and mail one by one").set_defaults(command=_check)
    health = "whether a bot runs on the database, for healthchecks of containers"
    commands.add_parser("health", help=health).set_defaults(command=_health)
    commands.add_parser("migrate", help="bring the database up to date").set_defaults(command=_migrate)
    backup = commands.add_parser("backup", help="copy the database while the bot runs, and prove the copy")
    backup.add_argument("file", help="the file to be made")
    backup.set_defaults(command=_backup)
    restore = commands.add_parser("restore", help="put a backup in the place of the database, while no bot runs")
    restore.add_argument("file", help="the backup")
    restore.set_defaults(command=_restore)
    return parser


async def _until_stopped(work: Coroutine[Any, Any, int]) -> int:
    """SIGTERM cancels the command, as Ctrl-C does: work under way is finished, the rest waits in the database."""
    task = asyncio.ensure_future(work)  # noqa: TID251  awaited two lines below
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    try:
        return await task
    except asyncio.CancelledError:
        return 0


async def _run(_arguments: argparse.Namespace) -> int:
    settings = load(needs_token=True)
    logs.set_up(settings.log_level, settings.log_format)
    from bot.running import run
    from storage.engines import DatabaseUnusable

    try:
        return await run(settings)
    except DatabaseUnusable as error:
        return _failed(error)


async def _demo(arguments: argparse.Namespace) -> int:
    from demo.main import demo

    return await demo(only_story=arguments.story)


async def _check(_arguments: argparse.Namespace) -> int:
    settings = load()
    from bot.wiring import checks

    failed = False
    async for verdict in checks(settings):
        print(verdict, flush=True)
        failed |= not verdict.ok
    return 2 if settings.bot_token is None else int(failed)  # as `run` would, which tries nothing without a token


async def _health(_arguments: argparse.Namespace) -> int:
    settings = load()
    from storage.engines.sqlite.lock import is_held

    is_running = is_held(settings.database_url)
    print(f"{'A bot' if is_running else 'No bot'} runs on {settings.database_url}")
    return int(not is_running)


async def _migrate(_arguments: argparse.Namespace) -> int:
    settings = load()
    from storage.engines import DatabaseUnusable
    from storage.migrations import migrate

    try:
        await migrate(settings.database_url)
    except DatabaseUnusable as error:
        return _failed(error)
    print(f"The database is up to date: {settings.database_url}")
    return 0


async def _backup(arguments: argparse.Namespace) -> int:
    settings = load()
    from storage.engines.sqlite.backup import BackupFailed, backup

    try:
        print(await backup(settings.database_url, arguments.file))
    except BackupFailed as error:
        return _failed(error)
    return 0


async def _restore(arguments: argparse.Namespace) -> int:
    settings = load()
    from storage.engines import DatabaseUnusable
    from storage.engines.sqlite.restore import restore

    try:
        print(await restore(settings.database_url, arguments.file))
    except DatabaseUnusable as error:
        return _failed(error)
    return 0


def _failed(error: Exception) -> int:
    print(error, file=sys.stderr)
    return 1
