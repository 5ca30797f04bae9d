"""What the page sends with an action. Only here it is read, without trust; what does not fit raises Impossible."""

import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from demo.browser.scene import Scene
from demo.telegram.chats import Chat
from demo.telegram.groups import Group
from demo.telegram.people import Person

Given = dict[str, Any]
T = TypeVar("T")


class Problem(StrEnum):
    """Why something cannot be done; the page has words for each."""

    STARTING = "starting"
    MALFORMED = "malformed"
    TOO_LONG = "too_long"
    NO_TEXT = "no_text"
    NO_CHAT = "no_chat"
    NO_MESSAGE = "no_message"
    NO_KEYBOARD = "no_keyboard"
    NO_BUTTON = "no_button"
    NO_PLACE = "no_place"
    NO_LINK = "no_link"
    NO_NAME = "no_name"
    NO_USERNAME = "no_username"
    USERNAME_TAKEN = "username_taken"
    NO_TIME = "no_time"
    NOT_POSSIBLE = "not_possible"


class Impossible(Exception):
    """What was asked for cannot be done, and whoever asked can be told why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def text(given: Given, key: str, default: str | None = None) -> str:
    """Any text that can be shown: half a character can be written in JSON."""
    value = given.get(key)
    if value is None and default is not None:
        return default
    if not isinstance(value, str) or any(unicodedata.category(letter) == "Cs" for letter in value):
        raise Impossible(Problem.MALFORMED)
    return value


def number(given: Given, key: str) -> int:
    return _of(int, given.get(key))


def numbers(given: Given, key: str) -> list[int]:
    return [_of(int, value) for value in _of(list, given.get(key))]


def degrees(given: Given, key: str, limit: int) -> float:
    value = given.get(key)
    if not isinstance(value, int | float) or not -limit <= value <= limit:
        raise Impossible(Problem.NO_PLACE)
    return value


def flag(given: Given, key: str) -> bool:
    return _of(bool, given.get(key))


def choice(given: Given, key: str, options: Mapping[str, T]) -> T:
    """The option with that name."""
    if (name := text(given, key)) not in options:
        raise Impossible(Problem.MALFORMED)
    return options[name]


def person(scene: Scene, id: int) -> Person:
    if (found := scene.telegram.world.people.get(id)) is None:
        raise Impossible(Problem.MALFORMED)
    return found


def doer(scene: Scene, given: Given) -> Person:
    """Who does it."""
    return person(scene, number(given, "person"))


def group(scene: Scene, given: Given) -> Group:
    found = scene.telegram.world.groups.get(number(given, "chat"))
    if found is None or found.migrated_to:
        raise Impossible(Problem.NO_CHAT)
    return found


def in_group(scene: Scene, given: Given) -> tuple[Person, Group]:
    """Who does it, in a group that they have not left."""
    who, where = doer(scene, given), group(scene, given)
    if who.id not in where.members:
        raise Impossible(Problem.NO_CHAT)
    return who, where


def in_chat(scene: Scene, given: Given) -> tuple[Person, Chat]:
    """Who does it, in a chat of theirs."""
    who = doer(scene, given)
    return (who, who.chat_with()) if number(given, "chat") == who.id else in_group(scene, given)


def _of(kind: type[T], value: object) -> T:
    if not isinstance(value, kind):
        raise Impossible(Problem.MALFORMED)
    return value
