"""Normalizes typed text for the rules, character by character, so that positions do not change."""

import re
import unicodedata

WORD_LIMIT = 40

_WORD = re.compile(r"[^\s,;]+|\S+")
_DASHES = {"\N{MINUS SIGN}", "\N{HYPHEN BULLET}"}


def normalized(text: str) -> str:
    """Lower case, with е for ё and one kind of dash and space. As long as `text`."""
    return "".join(map(_normalized_char, text))


def word_at(text: str, at: int) -> str:
    """The first word from this position on, shortened for a refusal; "" if there is none."""
    found = _WORD.search(text, at)
    return shortened(found.group() if found else "")


def shortened(word: str) -> str:
    return word if len(word) <= WORD_LIMIT else word[: WORD_LIMIT - 1] + "…"


def _normalized_char(c: str) -> str:
    if c.isspace():
        return " "
    if unicodedata.category(c) == "Pd" or c in _DASHES:
        return "-"
    lower = c.lower().replace("ё", "е")
    return lower if len(lower) == 1 else c  # the lower case of some letters is two characters; no rule has those
