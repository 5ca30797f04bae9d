"""`python -m bot run`."""

import signal

import pytest

from demo.skype.server import SkypeServer
from demo.telegram import Bot, Telegram, TelegramServer
from demo.telegram.bots import Webhook
from tests.integration.cli.conftest import PASSWORD, TOKEN
from tests.integration.cli.shell import Shell
from tests.ports import held_port


async def test_01_a_day_at_work(shell: Shell, telegram: TelegramServer, skype: SkypeServer, world: Telegram) -> None:
    """1. It says what it is, answers people, lets itself be backed up, and ends well on SIGTERM; files are private."""
    anna = world.person("Anna Lee", username="annalee", language="en")
    run = await shell.starts("run", SKYPE_DOMIAN="example.org", SMTP_URL="smtp://mail.example.org")
    await run.says("At work as @planerka_bot")
    await anna.starts()
    await anna.sees("Planerka helps you plan events with your team")
    assert (await shell.types("health")).status == 0
    copied = await shell.types("backup", "copy.db")
    assert (copied.status, copied.err) == (0, "")
    assert copied.out.startswith("copy.db: ")
    assert copied.out.endswith(" bytes, intact: people 1, events 0, letters 0\n")
    files = {file.name: oct(file.stat().st_mode & 0o777) for file in shell.folder.iterdir()}
    made = ("planerka.db", "planerka.db-wal", "planerka.db-shm", "planerka.db.lock", "copy.db")
    assert files == dict.fromkeys(made, "0o600")
    assert await run.ends(by=signal.SIGTERM) == 0
    for said in (
        "Planerka 0.1.0: database sqlite+aiosqlite:///planerka.db, Skype conferences as planerka@example.org",
        "PLANERKA_SKYPE_DOMIAN is not a setting of Planerka; did you mean PLANERKA_SKYPE_DOMAIN?",
        "Letters by mail are not supported in this version",
        "WARNING bot.running: Any Telegram user can make conferences as planerka@example.org",
        "Stopped",
    ):
        assert said in run.said
    assert "Traceback" not in run.said
    assert TOKEN not in run.said
    assert PASSWORD not in run.said


@pytest.mark.usefixtures("warm")
async def test_02_telegram_is_late_and_then_gives_the_updates_to_somebody_else(
    shell: Shell, world: Telegram, planerka: Bot
) -> None:
    """2. Without an answer it goes on trying; an update conflict ends it with status 1, and both causes are named."""
    with held_port() as port:
        run = await shell.starts("run", BOT_TOKEN=TOKEN, TELEGRAM_API=f"http://127.0.0.1:{port}")
        await run.says("trying again in 1 s")
        planerka.webhook = Webhook("https://example.org/hook")
        server = await TelegramServer.start(world, port=port)
        assert await run.ends() == 1
    await server.stop()
    assert "either another process polls with the same token, or a webhook is set" in run.said
    assert "Traceback" not in run.said


@pytest.mark.usefixtures("warm")
async def test_03_telegram_does_not_know_the_token(shell: Shell, telegram: TelegramServer) -> None:
    """3. One line, status 2, and not a word of the token."""
    ended = await shell.types("run", BOT_TOKEN="43:OTHER")
    assert ended.status == 2
    assert ended.err.splitlines()[-1].startswith("Telegram does not know this PLANERKA_BOT_TOKEN")
    assert "Traceback" not in ended.err
    assert "OTHER" not in ended.err
