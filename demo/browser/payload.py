"""Reads what the page sends with an action, without trusting it; a value that does not fit raises Impossible."""

import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from demo.browser.scene import Scene
from demo.telegram.chats import Chat
from demo.telegram.groups import Group
from demo.telegram.people import Person

Payload = dict[str, Any]
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
    """An action that cannot be done, with a reason for the page."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def text(payload: Payload, key: str, default: str | None = None) -> str:
    """A text that can be shown; lone surrogates, which JSON can carry, are refused."""
    value = payload.get(key)
    if value is None and default is not None:
        return default
    if not isinstance(value, str) or any(unicodedata.category(letter) == "Cs" for letter in value):
        raise Impossible(Problem.MALFORMED)
    return value


def number(payload: Payload, key: str) -> int:
    return _of(int, payload.get(key))


def numbers(payload: Payload, key: str) -> list[int]:
    return [_of(int, value) for value in _of(list, payload.get(key))]


def degrees(payload: Payload, key: str, limit: int) -> float:
    value = payload.get(key)
    if not isinstance(value, int | float) or not -limit <= value <= limit:
        raise Impossible(Problem.NO_PLACE)
    return value


def flag(payload: Payload, key: str) -> bool:
    return _of(bool, payload.get(key))


def choice(payload: Payload, key: str, options: Mapping[str, T]) -> T:
    """The option that the payload names."""
    if (name := text(payload, key)) not in options:
        raise Impossible(Problem.MALFORMED)
    return options[name]


def person(scene: Scene, id: int) -> Person:
    if (found := scene.telegram.world.people.get(id)) is None:
        raise Impossible(Problem.MALFORMED)
    return found


def actor(scene: Scene, payload: Payload) -> Person:
    """The person who acts."""
    return person(scene, number(payload, "person"))


def group(scene: Scene, payload: Payload) -> Group:
    found = scene.telegram.world.groups.get(number(payload, "chat"))
    if found is None or found.migrated_to:
        raise Impossible(Problem.NO_CHAT)
    return found


def in_group(scene: Scene, payload: Payload) -> tuple[Person, Group]:
    """The person who acts, and a group of theirs."""
    who, where = actor(scene, payload), group(scene, payload)
    if who.id not in where.members:
        raise Impossible(Problem.NO_CHAT)
    return who, where


def in_chat(scene: Scene, payload: Payload) -> tuple[Person, Chat]:
    """The person who acts, and their chat with the bot or a group of theirs."""
    who = actor(scene, payload)
    return (who, who.chat_with()) if number(payload, "chat") == who.id else in_group(scene, payload)


def _of(kind: type[T], value: object) -> T:
    if not isinstance(value, kind):
        raise Impossible(Problem.MALFORMED)
    return value
