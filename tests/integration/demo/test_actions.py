"""What people do on the page, and what the page is told of it."""

import asyncio
from typing import Any

import aiohttp
import pytest

from demo.browser import snapshots as snapshots_module
from demo.browser.scene import Scene
from demo.telegram import Person
from tests.integration.demo.conftest import Browser


async def until(browser: Browser, stream: aiohttp.ClientResponse, person: Person, text: str) -> dict[str, Any]:
    """The newest message in the person's chat, once it says this."""
    async with asyncio.timeout(10):
        while text not in browser.newest(person.id)["text"]:
            await browser.reads(stream)
    return browser.newest(person.id)


async def test_01_from_start_to_an_answered_invitation(browser: Browser, elena: Person, anna: Person) -> None:
    """1. Start, one message, «Отправить», Anna's answer in Elena's card: every change reaches the page by itself."""
    async with browser.session.get(f"{browser.url}ui/events") as stream:
        await browser.opens(stream)
        for person in (elena, anna):
            assert await browser.does("start", person=person.id) == {}
            await until(browser, stream, person, "/settings")
        text = "Планёрка 28.08 10:00-11:00 @annalee skype"
        await browser.does("say", person=elena.id, chat=elena.id, text=text)
        form = await until(browser, stream, elena, "Новое событие")
        row, column = place(form, "Отправить")
        await browser.does("press", person=elena.id, chat=elena.id, message=form["id"], row=row, column=column)
        async with asyncio.timeout(10):
            while not any("Accept" in str(m["buttons"]) for m in browser.parts[chat(anna)]["messages"]):
                await browser.reads(stream)
        letter = next(m for m in browser.parts[chat(anna)]["messages"] if "Accept" in str(m["buttons"]))
        row, column = place(letter, "Accept")
        pressed = await browser.does(
            "press", person=anna.id, chat=anna.id, message=letter["id"], row=row, column=column
        )
        assert pressed["toast"]
        async with asyncio.timeout(10):
            while not any("✅\u00a01" in m["text"] for m in browser.parts[chat(elena)]["messages"]):
                await browser.reads(stream)
        assert [room["subject"] for room in browser.parts["rooms"]] == ["Планёрка"]
        assert browser.parts["warnings"] == []


async def test_02_the_bot_is_killed_and_started_again(browser: Browser, scene: Scene, elena: Person) -> None:
    """2. What was written meanwhile is answered after the start."""
    async with browser.session.get(f"{browser.url}ui/events") as stream:
        await browser.opens(stream)
        await browser.does("bot", do="kill")
        async with asyncio.timeout(10):
            while browser.parts["stage"]["state"] != "killed":
                await browser.reads(stream)
        await browser.does("start", person=elena.id)
        assert scene.telegram.world.only_bot.updates.pending(scene.clock())
        await browser.does("bot", do="start")
        await until(browser, stream, elena, "/settings")
        assert browser.parts["stage"]["state"] == "running"


async def test_02a_killed_and_started_at_once(browser: Browser, scene: Scene) -> None:
    """2a. By several pages, in any order: it is at work or not, and the next press is obeyed."""
    for first in range(4):
        presses = ["start", "kill", "start", "kill", "start", "kill"][first % 2 :][: 3 + first]
        async with asyncio.timeout(20):
            assert await asyncio.gather(*(browser.does("bot", do=press) for press in presses)) == [{}] * len(presses)
        await browser.does("bot", do="kill")
        assert scene.crew.state == "killed"
        await browser.does("bot", do="start")
        async with asyncio.timeout(20):
            await scene.crew.until_running()


async def test_03_telegram_is_down_for_a_while(browser: Browser, scene: Scene, elena: Person) -> None:
    """3. The switch says that it is on; what was owed comes when it is off."""
    async with browser.session.get(f"{browser.url}ui/events") as stream:
        await browser.opens(stream)
        await browser.does("fault", name="too_many", on=True)
        await browser.does("start", person=elena.id)
        async with asyncio.timeout(10):
            while not (browser.parts["faults"]["too_many"] and 429 in statuses(browser)):
                await browser.reads(stream)
        await browser.does("fault", name="too_many", on=False)
        await browser.does("clock", minutes=10)
        await until(browser, stream, elena, "/settings")
        async with asyncio.timeout(10):
            while browser.parts["faults"]["too_many"]:
                await browser.reads(stream)


async def test_04_only_what_changed_is_told(browser: Browser, scene: Scene, elena: Person, anna: Person) -> None:
    """4. A message of Elena's is no news for Anna's chat."""
    async with browser.session.get(f"{browser.url}ui/events") as stream:
        await browser.opens(stream)
        await browser.does("start", person=elena.id)
        await until(browser, stream, elena, "/settings")
    assert (browser.times[chat(anna)], browser.times["people"]) == (1, 2)


async def test_05_a_change_is_told_by_itself(
    browser: Browser, scene: Scene, elena: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """5. Not by the look that is taken once a second: people press, and see it half a second later otherwise."""
    monkeypatch.setattr(snapshots_module, "REFRESH", 3600)
    async with browser.session.get(f"{browser.url}ui/events") as stream:
        await browser.opens(stream)
        await browser.does("start", person=elena.id)
        await until(browser, stream, elena, "/settings")


async def test_06_the_button_that_was_tapped(browser: Browser, scene: Scene, elena: Person) -> None:
    """6. Not the button that has taken its place: the message was edited between the tap and its arrival."""
    async with browser.session.get(f"{browser.url}ui/events") as stream:
        await browser.opens(stream)
        await browser.does("start", person=elena.id)
        await until(browser, stream, elena, "/settings")
        await browser.does("say", person=elena.id, chat=elena.id, text="Планёрка 28.08 10:00-11:00")
        form = await until(browser, stream, elena, "Новое событие")
        where = {"person": elena.id, "chat": elena.id, "message": form["id"], "row": 0, "column": 0}
        gone = await browser.does("press", **where, text="Убрать")
        assert gone == {"error": "no_button"}
        await browser.does("press", **where, text="Не сохранять")
        async with asyncio.timeout(10):
            while "Не сохранять" in str(browser.newest(elena.id)["buttons"]):
                await browser.reads(stream)


def statuses(browser: Browser) -> set[int]:
    """How Telegram has answered the bot."""
    return {value["status"] for id, value in browser.parts.items() if id.startswith("call:") and value}


def chat(person: Person) -> str:
    return f"chat:{person.id}:{person.id}"


def place(message: dict[str, Any], label: str) -> tuple[int, int]:
    """Where the button stands below the message."""
    return next(
        (r, c) for r, row in enumerate(message["buttons"]) for c, button in enumerate(row) if button["text"] == label
    )
