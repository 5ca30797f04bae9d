"""What comes into a chat from elsewhere: a start link of the bot, a place."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Locator, expect

from tests.browser.conftest import Browse
from tests.browser.desk import Desk, Telephone
from tests.browser.playing import Demo, playing

pytestmark = pytest.mark.asyncio(loop_scope="module")

BOT, GROUP = "Планёрка", "Команда"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def demo(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Demo]:
    """One for all of these."""
    async with playing(tmp_path_factory.mktemp("demo")) as demo:
        yield demo


async def test_b21_an_invitation_is_passed_on_by_hand(browse: Browse) -> None:
    """B21. Elena writes the link of an invitation into the group; somebody who has never pressed Start taps it there,
    and the event opens in their own chat with the bot, in nobody else's; Elena's card names them."""
    desk = await browse()
    boris = await _comes(desk, "Борис Котов")
    await desk.elena.presses("Поделиться")
    invitation = desk.elena.messages("Ответить и получить файл").get_by_role("link", name="открыть приглашение")
    await expect(invitation).to_have_attribute("href", re.compile(r"^https://t\.me/planerka_bot\?start=\w+"))
    link = await invitation.get_attribute("href")
    await _opens(desk.elena, GROUP)
    await desk.elena.says(f"Кто ещё придёт? {link}")
    letters = await desk.anna.messages().count()
    await _opens(boris, GROUP)
    await boris.messages("Кто ещё придёт?").get_by_role("link").click()
    await expect(_tab(boris, BOT)).to_have_attribute("aria-pressed", "true")
    await boris.sees(re.compile("приглашает вас на событие.*Собрание акционеров", re.DOTALL))
    await desk.shoots("opened")
    await boris.presses("Принять")
    await expect(_tab(desk.elena, GROUP)).to_have_attribute("aria-pressed", "true")
    await _opens(desk.elena, BOT)
    await desk.elena.sees(re.compile("✅ \u2068?Борис Котов"))
    assert await desk.anna.messages().count() == letters
    assert len(desk.context.pages) == 1, "Telegram opens no page of the browser for it"


async def test_b22_a_place_is_sent(browse: Browse) -> None:
    """B22. Somebody sends a place, which the bot has not asked for: it says what it does understand."""
    desk = await browse()
    await desk.anna.node.get_by_role("button", name="Attach").click()
    await desk.anna.node.get_by_role("menuitem", name="Location").click()
    await desk.part("places").get_by_role("button", name="London").click()
    await desk.anna.sees("Location")
    await desk.anna.sees("I can't see an event in this message.")


def _tab(person: Telephone, title: str) -> Locator:
    """Of this chat."""
    return person.node.locator(".switch").get_by_role("button", name=title)


async def _opens(person: Telephone, title: str) -> None:
    await person.comes()
    await _tab(person, title).click()


async def _comes(desk: Desk, name: str) -> Telephone:
    """One more person on the page, who has not pressed Start."""
    await desk.part("add").click()
    field = desk.part("add-person").locator("[name=name]")
    await field.fill(name)
    await field.press("Enter")
    await expect(desk.telephone(name).node).to_be_visible()
    return desk.telephone(name)
