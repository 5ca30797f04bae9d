"""What was typed, in the shape that the rules read; every position is the same as in the original."""

import re
import unicodedata

LONGEST_WORD = 40

_WORD = re.compile(r"[^\s,;]+|\S+")
_DASHES = {"\N{MINUS SIGN}", "\N{HYPHEN BULLET}"}


def normal(text: str) -> str:
    """Lower case, е for ё, one kind of dash and of space. As long as `text`, so that positions serve both."""
    return "".join(map(_normal, text))


def word_at(text: str, at: int) -> str:
    """The word that begins at this position, for a refusal to name."""
    found = _WORD.search(text, at)
    return shortened(found.group() if found else "")


def shortened(word: str) -> str:
    return word if len(word) <= LONGEST_WORD else word[: LONGEST_WORD - 1] + "…"


def _normal(c: str) -> str:
    if c.isspace():
        return " "
    if unicodedata.category(c) == "Pd" or c in _DASHES:
        return "-"
    small = c.lower().replace("ё", "е")
    return small if len(small) == 1 else c  # a few capitals become two letters, and no rule knows those
