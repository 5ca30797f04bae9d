"""`python -m bot check`: everything is tried, each with a verdict."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pydantic import SecretStr

from bot.conferences.skype.config import SkypeConfig
from bot.conferences.skype.refused_passwords import StoredRefusals
from demo.skype.server import SkypeServer
from demo.telegram import Bot, Telegram, TelegramServer
from storage.uow import Database
from tests.integration.cli.conftest import PASSWORD, USER
from tests.integration.cli.shell import Shell
from tests.proxy import proxy


@pytest.fixture
async def mail(shell: Shell) -> AsyncIterator[str]:
    """host:port of a mail server without TLS and without logins (RFC 5321); the shell's settings lead to it."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mail.example.org\r\n")
        while command := (await reader.readline()).strip():
            writer.write(b"221 bye\r\n" if command == b"QUIT" else b"250 mail.example.org\r\n")
            if command == b"QUIT":
                break
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    where = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
    shell.settings["SMTP_URL"] = f"smtp://{where}"
    yield where
    server.close()
    await server.wait_closed()


async def test_01_everything_is_well(shell: Shell, telegram: TelegramServer, skype: SkypeServer, mail: str) -> None:
    """1. Status 0; nothing is left on the Skype server, and the database is not made."""
    ended = await shell.types("check")
    assert ended.out.splitlines() == [
        "ok    settings: Every PLANERKA_ variable is known and well formed.",
        f"ok    Telegram: The token is that of @planerka_bot ({telegram.url}, directly).",
        f"ok    database: {shell.folder}/planerka.db is not there yet; it will be made at the first start.",
        (
            "warn  access: Everybody may plan events; Any Telegram user can make conferences as planerka@example.org, "
            "since PLANERKA_ACCESS is open: PLANERKA_ACCESS=listed and PLANERKA_ADMINS say who may."
        ),
        "ok    Skype discovery: 127.0.0.1 names 127.0.0.1 as the server.",
        *[line for line in ended.out.splitlines() if "127.0.0.1 accepts the password of the account" in line],
        *[line for line in ended.out.splitlines() if "application: The account may schedule rooms" in line],
        *[line for line in ended.out.splitlines() if "Skype eligible values" in line],
        "ok    Skype create: Made a room; its join link is on " + skype.root_url.split("/")[2] + ".",
        "ok    Skype delete: Deleted it again.",
        f"ok    mail: {mail} answers without TLS; no login is set.",
    ]
    assert (ended.status, ended.err, skype.rooms) == (0, "", {})
    assert list(shell.folder.iterdir()) == []


@pytest.mark.usefixtures("warm")
async def test_02_everything_is_wrong(shell: Shell, telegram: TelegramServer, skype: SkypeServer, mail: str) -> None:
    """2. Every part is tried all the same; each verdict says what to do, and no secret is repeated."""
    database = shell.folder / "planerka.db"
    database.write_text("somebody's notes, longer than the header of a database would ever be")
    database.chmod(0o600)
    wrong = {"BOT_TOKN": "hunter2", "BOT_TOKEN": "43:hunter2", "SKYPE_PASSWORD": "hunter2"}
    ended = await shell.types("check", **wrong, SMTP_URL=f"smtp://planerka:hunter2@{mail}")
    assert [line for line in ended.out.splitlines() if line.startswith("FAIL")] == [
        "FAIL  settings: PLANERKA_BOT_TOKN is not a setting of Planerka; did you mean PLANERKA_BOT_TOKEN?",
        "FAIL  Telegram: Telegram does not know this PLANERKA_BOT_TOKEN; @BotFather shows the valid one.",
        (
            f"FAIL  database: The database {database} (file is not a database) is not a database. "
            "If PLANERKA_DATABASE_URL names the right file, stop the bot and restore a backup: "
            ".venv/bin/python -m bot restore FILE."
        ),
        *[line for line in ended.out.splitlines() if line.startswith("FAIL  Skype sign-in: The account was refused")],
        f"FAIL  mail: {mail} cannot be used: it offers no TLS, so the password would travel in the clear.",
    ]
    assert (ended.status, ended.err) == (1, "")
    assert "hunter2" not in ended.out


