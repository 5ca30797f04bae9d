"""The grammar: pieces in any order, each kind once, nothing between them but spaces and commas."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Generic, TypeVar

from domain.errors import Refusal, Why
from domain.phrases.dates import DATES, Day
from domain.phrases.hours import HOURS, Hours
from domain.phrases.lengths import LENGTHS
from domain.phrases.normalization import normal, word_at
from domain.phrases.rules import Rule

RULES = (*DATES, *HOURS, *LENGTHS)

# What may stand between two pieces: space, a comma, or nothing after the T of ISO 8601; a full stop only before space.
_BETWEEN = re.compile(r"[,;.!?]?\s+|[,;]|[.!?]$|(?<=-[0-9]{2}t)")

T = TypeVar("T")


@dataclass(frozen=True)
class Piece(Generic[T]):
    """A value and how it was typed."""

    value: T
    typed: str


@dataclass(frozen=True)
class Phrase:
    """One way in which pieces that were typed make a time."""

    day: Piece[Day] | None = None
    weekday: Piece[int] | None = None
    hours: Piece[Hours] | None = None
    length: Piece[timedelta] | None = None

    @property
    def has_day(self) -> bool:
        return self.day is not None or self.weekday is not None

    @property
    def is_whole(self) -> bool:
        return self.has_day and self.hours is not None

    @property
    def has_two_ends(self) -> bool:
        return self.length is not None and self.hours is not None and self.hours.value.end is not None


def understood(text: str) -> list[Phrase]:
    """Every way to read all of the text; raises TIME_NOT_UNDERSTOOD with the first word that fits nowhere."""
    found = list(phrases(text, normal(text)))
    if whole := [phrase for phrase, end in found if end == len(text)]:
        return whole
    raise Refusal(Why.TIME_NOT_UNDERSTOOD, word=word_at(text, max(end for _, end in found)))


def phrases(text: str, normal_text: str, at: int = 0, so_far: Phrase | None = None) -> Iterator[tuple[Phrase, int]]:
    """Every phrase that begins at `at`, from the empty one on, and where it ends."""
    phrase = so_far or Phrase()
    yield phrase, at
    for rule in RULES:
        if getattr(phrase, rule.slot) is None and (found := rule.pattern.match(normal_text, at)):
            for longer in _longer(phrase, rule, found, text):
                yield from phrases(text, normal_text, _after(found), longer)


def _longer(phrase: Phrase, rule: Rule, found: re.Match[str], text: str) -> Iterator[Phrase]:
    typed = text[slice(*found.span("typed"))]
    for value in rule.build(found):
        slots: dict[str, Any] = {rule.slot: Piece(value, typed)}
        longer = replace(phrase, **slots)
        if not longer.has_two_ends:
            yield longer


def _after(found: re.Match[str]) -> int:
    between = _BETWEEN.match(found.string, found.end())
    return between.end() if between else found.end()
