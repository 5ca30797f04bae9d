"""The connection is cut, the bot is killed, the demo is started anew, time goes by: the page follows."""

import re
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.browser.conftest import Browse
from tests.browser.desk import Look, sits_down
from tests.browser.line import Line
from tests.browser.playing import Demo, plays_at
from tests.integration.cli.shell import Shell
from tests.ports import held_port

pytestmark = pytest.mark.asyncio(loop_scope="module")

COMING = re.compile("✅ \u2068?Anna Lee")
WAITING = re.compile("⏳ \u2068?Anna Lee")


@pytest_asyncio.fixture(loop_scope="module")
async def line(demo: Demo) -> AsyncIterator[Line]:
    """Between a browser and the demo; asked for before `browse`, so that it outlives the page."""
    async with Line.to(demo.url) as line:
        yield line


async def test_b09_connection_cut(line: Line, browse: Browse) -> None:
    """B9. What others did while the connection was lost is there when it is back, and so is unfinished text."""
    away, present = await browse(Look(proxy=line.proxy)), await browse()
    away.forgiven.append("net::ERR_")
    composer = away.elena.node.locator("textarea:visible")
    await composer.fill("Ещё не")
    line.cut()
    await expect(away.part("bar-lost")).to_be_visible()
    await present.anna.presses("Accept")
    await present.elena.sees(COMING)
    await expect(away.elena.messages(COMING)).to_have_count(0)
    line.mend()
    await away.elena.sees(COMING)
    await away.is_whole()
    await expect(composer).to_have_value("Ещё не")


async def test_b10_bot_killed(browse: Browse) -> None:
    """B10. What is pressed and said while the bot is dead is answered when it lives again, each once."""
    desk = await browse()
    letters = await desk.anna.messages().count()
    await desk.inspects("stage")
    await desk.part("bot-kill").click()
    await expect(desk.part("bar-killed")).to_be_visible()
    await desk.anna.presses("Accept")
    await expect(desk.anna.key("Accept")).to_have_attribute("aria-busy", "true")
    await desk.alexander.says("/help")
    await desk.part("bot-start").click()
    await expect(desk.part("bar-killed")).to_have_count(0)
    await desk.anna.sees_key("✓ Accept")
    await desk.elena.sees(COMING)
    await expect(desk.alexander.messages().last).not_to_have_text("/help")
    await desk.inspects("updates")
    presses = await desk.part("inspector").locator("li", has_text="callback_query").count()
    await desk.inspects("calls")
    answers = desk.part("inspector").locator("summary", has_text="answerCallbackQuery")
    await expect(answers).to_have_count(presses)
    assert await desk.anna.messages().count() == letters


async def test_b10a_bot_started_while_telegram_is_down(browse: Browse) -> None:
    """B10a. Neither dead nor at work, says the page, until Telegram is back; it can be killed meanwhile."""
    desk = await browse()
    await desk.inspects("stage")
    await desk.part("fault-telegram_down").click()
    for _ in range(2):
        await desk.part("bot-kill").click()
        await expect(desk.part("bar-killed")).to_be_visible()
        await desk.part("bot-start").click()
        await expect(desk.part("bar-restarting")).to_be_visible()
    await desk.part("fault-telegram_down").click()
    await expect(desk.part("bar-restarting")).to_have_count(0)
    await desk.anna.presses("Accept")
    await desk.elena.sees(COMING)


async def test_b12_time_goes_by(browse: Browse) -> None:
    """B12. Nine days later the event is over: no calendar has it, and its letter says so."""
    desk = await browse()
    await expect(desk.part("clock")).to_contain_text("21 авг")
    await desk.inspects("stage")
    await desk.part("clock-minutes").fill(str(9 * 24 * 60))
    await desk.part("clock-minutes").press("Enter")
    await expect(desk.part("clock")).to_contain_text("30 авг")
    await desk.elena.says("/calendar")
    await desk.elena.sees(re.compile("^Календарь"))
    await desk.anna.presses("Accept")
    await desk.anna.sees("over")


async def test_b16_demo_started_anew(browser: Browser, tmp_path: Path) -> None:
    """B16. The demo is killed and started again at the same address while its page is open: by itself the page says
    so, comes back and shows the new world, before any answer, and can be used."""
    shell, invitation = Shell(tmp_path), "invites you to an event Планёрка"  # the bot is called Планёрка as well
    with held_port() as port:
        try:
            demo = await plays_at(port, shell)
            desk = await sits_down(browser, demo.url, tmp_path, Look())
            desk.forgiven.append("net::ERR_")
            await desk.opens()
            await desk.anna.presses("Accept")
            await desk.elena.sees(COMING)
            await desk.elena.says("Планёрка завтра 10:00-11:00 @annalee")
            await desk.elena.presses("Отправить")
            await desk.anna.sees(invitation)
            await demo.command.ends(by=signal.SIGKILL)
            await expect(desk.part("bar-lost")).to_be_visible()
            await plays_at(port, shell)
            await desk.elena.sees(WAITING)
            await desk.is_whole()
            await expect(desk.anna.messages(invitation)).to_have_count(0)
            await desk.anna.presses("Accept")
            await desk.elena.sees(COMING)
            await desk.context.close()
            assert desk.faults == []
        finally:
            await shell.closes()
