"""What people who have just found Planerka do on the page of its demo."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import Browse
from tests.browser.desk import PHONE, WIDE, Desk, Look, Telephone

pytestmark = pytest.mark.asyncio(loop_scope="module")

SUBJECT = "Собрание акционеров"
LOOKS = [
    Look("light", PHONE, "ru-RU"),
    Look("dark", PHONE, "en-GB"),
    Look("light", WIDE, "en-GB"),
    Look("dark", WIDE, "ru-RU"),
]
COMING = re.compile("✅ \u2068?Anna Lee")
WAITING = re.compile("⏳ \u2068?Anna Lee")


@pytest.mark.parametrize("look", LOOKS, ids=str)
async def test_b01_the_whole_story(browse: Browse, look: Look) -> None:
    """B1. Invited, answered, moved by taps, link copied, joined, conference removed, which whoever is in it sees at
    once, cancelled, deleted; all by the page, whose console stays empty."""
    desk = await browse(look)
    await desk.shoots("1-letters")
    await _answer(desk)
    await _move(desk)
    room = await _join(desk)
    await _remove_the_conference(desk, room)
    await _cancel(desk)


async def _answer(desk: Desk) -> None:
    await desk.anna.presses("Accept")
    await desk.anna.sees_key("✓ Accept")
    await _toast_leaves_free(desk.anna, "✓ Accept")
    await desk.alexander.presses("Возможно")
    await desk.alexander.sees_key("✓ Возможно")
    await desk.elena.sees(COMING)
    await desk.elena.sees(re.compile("[^⏳✅] \u2068?Александр"))
    await desk.shoots("2-answered")


async def _toast_leaves_free(person: Telephone, key: str) -> None:
    """What was just pressed can be seen, and pressed again."""
    await person.sees_toast("Saved")
    toast, pressed = [
        await node.evaluate("node => node.getBoundingClientRect().toJSON()")
        for node in (person.node.get_by_test_id("toast").last, person.key(key))
    ]
    assert toast["bottom"] <= pressed["top"] or toast["top"] >= pressed["bottom"]


async def _move(desk: Desk) -> None:
    for key in ("Редактировать", "✓ Время", "29", "14:30", "1½ ч"):
        await desk.elena.presses(key)
    await desk.elena.sees("Время: вт, 29 августа 2028, 14:30 – 16:00")
    await desk.shoots("3-moving")
    await desk.elena.presses("Отправить")
    await desk.anna.sees("→ Tue, 29 Aug 2028, 12:30 – 14:00 (GMT+01:00)")
    await desk.elena.sees(WAITING)
    await desk.shoots("4-moved")


async def _join(desk: Desk) -> Page:
    await desk.elena.presses("Скопировать ссылку")
    await desk.elena.sees_toast("Скопировано")
    link = await desk.clipboard()
    async with desk.context.expect_page() as opened:
        await desk.anna.presses("Join the conference")
    room = await opened.value
    assert room.url == link
    await expect(room.get_by_role("heading")).to_have_text(SUBJECT)
    await expect(room.locator("body")).to_contain_text("planerka@example.org")
    await expect(room.locator("time")).to_have_text(re.compile("2028.* GMT[+]3$"))
    await room.screenshot(path=desk.shots / "5-room.png")
    await desk.page.bring_to_front()
    return room


async def _remove_the_conference(desk: Desk, room: Page) -> None:
    for key in ("Редактировать", "Удалить ссылку", "Убрать ссылку из описания"):
        await desk.elena.presses(key)
    await expect(desk.elena.key("Убрать ссылку из описания")).to_have_count(0)
    await desk.elena.presses("Отправить")
    await desk.alexander.sees("конференцию убрали")
    await desk.shoots("6-removed")
    await room.bring_to_front()
    await expect(room.get_by_role("heading")).to_have_text(
        re.compile("^(This conference is gone|Этой конференции больше нет)$")
    )
    await room.screenshot(path=desk.shots / "7-room-is-gone.png")
    await room.close()
    await desk.page.bring_to_front()


async def _cancel(desk: Desk) -> None:
    await desk.elena.presses("Отменить")
    await desk.elena.sees("Отменить событие?")
    await desk.elena.says("Переносим на сентябрь.")
    await desk.elena.sees("Комментарий для участников: Переносим на сентябрь.")
    await desk.elena.presses("Отменить")
    await desk.anna.sees("Переносим на сентябрь.")
    await desk.alexander.sees("Переносим на сентябрь.")
    await desk.shoots("8-cancelled")
    await desk.anna.presses("Delete")
    await desk.anna.sees_key("Restore")
    await desk.shoots("9-deleted")


async def test_b02_by_clicking_only(browse: Browse) -> None:
    """B2. A newcomer is led from nothing to an answered invitation with a conference, and types not one letter."""
    desk = await browse()
    intro = desk.part("intro").get_by_role("button")
    await intro.filter(has_text="Написать эту строку").click()
    await desk.elena.presses("Отправить")
    await desk.elena.sees(re.compile("Планёрка.*Skype для бизнеса: присоединиться", re.DOTALL))
    await desk.alexander.sees("приглашает вас на событие Планёрка")
    await intro.filter(has_text="Показать приглашение").click()
    await desk.alexander.presses("Принять")
    await desk.elena.sees(re.compile("Планёрка.*✅ \u2068?Александр", re.DOTALL))
    await desk.shoots("answered")
    await desk.part("rooms").click()
    await expect(desk.part("rooms-list").locator("h3")).to_have_text([SUBJECT, "Планёрка"])


async def test_b15_the_introduction_makes_room(browse: Browse) -> None:
    """B15. On a telephone it folds into one line at the first press, and stays so; pressed again, it plans something
    else, at another time."""
    desk = await browse(Look("light", PHONE))
    intro = desk.part("intro")
    line, invites = (intro.get_by_role("button", name=name) for name in ("Что попробовать", "Написать эту строку"))
    await invites.click()
    await expect(invites).to_have_count(0)
    await expect(line).to_be_visible()
    assert (await intro.evaluate("node => node.offsetHeight")) < 50
    await desk.elena.sees(re.compile("Название: Планёрка.*22 августа 2028, 10:00 – 11:00", re.DOTALL))
    await desk.shoots("folded")
    await desk.page.reload()
    await desk.is_whole()
    await line.click()
    await invites.click()
    await desk.elena.sees(re.compile("Название: Показ новой версии.*22 августа 2028, 15:00 – 16:00", re.DOTALL))
    await expect(invites).to_have_count(0)
