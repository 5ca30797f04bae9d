"""A rule of the grammar: what it looks like, and what it means."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

# A piece ends before a space, a comma, closing punctuation, or the T between the date and the hour of ISO 8601.
_ISO_T = r"(?<=-[0-9]{2})t(?=[0-9]{2}:)"
_END = rf"(?:{_ISO_T}|(?=[,;]|[.!?]?(?:\s|$)))"

Build = Callable[[re.Match[str]], Iterable[object]]


@dataclass(frozen=True)
class Rule:
    """`slot` is the field of Phrase that it fills; `build` gives one value for every meaning, none if there is none."""

    slot: str
    pattern: re.Pattern[str]
    build: Build


def rule(slot: str, pattern: str, build: Build, before: str = "") -> Rule:
    """`before` is a pattern for what may lead in and carries no meaning. The rest is the group `typed`."""
    return Rule(slot, re.compile(f"{before}(?P<typed>{pattern}){_END}"), build)


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of the words, the longest that fits."""
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


def maybe(words: Iterable[str]) -> str:
    """A pattern for one of the words and the space after it, or for nothing."""
    return rf"(?:{any_of(words)}\s+)?"
