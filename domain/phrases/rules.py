"""Rules of the grammar: a pattern, and how to build values from a match."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

# A piece ends before a space, a comma, closing punctuation, or the T between the date and the hour of ISO 8601.
_ISO_T = r"(?<=-[0-9]{2})t(?=[0-9]{2}:)"
_END = rf"(?:{_ISO_T}|(?=[,;]|[.!?]?(?:\s|$)))"

Build = Callable[[re.Match[str]], Iterable[object]]


@dataclass(frozen=True)
class Rule:
    """`slot` is the field of Phrase that it fills; `build` returns the possible values of a match, if any."""

    slot: str
    pattern: re.Pattern[str]
    build: Build


def rule(slot: str, pattern: str, build: Build, before: str = "") -> Rule:
    """`before` is a pattern for an optional lead-in without meaning; the text after it is the group `typed`."""
    return Rule(slot, re.compile(f"{before}(?P<typed>{pattern}){_END}"), build)


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of the words; longer ones are tried first."""
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


def maybe(words: Iterable[str]) -> str:
    """A pattern for an optional word and the space after it."""
    return rf"(?:{any_of(words)}\s+)?"
