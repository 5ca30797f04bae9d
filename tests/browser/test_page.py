"""What the page is good for: files, loading it anew, strange names, keyboards, languages, themes, screen readers."""

import re
from collections.abc import AsyncIterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from icalendar import Calendar
from playwright.async_api import expect

from tests.browser.conftest import Browse
from tests.browser.desk import PHONE, WIDE, Desk, Look
from tests.browser.playing import Demo, playing

pytestmark = pytest.mark.asyncio(loop_scope="module")

NAME = "<script>alert(1)</script>"
TABS = 60  # to the first person's input, at most
LOOKS = [Look("light", PHONE), Look("dark", PHONE), Look("light", WIDE), Look("dark", WIDE)]
GRAVE = {"serious", "critical"}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def demo(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Demo]:
    """One for all of these."""
    async with playing(tmp_path_factory.mktemp("demo")) as demo:
        yield demo


async def test_b03_the_calendar_file(browse: Browse) -> None:
    """B3. The file below a letter is downloaded, and is the event's."""
    desk = await browse()
    async with desk.page.expect_download() as download:
        await desk.anna.messages(".ics").get_by_role("link").last.click()
    file = await download.value
    assert file.suggested_filename == "sobranie-aktsionerov-2028-08-28.ics"
    calendar = Calendar.from_ical((await file.path()).read_bytes())
    [event] = calendar.walk("VEVENT")
    assert (calendar["METHOD"], event["SUMMARY"]) == ("PUBLISH", "Собрание акционеров")
    assert event.decoded("DTSTART") == datetime(2028, 8, 28, 10, 0, tzinfo=ZoneInfo("Europe/Moscow"))


async def test_b04_reload(browse: Browse) -> None:
    """B4. Reloading the page in the middle of the story shows it as it was, and it can be continued."""
    desk = await browse()
    await desk.elena.presses("Редактировать")
    await desk.elena.sees("Изменение события")
    seen = await desk.elena.messages().all_inner_texts()
    await desk.page.reload()
    await desk.is_whole()
    assert await desk.elena.messages().all_inner_texts() == seen
    await desk.elena.presses("Не сохранять")
    await desk.elena.sees_key("Редактировать")


async def test_b05_a_name_that_is_a_script(browse: Browse) -> None:
    """B5. It is text wherever it stands: heading, letter, card, inspector."""
    desk = await browse()
    scripts = await desk.page.locator("script").count()
    await desk.part("add").click()
    form = desk.part("add-person")
    await form.locator("[name=name]").fill(NAME)
    await form.locator("[name=username]").fill("scripted")
    await form.locator("[name=username]").press("Enter")
    stranger = desk.telephone(NAME)
    await expect(stranger.node.get_by_role("heading")).to_have_text(NAME)
    await stranger.node.get_by_role("button", name="Старт", exact=True).click()
    await stranger.sees(NAME)
    await desk.elena.says("Планёрка завтра 10:00-11:00 @scripted")
    await desk.elena.sees(NAME)
    await desk.elena.presses("Отправить")
    await stranger.sees("приглашает вас на событие Планёрка")
    await stranger.presses("Принять")
    await desk.elena.sees(f"✅ \u2068{NAME}\u2069")
    await desk.inspects("updates")
    await expect(desk.part("inspector")).to_contain_text(NAME)
    await desk.inspects("calls")
    await desk.part("inspector").locator("summary").first.click()
    await desk.shoots("everywhere")
    assert await desk.page.locator("script").count() == scripts


async def test_b06_keyboard_only(browse: Browse) -> None:
    """B6. Tab to an input, a command chosen by arrows, a button pressed by Enter, all without a mouse."""
    desk = await browse()
    keyboard, composer = desk.page.keyboard, desk.elena.node.locator("textarea:visible")
    for _ in range(TABS):
        await keyboard.press("Tab")
        if await composer.evaluate("node => node === document.activeElement"):
            break
    await expect(composer).to_be_focused()
    await keyboard.type("/")
    await expect(desk.elena.node.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    wanted = desk.elena.node.get_by_role("option").nth(1)
    command = (await wanted.inner_text()).split()[0]
    await keyboard.press("ArrowDown")
    await expect(wanted).to_have_attribute("aria-selected", "true")
    await keyboard.press("Enter")
    await desk.elena.sees(command)
    await keyboard.type("Планёрка завтра 10:00-11:00")
    await keyboard.press("Enter")
    await desk.elena.sees_key("Отправить")
    await desk.elena.key("Отправить").focus()
    await keyboard.press("Enter")
    await desk.elena.sees_key("Сохранить только у себя")


async def test_b07_language_and_theme_stay(browse: Browse) -> None:
    """B7. The page's language and theme are changed by a button each, and are the same the next time."""
    desk = await browse()
    html = desk.page.locator("html")
    await expect(html).to_have_attribute("lang", "ru")
    await desk.part("language-toggle").click()
    await desk.part("theme-toggle").click()
    await expect(html).to_have_attribute("data-theme", "dark")
    await desk.page.reload()
    await desk.is_whole()
    await expect(html).to_have_attribute("lang", "en")
    await expect(html).to_have_attribute("data-theme", "dark")
    await expect(desk.part("intro")).to_contain_text("This is Planerka")
    await desk.elena.sees("Skype для бизнеса")


async def test_b08_nothing_serious_for_axe(browse: Browse) -> None:
    """B8. axe-core finds nothing serious or critical: both themes, both widths, the inspector, a window."""
    found: list[str] = []
    for look in LOOKS:
        desk = await browse(look)
        found += await _findings(desk, f"{look}")
        for tab in ("stage", "calls", "rows") if look.size == WIDE else ("stage",):
            await desk.inspects(tab)
            found += await _findings(desk, f"{look} {tab}")
        await desk.closes_inspector()
        await desk.part("rooms").click()
        found += await _findings(desk, f"{look} rooms")
        await desk.page.goto(str(await desk.part("rooms-list").get_by_role("link").first.get_attribute("href")))
        found += await _findings(desk, f"{look} room")
    assert not found, "\n".join(found)


async def _findings(desk: Desk, where: str) -> list[str]:
    """Rules of axe-core with an impact worth failing for (deque.com/axe, "impact")."""
    await desk.settles()
    violations = (await Axe().run(desk.page)).response["violations"]
    return [
        f"{where}: {rule['id']} at {node['target']}: {node['failureSummary']}"
        for rule in violations
        if rule["impact"] in GRAVE
        for node in rule["nodes"]
    ]


async def test_b14_people_are_picked(browse: Browse) -> None:
    """B14. The bot's keyboard opens Telegram's own window; who is ticked there is invited."""
    desk = await browse()
    await desk.elena.says("Обед завтра 13:00-14:00")
    await desk.elena.sees_key("Отправить")
    await desk.elena.presses("Участники")
    await desk.elena.presses("Выбрать людей")
    await desk.elena.node.locator(".reply-keys .key").first.click()
    for name in ("Александр Смирнов", "Anna Lee"):
        await desk.part("picker").locator("label", has_text=name).click()
    await desk.shoots("picker")
    await desk.part("picker").get_by_role("button", name="Поделиться").click()
    await desk.elena.sees_key("● Anna Lee")
    await desk.elena.presses("Назад")
    await desk.elena.presses("Отправить")
    await desk.anna.sees(re.compile("invites you to an event.*Обед", re.DOTALL))
