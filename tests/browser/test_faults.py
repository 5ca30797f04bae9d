"""Telegram and Skype fail by the page's switches, people block the bot: nothing is lost, and the organizer is told."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Locator, expect

from tests.browser.conftest import Browse
from tests.browser.desk import Desk, Telephone
from tests.browser.playing import Demo, playing

pytestmark = pytest.mark.asyncio(loop_scope="module")

PENDING = "Skype для бизнеса: ссылка появится здесь"
JOIN = "Присоединиться к конференции"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def demo(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Demo]:
    """One for all of these: each plans an event of its own, and turns off what it has turned on."""
    async with playing(tmp_path_factory.mktemp("demo")) as demo:
        yield demo


async def _switches(desk: Desk, fault: str) -> None:
    await desk.inspects("stage")
    await desk.part(f"fault-{fault}").click()


async def _waits(desk: Desk) -> None:
    """Ten minutes of the demo's clock."""
    await desk.inspects("stage")
    await desk.part("clock-10").click()


def _letters(person: Telephone, summary: str) -> Locator:
    """Those about this event that can be answered."""
    invited = re.compile(rf"(приглашает вас на событие|invites you to an event)\s+{summary}")
    return person.messages(invited).filter(has=person.page.locator(".keys"))


async def test_b11_telegram_down(browse: Browse) -> None:
    """B11. Letters that cannot be delivered arrive when Telegram is up again, each once."""
    desk = await browse()
    letters = _letters(desk.anna, "Планёрка")
    await desk.elena.says("Планёрка завтра 10:00-11:00 @smirnov @annalee")
    await desk.elena.sees_key("Отправить")
    await _switches(desk, "telegram_down")
    await desk.elena.presses("Отправить")
    await desk.inspects("calls")
    await expect(desk.part("inspector").locator("summary .bad").first).to_be_visible()
    await expect(letters).to_have_count(0)
    await _switches(desk, "telegram_down")
    await desk.elena.sees("Участники: 2 человека")
    await desk.alexander.sees("приглашает вас на событие Планёрка")
    await expect(letters).to_have_count(1)


async def test_b17_too_many_requests(browse: Browse) -> None:
    """B17. Telegram has had too much and says how long to wait: the bot waits, and each letter arrives once."""
    desk = await browse()
    await desk.elena.says("Ретроспектива завтра 11:00-12:00 @smirnov @annalee")
    await desk.elena.sees_key("Отправить")
    await _switches(desk, "too_many")
    await desk.elena.presses("Отправить")
    await desk.inspects("calls")
    refused = desk.part("inspector").locator("li", has=desk.page.locator("summary", has_text="429")).first
    await refused.locator("summary").click()
    await expect(refused).to_contain_text("Too Many Requests: retry after 5")
    await desk.shoots("refused")
    await expect(_letters(desk.anna, "Ретроспектива")).to_have_count(0)
    await _switches(desk, "too_many")
    await _waits(desk)
    for person in (desk.alexander, desk.anna):
        await expect(_letters(person, "Ретроспектива")).to_have_count(1)
    await desk.elena.sees(re.compile("Ретроспектива.*Участники: 2 человека", re.DOTALL))


async def test_b18_skype_down(browse: Browse) -> None:
    """B18. Skype cannot be reached: the event stands, its organizer reads why there is no conference, attendees that
    the link will come; and it comes by itself when Skype is back, into the letters that are there."""
    desk = await browse()
    await desk.elena.says("Показ завтра 15:00-16:00 @smirnov skype")
    await desk.elena.sees_key("Отправить")
    await _switches(desk, "skype_down")
    await desk.elena.presses("Отправить")
    await desk.elena.sees(re.compile("Конференцию Skype создать не удалось. Само событие в силе.*Показ", re.DOTALL))
    await desk.elena.sees("Сервер Skype не отвечает. Бот сам попробует ещё раз.")
    await desk.elena.sees_key("Повторить")
    await expect(_letters(desk.alexander, "Показ")).to_contain_text(PENDING)
    await desk.shoots("down")
    await _switches(desk, "skype_down")
    await _waits(desk)
    letter = _letters(desk.alexander, "Показ")
    await expect(letter.locator(".key", has_text=JOIN)).to_be_visible()
    await expect(letter).not_to_contain_text(PENDING)
    await expect(desk.elena.messages("Показ").locator(".key", has_text="Повторить")).to_have_count(0)


async def test_b19_skype_slow(browse: Browse) -> None:
    """B19. Skype takes its time: nobody waits for it longer than the letters do, and the link comes after them."""
    desk = await browse()
    await _switches(desk, "skype_slow")
    await desk.elena.says("Разбор завтра 16:00-17:00 @smirnov skype")
    await desk.elena.presses("Отправить")
    await desk.elena.sees("конференция создаётся, ссылка появится здесь")
    await expect(_letters(desk.alexander, "Разбор")).to_have_count(0)
    await _waits(desk)
    await expect(_letters(desk.alexander, "Разбор")).to_contain_text(PENDING)
    await desk.shoots("slow")
    await _switches(desk, "skype_slow")
    await expect(_letters(desk.alexander, "Разбор").locator(".key", has_text=JOIN)).to_be_visible()
    await desk.part("rooms").click()
    await expect(desk.part("rooms-list").locator("h3", has_text="Разбор")).to_have_count(1)


async def test_b20_blocked(browse: Browse) -> None:
    """B20. Whoever blocks the bot by their menu is named on the organizer's card, with what that means, until they come
    back; then they get what they have missed."""
    desk = await browse()
    await _chooses(desk.alexander, "Заблокировать бота")
    await expect(desk.alexander.node.get_by_role("button", name="Разблокировать")).to_be_visible()
    await desk.elena.says("Обед завтра 13:00-14:00 @smirnov @annalee")
    await desk.elena.presses("Отправить")
    await expect(_letters(desk.anna, "Обед")).to_have_count(1)
    card = desk.elena.messages("Обед").last
    await expect(card).to_contain_text(re.compile("Александр Смирнов\u2069? — заблокировал\\(а\\) бота"))
    await desk.shoots("blocked")
    await desk.alexander.node.get_by_role("button", name="Разблокировать").click()
    await expect(_letters(desk.alexander, "Обед")).to_have_count(1)
    await expect(card).not_to_contain_text("заблокировал(а) бота")
    await _letters(desk.alexander, "Обед").locator(".key", has_text="Принять").click()
    await expect(card).to_contain_text(re.compile("✅ \u2068?Александр"))


async def _chooses(person: Telephone, deed: str) -> None:
    """In the menu that stands for what no message can do."""
    await person.comes()
    await person.node.locator("[data-testid^=menu-]").click()
    await person.node.get_by_role("menuitem", name=deed).click()
