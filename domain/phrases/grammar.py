"""The grammar: pieces in any order, at most one of each kind, separated by spaces and punctuation only."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Generic, TypeVar

from domain.errors import Refusal, Why
from domain.phrases.dates import DATES, Day
from domain.phrases.hours import HOURS, Hours
from domain.phrases.lengths import LENGTHS
from domain.phrases.normalization import normalized, word_at
from domain.phrases.rules import Rule

RULES = (*DATES, *HOURS, *LENGTHS)

# Separators of pieces: spaces, commas, nothing after the T of ISO 8601; a full stop only before a space.
_SEPARATOR = re.compile(r"[,;.!?]?\s+|[,;]|[.!?]$|(?<=-[0-9]{2}t)")

T = TypeVar("T")


@dataclass(frozen=True)
class Piece(Generic[T]):
    """A value and the text that it was read from."""

    value: T
    typed: str


@dataclass(frozen=True)
class Phrase:
    """One reading of the typed pieces as a time."""

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


def parsed(text: str) -> list[Phrase]:
    """All readings of the whole text. Raises TIME_NOT_UNDERSTOOD with the first word that no reading covers."""
    found = list(phrases(text, normalized(text)))
    if whole := [phrase for phrase, end in found if end == len(text)]:
        return whole
    raise Refusal(Why.TIME_NOT_UNDERSTOOD, word=word_at(text, max(end for _, end in found)))


def phrases(text: str, normalized_text: str, at: int = 0, so_far: Phrase | None = None) -> Iterator[tuple[Phrase, int]]:
    """All phrases that begin at `at`, each with the position of its end; the empty one first."""
    phrase = so_far or Phrase()
    yield phrase, at
    for rule in RULES:
        if getattr(phrase, rule.slot) is None and (found := rule.pattern.match(normalized_text, at)):
            for longer in _extended(phrase, rule, found, text):
                yield from phrases(text, normalized_text, _end_with_separator(found), longer)


def _extended(phrase: Phrase, rule: Rule, found: re.Match[str], text: str) -> Iterator[Phrase]:
    typed = text[slice(*found.span("typed"))]
    for value in rule.build(found):
        slots: dict[str, Any] = {rule.slot: Piece(value, typed)}
        longer = replace(phrase, **slots)
        if not longer.has_two_ends:
            yield longer


def _end_with_separator(found: re.Match[str]) -> int:
    separator = _SEPARATOR.match(found.string, found.end())
    return separator.end() if separator else found.end()
