"""How the page follows the world: everything at first, then changes, from one snapshot for all pages."""

import asyncio

import pytest

from demo.browser import snapshots as snapshots_module
from demo.browser.inspector import NEWEST
from demo.browser.scene import Progress, Scene
from demo.browser.snapshots import Snapshots
from demo.skype.journal import REQUESTS_KEPT
from demo.telegram import Call
from demo.telegram.world import CALLS_KEPT
from tests.integration.demo.conftest import Browser

PAGES = 5


@pytest.fixture
async def calm(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """Nothing happens by itself, and no snapshot is taken without a change."""
    monkeypatch.setattr(snapshots_module, "REFRESH", 3600)
    await scene.crew.planerka.until_idle()
    return scene


async def test_01_one_snapshot_for_all_pages(calm: Scene, progress: Progress) -> None:
    """1. Pages that wait for the same change get the same snapshot."""
    snapshots = Snapshots(progress)
    first = await snapshots.now()
    async with asyncio.timeout(10), asyncio.TaskGroup() as pages:
        following = [pages.create_task(snapshots.after(first)) for _ in range(PAGES)]
        await asyncio.sleep(0)
        calm.telegram.world.person("Somebody New")
        calm.telegram.world.notify()
    found = [page.result() for page in following]
    assert all(one is found[0] for one in found)
    assert "Somebody New" in found[0].parts["people"]


async def test_02_a_change_while_a_snapshot_is_taken_is_not_lost(
    calm: Scene, progress: Progress, monkeypatch: pytest.MonkeyPatch
) -> None:
    """2. A page that got that snapshot gets the next one at once; a page that asks after the change gets only that."""
    snapshots, begun, goes_on = Snapshots(progress), asyncio.Event(), asyncio.Event()

    async def held() -> None:
        begun.set()
        await goes_on.wait()

    monkeypatch.setattr(calm.crew, "read_rows", held)
    async with asyncio.timeout(10), asyncio.TaskGroup() as pages:
        early = pages.create_task(snapshots.now())
        await begun.wait()
        calm.telegram.world.notify()
        late = pages.create_task(snapshots.now())
        await asyncio.sleep(0)
        goes_on.set()
        assert await late is not await early
        assert await snapshots.after(await early) is await late


async def test_03_a_call_is_told_once(browser: Browser, calm: Scene) -> None:
    """3. Other changes do not repeat it; the newest calls are shown, older ones go."""
    world = calm.telegram.world
    for number in range(NEWEST):
        world.logs(call(next(world.call_numbers), number))
    async with browser.session.get(f"{browser.url}ui/events") as stream:
        await browser.opens(stream)
        before = calls(browser)
        assert len(before) == NEWEST
        world.logs(call(next(world.call_numbers), NEWEST))
        world.notify()
        newest = f"call:{world.calls[-1].number}"
        async with asyncio.timeout(10):
            while not (newest in browser.parts and browser.parts[before[0]] is None):
                await browser.reads(stream)
    assert browser.parts[newest]["params"] == {"text": NEWEST}
    assert [browser.times[id] for id in before] == [2] + [1] * (NEWEST - 1)


async def test_04_a_page_that_opens_later_is_told_everything(browser: Browser, calm: Scene) -> None:
    """4. As much as a page that was open from the beginning."""
    late = Browser(browser.session, browser.url)
    async with browser.session.get(f"{browser.url}ui/events") as stream:
        await browser.opens(stream)
        calm.telegram.world.person("Somebody New")
        calm.telegram.world.notify()
        async with asyncio.timeout(10):
            while browser.parts["people"][-1]["name"] != "Somebody New":
                await browser.reads(stream)
            person = browser.parts["people"][-1]["id"]
            while f"chat:{person}:{person}" not in browser.parts:
                await browser.reads(stream)
        async with late.session.get(f"{late.url}ui/events") as second:
            await late.opens(second)
    assert late.parts == {id: value for id, value in browser.parts.items() if value is not None}


async def test_05_what_was_asked_is_not_remembered_for_ever(browser: Browser, calm: Scene) -> None:
    """5. A demo may run for days: polls are not written down at all, and the oldest of very many calls is forgotten."""
    world, skype = calm.telegram.world, calm.skype
    assert "getUpdates" not in {call.method for call in world.calls}
    for number in range(CALLS_KEPT + 1):
        world.logs(call(number, number))
    assert (len(world.calls), world.calls[0].number) == (CALLS_KEPT, 1)
    for _ in range(2):
        async with browser.session.get(skype.root_url) as answer:
            assert answer.status == 200
        skype.journal.extend(skype.journal[-1:] * (REQUESTS_KEPT - len(skype.journal)))
    assert len(skype.journal) == REQUESTS_KEPT


def call(number: int, text: int) -> Call:
    return Call(number, "sendMessage", {"text": text}, {"ok": True}, 200, 1.0)


def calls(browser: Browser) -> list[str]:
    """Oldest first."""
    return sorted((id for id in browser.parts if id.startswith("call:")), key=lambda id: int(id.partition(":")[2]))
