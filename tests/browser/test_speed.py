"""How soon an action of one person is seen by another."""

from collections.abc import Callable
from statistics import median

import pytest

from tests.browser.conftest import Browse

pytestmark = pytest.mark.asyncio(loop_scope="module")

TAPS = 15
ANSWERS = ("Accept", "Maybe", "Decline")
# From the click until the frame after the other person's message has changed, in milliseconds.
TAP = """([key, card]) => new Promise((resolve) => {
  const revision = card.dataset.rev;
  const begun = performance.now();
  new MutationObserver((_, observer) => {
    if (card.dataset.rev === revision) return;
    observer.disconnect();
    requestAnimationFrame(() => resolve(performance.now() - begun));
  }).observe(card, { attributes: true });
  key.click();
})"""


async def test_b13_from_tap_to_change(browse: Browse, tells: Callable[[str], None]) -> None:
    """B13. Anna's answers reach Elena's card, every one; how long that takes is printed."""
    desk = await browse()
    card = await desk.elena.messages("Собрание акционеров").last.element_handle()
    taken: list[float] = []
    for number in range(TAPS):
        answer = ANSWERS[number % len(ANSWERS)]
        key = await desk.anna.key(answer).element_handle()
        taken.append(await desk.page.evaluate(TAP, [key, card]))
        await desk.anna.sees_key(f"✓ {answer}")
    assert len(taken) == TAPS
    figures = f"{median(taken):.0f} ms (median of {TAPS}, {max(taken):.0f} ms at most)"
    line = f"From a tap to the change in the other pane: {figures}"
    print(line)
    tells(line)
