"""Drives the page as its user: looks, clicks and types, and waits for what must follow."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Dialog, Locator, Page, WebError, expect

PATIENCE = 20_000  # milliseconds for what takes a tenth of one second when nobody else works on the machine
STARTING = 60_000
FINISH = (
    "document.getAnimations().filter((it) => it.effect.getComputedTiming().endTime < 1e9).forEach((it) => it.finish())"
)
WIDE, PHONE = (1280, 800), (390, 844)

Theme = Literal["light", "dark"]


@dataclass(frozen=True)
class Telephone:
    """One person's part of the page. On a narrow page it is brought to the front before anything is done on it."""

    page: Page
    name: str

    @property
    def node(self) -> Locator:
        return self.page.locator("[data-testid^=pane-]").and_(self.page.get_by_label(self.name, exact=True))

    def messages(self, text: str | re.Pattern[str] = "") -> Locator:
        """Those of the open chat with this text."""
        shown = self.node.locator("[data-testid=message]:not([hidden] *)")
        return shown.filter(has_text=text) if text else shown

    def key(self, text: str) -> Locator:
        """The newest button below a message that says exactly this; a button that opens a page is a link."""
        exactly = re.compile(rf"^\s*{re.escape(text)}\s*$")
        return self.node.locator(".message .key").filter(has_text=exactly).last

    async def comes(self) -> None:
        """To the front, where there is room for one."""
        tab = self.page.locator("[data-testid^=tab-]").filter(has_text=self.name.split()[0]).first
        if await tab.is_visible():
            await tab.click()

    async def presses(self, text: str) -> None:
        await self.comes()
        await self.key(text).click()

    async def says(self, text: str) -> None:
        await self.comes()
        composer = self.node.locator("textarea:visible")
        await composer.fill(text)
        await composer.press("Enter")

    async def sees(self, text: str | re.Pattern[str]) -> None:
        """In the newest message that has it."""
        await self.comes()
        await expect(self.messages(text).last).to_be_visible()

    async def sees_key(self, text: str) -> None:
        await self.comes()
        await expect(self.key(text)).to_be_visible()

    async def sees_toast(self, text: str | re.Pattern[str]) -> None:
        await expect(self.node.get_by_test_id("toast").filter(has_text=text).last).to_be_visible()


@dataclass
class Desk:
    """The page in a browser.

    `complaints` are the errors and warnings on its console; `forgiven` are words in those that a scenario causes.
    """

    page: Page
    url: str
    shots: Path
    complaints: list[str] = field(default_factory=list)
    forgiven: list[str] = field(default_factory=list)

    @property
    def context(self) -> BrowserContext:
        return self.page.context

    @property
    def elena(self) -> Telephone:
        return self.telephone("Елена Смирнова")

    @property
    def alexander(self) -> Telephone:
        return self.telephone("Александр Смирнов")

    @property
    def anna(self) -> Telephone:
        return self.telephone("Anna Lee")

    @property
    def faults(self) -> list[str]:
        return [said for said in self.complaints if not any(words in said for words in self.forgiven)]

    def telephone(self, name: str) -> Telephone:
        return Telephone(self.page, name)

    def part(self, testid: str) -> Locator:
        return self.page.get_by_test_id(testid)

    async def opens(self) -> None:
        """Open the page and wait until the invitations of the story are delivered, before any answer."""
        await self.page.goto(self.url)
        await self.is_whole()

    async def is_whole(self) -> None:
        """Everything is drawn, and the story does not play any more."""
        await expect(self.page.locator("body[data-ready]")).to_be_attached(timeout=STARTING)
        for state in ("lost", "starting", "playing"):  # in the order in which they pass
            await expect(self.part(f"bar-{state}")).to_have_count(0, timeout=STARTING)

    async def inspects(self, tab: str) -> None:
        """Opens the inspector, if it is not open, at this tab."""
        if not await self.part("inspector").is_visible():
            await self.part("inspector-toggle").click()
        await self.part(f"inspector-{tab}").click()

    async def closes_inspector(self) -> None:
        await self.part("inspector").locator("header, .inspector-head").get_by_role("button").click()

    async def clipboard(self) -> str:
        return str(await self.page.evaluate("navigator.clipboard.readText()"))

    async def settles(self) -> None:
        """Wait until finite animations have ended."""
        await self.page.evaluate(FINISH)

    async def shoots(self, name: str) -> None:
        """Keeps a screenshot."""
        await self.page.screenshot(path=self.shots / f"{name}.png", animations="disabled")


@dataclass(frozen=True)
class Look:
    """The kind of browser; `proxy` is the address of a proxy, if it uses one."""

    theme: Theme = "light"
    size: tuple[int, int] = WIDE
    language: str = "ru-RU"
    proxy: str | None = None

    def __str__(self) -> str:
        return f"{self.theme}-{self.size[0]}"


async def sits_down(browser: Browser, url: str, shots: Path, look: Look) -> Desk:
    """A desk of one's own, with nothing kept from another one."""
    width, height = look.size
    context = await browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=look.theme,
        locale=look.language,
        proxy={"server": look.proxy} if look.proxy else None,
        timezone_id="Europe/Moscow",
        permissions=["clipboard-read", "clipboard-write"],
        has_touch=look.size == PHONE,
    )
    context.set_default_timeout(PATIENCE)
    desk = Desk(await context.new_page(), url, shots)
    _listens(context, desk.complaints)
    return desk


def _listens(context: BrowserContext, complaints: list[str]) -> None:
    def hears(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(f"{message.location['url']}: {message.text}")

    def fails(error: WebError) -> None:
        complaints.append(f"uncaught: {error.error}")

    async def pops_up(dialog: Dialog) -> None:
        complaints.append(f"a window of the browser: {dialog.message}")
        await dialog.dismiss()

    context.on("console", hears)
    context.on("weberror", fails)
    context.on("dialog", pops_up)
