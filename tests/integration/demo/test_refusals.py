"""What cannot be done: the page is told why by a word, and has a sentence for it in each of its languages."""

import json
import re
from io import BytesIO
from typing import Any

import pytest

from demo.browser.payload import Problem
from demo.browser.scene import Scene
from demo.browser.site import STATIC
from demo.telegram import Person
from tests.integration.demo.conftest import Browser

OWN = {"broken"}  # what the page says by itself
MANY = "ж" * 1024 * 1024
UNSEEN = ["", "  ", "\u200b", "\0", "\u2060\u00ad", "\u0301", "\u202e \ufeff", "\u3164", " " * 70 + "\u200b"]


async def test_01_what_cannot_be_done_says_so(browser: Browser, scene: Scene, elena: Person) -> None:
    """1. With an error code; nothing breaks, and nothing happens."""
    me = {"person": elena.id, "chat": elena.id}
    group = scene.telegram.world.group("Команда", members=scene.telegram.world.people.values())
    group.leaves(elena)
    impossible: list[tuple[str, dict[str, Any], Problem]] = [
        ("fly", {}, Problem.MALFORMED),
        ("say", {}, Problem.MALFORMED),
        ("say", {"person": 1, "chat": 1, "text": "x"}, Problem.MALFORMED),
        ("say", me | {"text": ["x"]}, Problem.MALFORMED),
        ("say", me | {"text": "half a character: \ud83d"}, Problem.MALFORMED),
        ("say", me | {"text": "   "}, Problem.NO_TEXT),
        ("say", me | {"chat": -1, "text": "x"}, Problem.NO_CHAT),
        ("say", me | {"chat": group.id, "text": "x"}, Problem.NO_CHAT),
        ("choose", me | {"chat": group.id, "text": "x", "result": "x"}, Problem.NO_CHAT),
        ("press", me | {"message": 1, "row": 0, "column": 0}, Problem.NO_MESSAGE),
        ("press", me | {"message": [], "row": {}, "column": None}, Problem.MALFORMED),
        ("press_reply", me | {"row": 0, "column": 0}, Problem.NO_KEYBOARD),
        ("pick", me | {"people": [elena.id]}, Problem.NO_KEYBOARD),
        ("pick", me | {"people": "x"}, Problem.MALFORMED),
        ("pick", me | {"people": ["x"]}, Problem.MALFORMED),
        ("open", me | {"link": "https://t.me/other_bot?start=1"}, Problem.NO_LINK),
        ("open", me | {"link": "https://t.me/planerka_bot?start=1%201"}, Problem.NO_LINK),
        ("clock", {"minutes": -5}, Problem.NO_TIME),
        ("clock", {"minutes": "x"}, Problem.MALFORMED),
        ("clock", {"minutes": float("inf")}, Problem.MALFORMED),
        ("locate", me | {"latitude": float("nan"), "longitude": 0}, Problem.NO_PLACE),
        ("locate", me | {"latitude": 91, "longitude": 0}, Problem.NO_PLACE),
        ("locate", me | {"latitude": 10**400, "longitude": 0}, Problem.NO_PLACE),
        ("fault", {"name": "world_down", "on": True}, Problem.MALFORMED),
        ("fault", {"name": "telegram_down", "on": "false"}, Problem.MALFORMED),
        ("add", {"name": "Anna", "username": "AnnaLee"}, Problem.USERNAME_TAKEN),
        ("add", {"name": "Anna", "username": "<b>"}, Problem.NO_USERNAME),
        ("add", {"name": "Anna", "language": [1]}, Problem.MALFORMED),
        ("add", {"name": "Anna", "language": "constructor"}, Problem.MALFORMED),
        ("add", {"name": "Anna", "zone": "Mars/Phobos"}, Problem.MALFORMED),
        ("leave", me | {"chat": group.id}, Problem.NO_CHAT),
        ("join", me, Problem.NO_CHAT),
        ("bot", {"do": "dance"}, Problem.MALFORMED),
        ("bot", {"do": ["start"]}, Problem.MALFORMED),
    ]
    for action, given, why in impossible:
        assert (action, given, await browser.does(action, **given)) == (action, given, {"error": why})
    assert not scene.telegram.world.only_bot.updates.history
    assert len(scene.telegram.world.people) == 3


@pytest.mark.parametrize("name", UNSEEN, ids=ascii)
async def test_02_a_name_can_be_seen(browser: Browser, scene: Scene, name: str) -> None:
    """2. Or nobody could tell whose telephone that is; neither can a message be sent that shows nothing."""
    assert await browser.does("add", name=name) == {"error": "no_name"}
    me = next(iter(scene.telegram.world.people))
    assert await browser.does("say", person=me, chat=me, text=name) == {"error": "no_text"}


async def test_03_what_telegram_forbids(browser: Browser, elena: Person) -> None:
    """3. One word for all of it, and beside it what the embedded Telegram says to developers."""
    elena.blocks()
    refused = await browser.does("say", person=elena.id, chat=elena.id, text="x")
    assert (refused["error"], "has blocked the bot" in refused["detail"]) == ("not_possible", True)


async def test_04_a_text_that_is_far_too_long(browser: Browser, elena: Person) -> None:
    """4. Is refused before it is read; the connection lives on."""
    me = {"person": elena.id, "chat": elena.id}
    headers, body = {"Content-Type": "application/json"}, BytesIO(json.dumps(me | {"text": MANY}).encode())
    async with browser.session.post(f"{browser.url}ui/say", data=body, headers=headers) as answer:
        assert await answer.json() == {"error": "too_long"}
    assert await browser.does("say", **me, text="x") == {}


async def test_05_a_fault_of_ours_is_not_theirs(
    browser: Browser, elena: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """5. An error after the input was read is one of the server, and is logged in the terminal."""

    def breaks(*_args: object) -> None:
        raise LookupError("a bug")

    monkeypatch.setattr(type(elena), "blocks", breaks)
    async with browser.session.post(f"{browser.url}ui/block", json={"person": elena.id}) as answer:
        assert answer.status == 500


@pytest.mark.parametrize("language", ["english", "russian"])
def test_06_every_word_has_a_sentence(language: str) -> None:
    """6. In both languages of the page."""
    [said] = re.findall(
        r"^    errors: \{(.*?)^    \},", (STATIC / f"{language}.js").read_text(), re.DOTALL | re.MULTILINE
    )
    assert set(re.findall(r"^        (\w+): \"[^\"]{9,}\",$", said, re.MULTILINE)) == OWN | set(Problem)
