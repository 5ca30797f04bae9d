"""`python -m tests.browser.screenshots FOLDER`: demo-light.png and demo-dark.png, the pictures of the README."""

import asyncio
import re
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.browser.desk import Desk, Look, sits_down
from tests.browser.playing import browsing, playing

SIZE = (1280, 800)


async def main(folder: Path) -> None:
    """An invitation that one has accepted and one is thinking about, as everybody sees it."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("There is no Chromium here: apt-get install chromium")
    with TemporaryDirectory(prefix="planerka-") as own:
        async with playing(Path(own)) as demo, browsing(chromium) as browser:
            desk = await sits_down(browser, demo.url, folder, Look("light", SIZE, "en-GB"))
            await desk.opens()
            await _answer(desk)
            for theme in ("light", "dark"):
                await desk.shoots(f"demo-{theme}")
                await desk.part("theme-toggle").click()


async def _answer(desk: Desk) -> None:
    await desk.part("intro").get_by_role("button", name="Close").click()
    await desk.alexander.presses("Под вопросом")
    await desk.anna.presses("Accept")
    await desk.elena.sees(re.compile("✅ \u2068?Anna Lee"))
    for person in (desk.elena, desk.alexander, desk.anna):
        card = person.messages("Собрание акционеров").filter(has=desk.page.locator(".keys")).first
        await card.evaluate("(node) => node.scrollIntoView({ block: 'end' })")
        await person.node.get_by_test_id("toast").last.wait_for(state="detached")
    await desk.page.mouse.move(0, 0)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
