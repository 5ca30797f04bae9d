"""People with Telegram accounts, and a world with such people: the entry point for tests and for the demo."""

import itertools
from typing import Any

from .picking import Picks
from .pressing import Presses
from .sharing import Shares
from .world import Clock, World, utc_now


class Person(Presses, Picks, Shares):
    """A person with everything they can do and see. Acts are verbs in the third person; those that wait are awaited."""


class Telegram(World):
    """The world with people who can act in it."""

    def __init__(self, clock: Clock = utc_now) -> None:
        super().__init__(clock)
        self.people: dict[int, Person] = {}
        self._person_ids = itertools.count(2**31 + 70_001, 11)

    def person(self, name: str, username: str | None = None, language: str | None = "ru", **details: Any) -> Person:
        """A new person; details: id (a number over 2**31 when left out) and zone (shown only)."""
        first, _, last = name.partition(" ")
        number = details.pop("id", None) or next(self._person_ids)
        person = Person(number, first, last, username=username, language=language, world=self, **details)
        self.people[person.id] = person
        return person
