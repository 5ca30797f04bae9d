"""The bot is killed in the middle of its work, as a real process, and started again: nothing is lost or done twice."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Literal

import pytest

from demo.skype.server import SkypeServer
from demo.telegram import Fault, NotSeen, Person, Telegram, TelegramServer
from tests.e2e.process import Killing, gone, starts
from tests.e2e.reading import files, labels, letters
from tests.e2e.stored import stored
from tests.e2e.town import KEY

Moment = Literal["cut_before", "cut_after"]
TOKEN = "42:TEST"
MEETING = "Собрание завтра 10:00-12:30 @smirnov"


class House:
    """Telegram, and the bot as a process."""

    def __init__(self, world: Telegram, database: Path) -> None:
        self.world, self.database = world, database
        self.url = ""
        self.more: dict[str, str] = {}
        self.bot = 0

    async def opens(self) -> None:
        """The bot starts, or starts again."""
        said = len(self.world.calls)
        url = f"sqlite+aiosqlite:///{self.database}"
        given = {"BOT_TOKEN": TOKEN, "TELEGRAM_API": self.url, "DATABASE_URL": url, "LOG_LEVEL": "WARNING"}
        self.bot = starts(**given, **self.more)
        await self.world.until(lambda: any(c.method == "getMe" for c in self.world.calls[said:]), timeout=30)

    async def kills(self, by: signal.Signals = signal.SIGKILL) -> None:
        os.kill(self.bot, by)
        await gone(self.bot)

    async def dies(self, killing: Killing) -> None:
        """Waits until the bot was killed by this."""
        await self.world.until(lambda: killing.is_dead)
        await gone(self.bot)

    async def person(self, name: str, username: str) -> Person:
        person = self.world.person(name, username=username)
        await person.starts()
        await person.sees("Планёрка")
        return person


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    world = Telegram()
    world.bot(token=TOKEN, username="planerka_bot", name="Планёрка")
    house = House(world, tmp_path / "planerka.db")
    server = await TelegramServer.start(world)
    house.url = server.url
    await house.opens()
    yield house
    with suppress(ProcessLookupError):
        await house.kills()
    await server.stop()


async def sends(organizer: Person) -> None:
    """Presses «Отправить»; a bot that dies may leave the press without an answer."""
    await organizer.sees_button("Отправить")
    with suppress(NotSeen):
        await organizer.presses("Отправить", timeout=0.01)


@pytest.mark.parametrize("moment", ["cut_before", "cut_after"])
async def test_killed_while_a_letter_is_sent(house: House, moment: Moment) -> None:
    """K1. Killed in the call that sends a letter, before or after its effect: it arrives after the restart."""
    elena, alexander = await house.person("Елена", "elena"), await house.person("Александр Смирнов", "smirnov")
    await elena.says(MEETING)
    killing = Killing("sendMessage", chat=alexander.id, contains="Собрание", kind=moment, victim=house.bot)
    house.world.faults.add(killing)
    await sends(elena)
    await house.dies(killing)
    copies = letters(alexander, "Собрание")
    assert len(copies) == (moment == "cut_after")

    await house.opens()
    await alexander.receives_file(".ics")
    assert len(letters(alexander, "Собрание")) <= 2, "one harmless copy at most"
    assert len(letters(alexander, "Собрание")) == len(copies) + 1
    assert len(files(alexander)) == 1
    newest = letters(alexander, "Собрание")[-1]
    assert (await alexander.presses("Принять", on=newest)).toast == "Ответ записан: вы придёте."
    await elena.sees("✅ \u2068Александр Смирнов\u2069")


@pytest.mark.parametrize("moment", ["cut_before", "cut_after"])
async def test_killed_while_an_update_is_confirmed(house: House, moment: Moment) -> None:
    """K2. Killed when Telegram gets the getUpdates that confirms an update, heard or not: it is applied once."""
    elena = await house.person("Елена", "elena")
    killing = Killing("getUpdates", kind=moment, victim=house.bot)
    last = house.world.only_bot.updates.last
    assert last is not None
    killing.offset = last.id + 1
    house.world.faults.add(killing)
    await elena.says("Собрание завтра 10:00")
    await house.dies(killing)

    await house.opens()
    form = await elena.sees("Название: Собрание")
    await elena.presses("Отправить", on=form)
    await elena.presses("Сохранить только у себя", on=form)
    await elena.waits(lambda: "Редактировать" in labels(form), "the card", None, 10)
    assert len(letters(elena, "Собрание")) == 1
    assert [len(rows) for rows in stored(house.database, "events", "forms").values()] == [1, 0]


async def test_killed_with_much_to_do(house: House) -> None:
    """K3. Killed twice while ten people get letters: everybody has theirs, with one copy for a crash at most."""
    elena = await house.person("Елена", "elena")
    people = [await house.person(f"Участник {n}", f"crowd{n:02}") for n in range(10)]
    await elena.says("Собрание завтра 10:00 " + " ".join(f"@{p.username}" for p in people))
    for crash in (1, 2):
        killing = Killing("*", contains="Собрание", after=3 * crash, kind="cut_after", victim=house.bot)
        house.world.faults.add(killing)
        if crash == 1:
            await sends(elena)
        await house.dies(killing)
        await house.opens()
    for person in people:
        await person.receives_file(".ics")
        assert 1 <= len(letters(person, "Собрание")) <= 3


async def test_told_to_stop_while_a_letter_is_sent(house: House) -> None:
    """K4. SIGTERM in the middle of a letter: the bot finishes it and ends soon; a restart sends nothing again."""
    elena, alexander = await house.person("Елена", "elena"), await house.person("Александр Смирнов", "smirnov")
    await elena.says(MEETING)
    slow = Fault("sendMessage", chat=alexander.id, kind="delay", delay=0.3)
    house.world.faults.add(slow)
    await elena.presses("Отправить")
    await house.world.until(lambda: slow.met or None)
    async with asyncio.timeout(10):
        await house.kills(by=signal.SIGTERM)
    assert len(letters(alexander, "Собрание")) == len(files(alexander)) == 1

    await house.opens()
    await alexander.presses("Принять")
    await elena.sees("✅ \u2068Александр Смирнов\u2069")
    assert len(letters(alexander, "Собрание")) == len(files(alexander)) == 1


async def test_two_bots_on_one_database(house: House) -> None:
    """K5. A second bot on the same database does not begin; the first one goes on."""
    polls = [c for c in house.world.calls if c.method == "getMe"]
    url = f"sqlite+aiosqlite:///{house.database}"
    second = starts(BOT_TOKEN=TOKEN, TELEGRAM_API=house.url, DATABASE_URL=url)
    await gone(second)
    assert [c for c in house.world.calls if c.method == "getMe"] == polls
    await house.person("Елена", "elena")


async def test_killed_while_a_password_is_tried(house: House) -> None:
    """K6. Killed while the Skype server is asked whether a password is right: the message is gone, what waits in the
    database is sealed, and after the restart it is tried and stored."""
    skype = await SkypeServer.start(user="planerka@example.org", password="secret")
    skype.add_user("elena@example.org", "Tr0ub4dor-and-3")
    await house.kills()
    account = {"SKYPE_USER": "planerka@example.org", "SKYPE_PASSWORD": "secret", "SECRET_KEYS": KEY}
    house.more = {"SKYPE_URL": skype.root_url} | account
    await house.opens()
    elena = await house.person("Елена", "elena")
    await elena.says("/skype")
    await elena.sees("Skype для бизнеса")
    await elena.says("elena@example.org")
    await elena.sees("Теперь введите пароль")
    skype.faults.slow()
    typed = await elena.says("Tr0ub4dor-and-3")
    await elena.waits(lambda: typed.deleted, "the message going", None, 10)
    async with asyncio.timeout(10):
        while not skype.journal:
            await asyncio.sleep(0.01)
    await house.kills()
    assert "Tr0ub4dor-and-3" not in str(stored(house.database, "inbox", "outbox", "conference_accounts"))

    skype.faults.release()
    await house.opens()
    await elena.sees("Пароль верный.")
    assert skype.failures == {}
    await skype.stop()
