"""People are added, leave groups and join them, take the bot out and bring it back."""

import asyncio
from typing import Any

import aiohttp
import pytest

from demo.browser.scene import Scene
from demo.telegram import Group, Person
from tests.integration.demo.conftest import Browser

HINT = "Давайте в личных сообщениях"


@pytest.fixture
def group(scene: Scene) -> Group:
    world = scene.telegram.world
    return world.group("Команда", members=world.people.values(), bots=[world.only_bot])


async def test_01_somebody_new(browser: Browser, scene: Scene, group: Group) -> None:
    """1. By any name; in the group, where the bot meets them, and not yet in a private chat with it."""
    async with browser.session.get(f"{browser.url}ui/events") as stream:
        await browser.opens(stream)
        added = await browser.does(
            "add", name="<script>alert(1)</script>", username="@mallory", language="en", zone="UTC"
        )
        await shows(browser, stream, lambda: browser.parts["people"][-1]["id"] == added["person"])
    person = browser.parts["people"][-1]
    assert (person["name"], person["username"], person["standing"]) == ("<script>alert(1)</script>", "mallory", "met")
    assert group.id in person["chats"]


async def test_02_leaving_and_joining(browser: Browser, group: Group, elena: Person, anna: Person) -> None:
    """2. The others read it in the group; it is gone for people who have left, and back in full after joining."""
    hers = {"person": anna.id, "chat": group.id}
    async with browser.session.get(f"{browser.url}ui/events") as stream:
        await browser.opens(stream)
        assert await browser.does("leave", **hers) == {}
        await shows(browser, stream, lambda: not browser.parts[chat(anna, group)] and not is_in(browser, anna, group))
        await shows(browser, stream, lambda: newest(browser, elena, group)["special"] == "left_chat_member")
        assert newest(browser, elena, group)["sender"] == "Anna Lee"
        await browser.does("say", person=elena.id, chat=group.id, text="Без Анны")
        assert await browser.does("join", **hers) == await browser.does("join", **hers) == {}
        await shows(browser, stream, lambda: browser.parts[chat(anna, group)] and is_in(browser, anna, group))
    assert [m["special"] or m["text"] for m in browser.parts[chat(anna, group)]["messages"]][-3:] == [
        "left_chat_member",
        "Без Анны",
        "new_chat_members",
    ]


async def test_03_without_the_bot_and_with_it_again(
    browser: Browser, scene: Scene, group: Group, elena: Person, anna: Person
) -> None:
    """3. It hears nothing and offers no commands while it is out, and answers again when it is back."""
    hers = {"person": elena.id, "chat": group.id}
    async with browser.session.get(f"{browser.url}ui/events") as stream:
        await browser.opens(stream)
        await shows(browser, stream, lambda: browser.parts[chat(elena, group)]["commands"])
        assert await browser.does("remove_bot", **hers) == await browser.does("remove_bot", **hers) == {}
        await shows(browser, stream, lambda: newest(browser, anna, group)["special"] == "left_chat_member")
        assert newest(browser, anna, group)["sender"] == "Планёрка"
        assert not browser.parts[chat(elena, group)]["commands"]
        assert browser.parts["groups"] == [{"id": group.id, "title": "Команда", "has_bot": False}]
        await browser.does("say", **hers, text="/help@planerka_bot")
        await scene.crew.planerka.until_idle()
        assert await browser.does("add_bot", **hers) == await browser.does("add_bot", **hers) == {}
        await browser.does("say", **hers, text="/help@planerka_bot")
        await shows(browser, stream, lambda: HINT in newest(browser, elena, group)["text"])
    said = [m["special"] or m["text"] for m in browser.parts[chat(elena, group)]["messages"]]
    assert [line for line in said if HINT in line] == [said[-1]]
    assert said[-5:-1] == ["left_chat_member", "/help@planerka_bot", "new_chat_members", "/help@planerka_bot"]
    assert browser.parts["warnings"] == []


async def shows(browser: Browser, stream: aiohttp.ClientResponse, seen: Any) -> None:
    """Reads until it is there."""
    async with asyncio.timeout(10):
        while not seen():
            await browser.reads(stream)


def is_in(browser: Browser, person: Person, group: Group) -> bool:
    return any(one["id"] == person.id and group.id in one["chats"] for one in browser.parts["people"])


def chat(person: Person, group: Group) -> str:
    return f"chat:{person.id}:{group.id}"


def newest(browser: Browser, person: Person, group: Group) -> Any:
    return browser.parts[chat(person, group)]["messages"][-1]
