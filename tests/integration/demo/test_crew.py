"""Killing and starting the bot at any moment, also while Telegram or Skype is out of order."""

import asyncio
import gc
import logging

import aiohttp
import pytest

from bot.road import tasks
from demo.browser.scene import Scene
from demo.crew import NotRunning
from demo.telegram import Fault
from storage.road.inspection import SqlInspection
from tests.integration.demo.conftest import Browser

ROUNDS = 30
REFUSALS: list[tuple[str, int, str]] = [
    ("getMe", 401, "Unauthorized"),
    ("getUpdates", 409, "Conflict: terminated by other getUpdates request"),
]


async def state(browser: Browser, stream: aiohttp.ClientResponse, wanted: str) -> None:
    """Waits until the page shows it."""
    async with asyncio.timeout(20):
        while browser.parts["stage"]["state"] != wanted:
            await browser.reads(stream)


def greetings(scene: Scene) -> int:
    """How often Telegram has told a bot that starts who it is."""
    return sum(call.method == "getMe" and call.status == 200 for call in scene.telegram.world.calls)


async def test_01_started_while_telegram_is_down(browser: Browser, scene: Scene) -> None:
    """1. It returns at once and shows as "restarting"; a second one does nothing; it runs when Telegram is back."""
    async with browser.session.get(f"{browser.url}ui/events") as stream:
        await browser.opens(stream)
        before = greetings(scene)
        await browser.does("bot", do="kill")
        await state(browser, stream, "killed")
        await browser.does("fault", name="telegram_down", on=True)
        for _ in range(2):
            assert await browser.does("bot", do="start") == {}
            await state(browser, stream, "restarting")
        await browser.does("fault", name="telegram_down", on=False)
        await state(browser, stream, "running")
    assert greetings(scene) == before + 1


async def test_02_killed_while_it_waits_for_telegram(browser: Browser, scene: Scene) -> None:
    """2. It stays dead when Telegram is back, until it is started again."""
    async with browser.session.get(f"{browser.url}ui/events") as stream:
        await browser.opens(stream)
        await browser.does("bot", do="kill")
        await browser.does("fault", name="telegram_down", on=True)
        await browser.does("bot", do="start")
        async with asyncio.timeout(20):
            while not scene.telegram.world.calls or scene.telegram.world.calls[-1].method != "getMe":
                await scene.telegram.world.changed.wait()
        await browser.does("bot", do="kill")
        await state(browser, stream, "killed")
        await browser.does("fault", name="telegram_down", on=False)
        with pytest.raises(NotRunning):
            await scene.crew.until_running()
        await browser.does("bot", do="start")
        await state(browser, stream, "running")


@pytest.mark.parametrize(("method", "status", "words"), REFUSALS)
async def test_03_what_keeps_it_from_work_is_told(
    browser: Browser, scene: Scene, caplog: pytest.LogCaptureFixture, method: str, status: int, words: str
) -> None:
    """3. At the start or later: the page shows that it has failed, the terminal shows why; it can be started again."""
    async with browser.session.get(f"{browser.url}ui/events") as stream:
        await browser.opens(stream)
        await browser.does("bot", do="kill")
        scene.telegram.world.faults.add(Fault(method, kind="error", status=status, description=words, times=None))
        await browser.does("bot", do="start")
        await state(browser, stream, "failed")
        await scene.crew.close()
        assert words in caplog.text
        scene.telegram.world.faults.clear()
        await browser.does("bot", do="start")
        await state(browser, stream, "running")


async def test_04_closed_at_any_moment(scene: Scene) -> None:
    """4. No task of the bot is left, whether it has just begun, waits for a killed one to shut down, or is running."""
    crew = scene.crew
    await crew.close()
    before = asyncio.all_tasks()
    for lives in range(1, 4):
        for _ in range(lives):
            crew.kill()
            crew.start()
        await crew.close()
        assert asyncio.all_tasks() <= before
        assert crew.state == "killed"


async def test_05_killed_while_rows_are_read(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """5. No connection is left open, which pytest would report; closing does not wait for a read that does not end."""
    begun = asyncio.Event()

    async def endless(*_: object) -> None:
        begun.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(SqlInspection, "inbox", endless)
    async with asyncio.timeout(20), asyncio.TaskGroup() as page:
        page.create_task(scene.crew.read_rows())
        await begun.wait()
        await scene.crew.close()
    gc.collect()


async def test_06_killed_before_it_has_written_down_what_it_sent(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """6. Closing does not wait for the results to be stored."""
    monkeypatch.setattr(tasks, "STOP_SECONDS", 30)
    planerka = scene.crew.planerka
    scene.telegram.world.faults.add(Fault("sendMessage", kind="delay", delay=1))
    async with asyncio.timeout(20):
        elena = next(iter(scene.telegram.world.people.values()))
        told = len(elena.messages)
        await elena.starts()
        while planerka.delivery.lanes.is_idle:
            await asyncio.sleep(0.01)
        async with planerka.handling.units.write():
            while not any(message.sender is not elena for message in elena.messages[told:]):
                await asyncio.sleep(0.01)
            scene.crew.kill()
            while not planerka.is_left_off:
                await asyncio.sleep(0.01)
        await scene.crew.close()


async def test_07_in_a_great_hurry(browser: Browser, scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    """7. Thirty times killed and started while people write and Skype is slow: no warning is logged, and in the
    end all people are answered."""
    elena, *_, anna = scene.telegram.world.people.values()
    await browser.does("fault", name="skype_slow", on=True)
    for number in range(ROUNDS):
        await asyncio.gather(
            browser.does("start", person=anna.id),
            browser.does("say", person=elena.id, chat=elena.id, text=f"Планёрка {number} 28.08 10:00-11:00 skype"),
            *(browser.does("bot", do=deed) for deed in ("kill", "start", "kill", "start")[number % 2 :]),
        )
        for _ in range(number):
            await asyncio.sleep(0.01)  # so that each is killed at another moment
    scene.crew.start()
    await (await scene.crew.until_running()).until_idle()
    await elena.sees(f"Планёрка {ROUNDS - 1}", timeout=30)
    await anna.sees("/settings", timeout=30)
    await scene.crew.close()
    gc.collect()  # a lost task reports itself now
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == []
