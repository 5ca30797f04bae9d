"""Lengths in hours, minutes, or both."""

import re
from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction

from domain.phrases.rules import any_of, maybe, rule
from domain.phrases.words import BEFORE_LENGTH, HOURS, MINUTES


def _length(found: re.Match[str]) -> Iterator[timedelta]:
    """Yields nothing unless it is a whole number of minutes."""
    hours, minutes = (Fraction((found[name] or "0").replace(",", ".")) for name in "hm")
    total = hours * 60 + minutes
    if total.denominator == 1:
        yield timedelta(minutes=int(total))


_FOR = maybe(BEFORE_LENGTH)
_H = rf"(?P<h>[0-9]{{1,6}}(?:[.,][0-9]{{1,2}})?)\s*{any_of(HOURS)}"
_WHOLE_H = rf"(?P<h>[0-9]{{1,6}})\s*{any_of(HOURS)}"
_MIN = any_of(MINUTES)

LENGTHS = (
    rule("length", rf"{_H}(?P<m>)", _length, _FOR),
    rule("length", rf"(?P<h>)(?P<m>[0-9]{{1,6}})\s*{_MIN}", _length, _FOR),
    rule("length", rf"{_WHOLE_H}\s*(?P<m>[0-5]?[0-9])(?:\s*{_MIN})?", _length, _FOR),
)