@pytest.mark.usefixtures("warm")
async def test_03_nothing_is_configured(shell: Shell) -> None:
    """3. Only the token is needed: status 2 without it, as of `run`; the rest says that it is not there, and that this
    is well."""
    ended = await shell.types("check", DATABASE_URL="sqlite+aiosqlite:///nowhere/planerka.db")
    assert ended.out.splitlines() == [
        "ok    settings: Every PLANERKA_ variable is known and well formed.",
        "FAIL  Telegram: PLANERKA_BOT_TOKEN is not set. BotFather gives one: PLANERKA_BOT_TOKEN=123456:ABC-DEF",
        (
            f"FAIL  database: The folder {shell.folder}/nowhere is not there or cannot be written. Make it, or correct "
            "PLANERKA_DATABASE_URL."
        ),
        "ok    access: Everybody may plan events.",
        "ok    Skype: Not configured: the switch for conferences is absent.",
        "ok    mail: Not configured: letters go by Telegram only.",
    ]
    assert ended.status == 2


@pytest.mark.usefixtures("warm", "telegram")
async def test_03a_inline_mode_is_off(shell: Shell, planerka: Bot) -> None:
    """3a. Nobody needs it, so that is no failure; but it is said where it is switched on."""
    planerka.has_inline = False
    ended = await shell.types("check")
    assert "directly). Inline mode is off: BotFather's /setinline switches it on.\n" in ended.out


@pytest.mark.usefixtures("warm")
async def test_03b_through_a_proxy(shell: Shell, telegram: TelegramServer) -> None:
    """3b. Which way was taken is said, and of the proxy neither user nor password; so it is when it refuses them."""
    async with proxy(("planerka", "hunter2")) as between:
        way = f"through the proxy socks5://127.0.0.1:{between.port}"
        ended = await shell.types("check", TELEGRAM_PROXY=f"socks5://planerka:hunter2@127.0.0.1:{between.port}")
        assert f"ok    Telegram: The token is that of @planerka_bot ({telegram.url}, {way}).\n" in ended.out
        assert len(between.wanted) == 1
        refused = await shell.types("check", TELEGRAM_PROXY=f"socks5://planerka:hunter3@127.0.0.1:{between.port}")
        assert f"FAIL  Telegram: {telegram.url} does not answer {way}. Check the network, " in refused.out
    assert "hunter" not in ended.out + ended.err + refused.out + refused.err


@pytest.mark.usefixtures("warm")
async def test_03c_who_wrote_lately(shell: Shell, telegram: TelegramServer, world: Telegram) -> None:
    """3c. Their ids, for PLANERKA_ADMINS, the last one first; the first of all was told theirs by the bot as well."""
    anna = world.person("Anna Lee", username="annalee", language="en")
    boris = world.person("Boris", username=None, language="en")
    run = await shell.starts("run")
    await run.says("At work as")
    await anna.starts()
    await anna.sees(f"PLANERKA_ACCESS=listed\nPLANERKA_ADMINS={anna.id}")
    await boris.starts()
    await boris.sees("Planerka helps you plan events with your team")
    ended = await shell.types("check", ACCESS="listed", ADMINS="7")
    said = f"Only 7 may plan events; Wrote lately: Boris {boris.id}, Anna Lee (@annalee) {anna.id}."
    assert f"ok    access: {said}" in ended.out.splitlines()
    assert "PLANERKA_ADMINS" not in "".join(message.text for message in boris.messages)


@pytest.mark.usefixtures("warm")
async def test_04_a_refused_password_is_tried_on_purpose(shell: Shell, skype: SkypeServer) -> None:
    """4. What the server refused before is tried once more, as the only thing that does; when it is right by now, the
    running bot may use it again. A wrong one stays refused."""
    await shell.types("migrate")
    url = f"sqlite+aiosqlite:///{shell.folder}/planerka.db"
    units = await Database.open(url, lambda: datetime(2028, 8, 1, tzinfo=UTC))
    refused = StoredRefusals(units, lambda: datetime(2028, 8, 1, tzinfo=UTC))
    right = SkypeConfig("example.org", USER, SecretStr(PASSWORD), root_url=skype.root_url)
    wrong = replace(right, password=SecretStr("hunter2"))
    await refused.add(right)
    ended = await shell.types("check", SKYPE_PASSWORD="hunter2")
    assert "FAIL  Skype sign-in" in ended.out
    assert await refused.holds(right)
    assert await refused.holds(wrong)
    ended = await shell.types("check")
    assert "ok    Skype sign-in" in ended.out
    assert not await refused.holds(right)
    await units.close()
