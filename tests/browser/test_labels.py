"""What fits on a phone that is 390 px wide."""

import json
from html import escape
from pathlib import Path

import pytest
from playwright.async_api import Browser

import locales
from handlers.views import View
from tests.browser.desk import PHONE
from tests.unit.views.samples import STORIES
from tests.unit.views.test_golden import SCREENS

pytestmark = pytest.mark.asyncio(loop_scope="module")

STATIC = Path(__file__).parents[2] / "demo/browser/static"
MARGIN = 12  # px beside the messages of the page
BROKEN = """() => [...document.querySelectorAll(".key-text")].filter(label => {
    const range = document.createRange();
    range.selectNodeContents(label);
    return new Set([...range.getClientRects()].map(line => Math.round(line.top))).size > 1;
}).map(label => label.closest("[data-name]").dataset.name + ": " + label.textContent)"""


def _keys(view: View) -> str:
    rows = view.keyboard.inline_keyboard if view.keyboard else []
    icon = '<svg class="icon"></svg>'
    keys = (
        "".join(
            f'<button class="key"><span class="key-text">{escape(b.text)}</span>'
            f"{icon if b.url or b.copy_text else ''}</button>"
            for b in row
        )
        for row in rows
    )
    return "".join(f'<div class="key-row">{row}</div>' for row in keys)


async def test_b26_each_label_fits_one_line(browser: Browser) -> None:
    """B26. «Под вопросом», «Скопировать ссылку» and zones stood in two lines; every screen of the golden files."""
    screens = []
    for language, story in STORIES.items():
        with locales.speaking(language):
            screens += [(f"{language}/{name}", _keys(draw(story))) for name, draw in SCREENS.items()]
    css = "".join((STATIC / f"{name}.css").read_text() for name in ("style", "chat"))
    shown = "".join(
        f'<div class="message with-keys" data-name="{name}"><div class="keys">{keys}</div></div>'
        for name, keys in screens
    )
    page = await browser.new_page(viewport={"width": PHONE[0], "height": PHONE[1]})
    await page.set_content(f"<style>{css}</style><div style='width: {PHONE[0] - 2 * MARGIN}px'>{shown}</div>")
    assert await page.locator(".key").count() > 500
    broken = await page.evaluate(BROKEN)
    await page.close()
    assert broken == [], json.dumps(broken, ensure_ascii=False, indent=1)
