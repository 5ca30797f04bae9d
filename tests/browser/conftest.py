"""The demo, a browser in front of it, and its screenshots and figures. Without Chromium these tests are skipped."""

import os
import re
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Protocol

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.browser.desk import PATIENCE, Desk, Look, sits_down
from tests.browser.playing import Demo, browsing, playing
from tests.conftest import TOLD

KEPT = "BROWSER_SHOTS"  # names the folder in which screenshots are kept; without it they go where pytest's own files go

USUAL = Look()


class Browse(Protocol):
    """Opens the page in a browser that remembers nothing, and waits until it is whole."""

    async def __call__(self, look: Look = USUAL) -> Desk: ...


def pytest_configure() -> None:
    expect.set_options(timeout=PATIENCE)


@pytest.fixture
def tells(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """A line below the results of all tests."""
    return lambda line: request.node.user_properties.append((TOLD, line))


@pytest.fixture(scope="session")
def shots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where screenshots are kept."""
    folder = Path(os.environ[KEPT]).absolute() if KEPT in os.environ else tmp_path_factory.mktemp("shots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """Debian's. Without it there is nothing to try here, but where changes are taken that is no excuse."""
    found, missing = shutil.which("chromium"), "There is no Chromium here: apt-get install chromium"
    if found is None and "CI" in os.environ:
        pytest.fail(missing)
    if found is None:
        pytest.skip(missing)
    return found


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    async with browsing(chromium) as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="module")
async def demo(chromium: str, tmp_path: Path) -> AsyncIterator[Demo]:
    """One for each scenario. Those that leave it as it was share one: `demo` is theirs, in their module."""
    async with playing(tmp_path) as demo:
        yield demo


@pytest_asyncio.fixture(loop_scope="module")
async def browse(
    request: pytest.FixtureRequest, browser: Browser, demo: Demo, shots: Path, tells: Callable[[str], None]
) -> AsyncIterator[Browse]:
    """In the end the console of every page must be empty, but for what a scenario forgives."""
    tells(f"Screenshots of the demo's page: {shots}")
    name = re.sub(r"\W+", "-", request.node.name.removeprefix("test_")).strip("-")
    desks: list[Desk] = []

    async def browse(look: Look = USUAL) -> Desk:
        folder = shots / name
        folder.mkdir(parents=True, exist_ok=True)
        desks.append(await sits_down(browser, demo.url, folder, look))
        await desks[-1].opens()
        return desks[-1]

    async with AsyncExitStack() as leaving:
        leaving.push_async_callback(_leaves, desks)
        yield browse
    assert [fault for desk in desks for fault in desk.faults] == []


async def _leaves(desks: list[Desk]) -> None:
    for number, desk in enumerate(desks, start=1):
        await desk.shoots(f"end-{number}")
        await desk.context.close()
