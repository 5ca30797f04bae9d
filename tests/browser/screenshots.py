"""`python -m tests.browser.screenshots FOLDER`: the pictures of the README and of the guide in Russian."""

import asyncio
import re
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.browser.desk import Desk, Look, Telephone, sits_down
from tests.browser.playing import browsing, playing

README = Look("light", (1280, 800), "en-GB")
GUIDE = Look("light", (1280, 940), "ru-RU")  # high enough for a whole invitation
PLAN = "Планирование спринта"


async def main(folder: Path) -> None:
    """demo-light.png and demo-dark.png; ru-form.png, ru-invitation.png and ru-card.png."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("There is no Chromium here: apt-get install chromium")
    with TemporaryDirectory(prefix="planerka-") as own:
        async with playing(Path(own)) as demo, browsing(chromium) as browser:
            desk = await sits_down(browser, demo.url, folder, README)
            await _opens(desk, "Close")
            await _readme(desk)
            guide = await sits_down(browser, demo.url, folder, GUIDE)
            await _opens(guide, "Закрыть")
            await _guide(guide)


async def _opens(desk: Desk, close: str) -> None:
    await desk.opens()
    await desk.part("intro").get_by_role("button", name=close).click()


async def _readme(desk: Desk) -> None:
    """An invitation that one has accepted and one is thinking about, as everybody sees it."""
    await desk.alexander.presses("Возможно")
    await desk.anna.presses("Accept")
    await desk.elena.sees(re.compile("✅ \u2068?Anna Lee"))
    for person in (desk.elena, desk.alexander, desk.anna):
        await _shows(person, "Собрание акционеров")
    await desk.page.mouse.move(0, 0)
    for theme in ("light", "dark"):
        await desk.shoots(f"demo-{theme}")
        await desk.part("theme-toggle").click()


async def _guide(desk: Desk) -> None:
    """What the organizer types and sends, what an attendee gets, and the organizer's card after the first answer."""
    await desk.elena.says(f"{PLAN} 25.08 11:00-12:00 @smirnov @annalee скайп")
    await desk.elena.sees_key("Отправить")
    await _shoots(desk, desk.elena, "ru-form")
    await desk.elena.presses("Отправить")
    await desk.alexander.sees_key("Присоединиться к конференции")
    await _shoots(desk, desk.alexander, "ru-invitation")
    await desk.alexander.presses("Принять")
    await desk.elena.sees(re.compile("✅ \u2068?Александр Смирнов"))
    await _shoots(desk, desk.elena, "ru-card")


async def _shoots(desk: Desk, person: Telephone, name: str) -> None:
    await _shows(person, PLAN)
    await desk.page.evaluate("document.activeElement.blur()")
    await desk.page.mouse.move(0, 0)
    await person.node.screenshot(path=desk.shots / f"{name}.png", animations="disabled")


async def _shows(person: Telephone, text: str) -> None:
    """The newest card with this text, down to its buttons, with nothing in front of it."""
    card = person.messages(text).filter(has=person.page.locator(".keys")).last
    await card.evaluate("(node) => node.scrollIntoView({ block: 'end' })")
    for toast in await person.node.get_by_test_id("toast").all():
        await toast.wait_for(state="detached")


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
