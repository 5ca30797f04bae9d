"""An event goes from chat to chat: inline mode, and what its link opens."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Browse

pytestmark = pytest.mark.asyncio(loop_scope="module")

GROUP = "Команда"
CARD = re.compile("Обед.*Организатор.*Елена", re.DOTALL)


async def test_b23_shared_into_the_group(browse: Browse) -> None:
    """B23. «Поделиться» asks for a chat; the event is offered there, and its link invites the person who opens it."""
    desk = await browse()
    await desk.elena.says("Обед завтра 13:00-14:00")
    await desk.elena.presses("Отправить")
    await desk.elena.presses("Сохранить только у себя")
    await desk.elena.sees(CARD)
    await desk.elena.presses("Поделиться")
    await desk.elena.presses("Выбрать чат")
    await desk.shoots("chats")
    await desk.part("chats").get_by_role("button", name=GROUP).click()
    lines = desk.elena.node.get_by_role("option")
    await expect(lines).to_have_count(2)
    await expect(lines.first).to_have_text("Новое событие")
    await expect(lines.last).to_have_attribute("aria-selected", "true")
    await desk.shoots("offered")
    await desk.elena.node.get_by_role("button", name="Отправить сообщение").click()
    await desk.elena.sees("приглашает вас на событие Обед")
    await desk.alexander.node.get_by_role("button", name=GROUP).click()
    await desk.alexander.messages("Обед").get_by_text("открыть приглашение").click()
    await desk.alexander.sees_key("Принять")
    await desk.alexander.sees(CARD)
    await desk.alexander.presses("Принять")
    await desk.shoots("accepted")


async def test_b24_the_bots_name_is_typed(browse: Browse) -> None:
    """B24. A person without an event of their own is offered to make one, and is led to the bot."""
    desk = await browse()
    await desk.anna.node.get_by_role("button", name=GROUP).click()
    await desk.anna.node.locator("textarea:visible").fill("@planerka_bot ")
    await expect(desk.anna.node.get_by_role("option", name="Nothing found")).to_be_visible()
    await desk.anna.node.get_by_role("option", name="New event").click()
    await desk.anna.sees_key("Back")


async def test_b25_left_while_a_chat_is_chosen(browse: Browse) -> None:
    """B25. Elena leaves the group on another page while she chooses it on this one: she stays where she is."""
    desk, other = await browse(), await browse()
    await desk.elena.presses("Поделиться")
    await desk.elena.presses("Выбрать чат")
    await other.elena.node.get_by_role("button", name="Что может сделать").click()
    await other.elena.node.get_by_role("menuitem", name="Выйти").click()
    await expect(desk.elena.node.locator(".switch").get_by_role("button", name=GROUP)).to_have_count(0)
    await desk.part("chats").get_by_role("button", name=GROUP).click()
    await expect(desk.elena.node.locator("textarea:visible")).to_be_visible()
    await desk.elena.sees_key("Поделиться")
