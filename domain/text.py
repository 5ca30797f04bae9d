"""Cleans text typed by people for cards, letters and .ics: no control characters, no direction marks, NFC."""

import re
import unicodedata

from domain.errors import Refusal, Why

MARKS_IN_A_ROW = 3  # combining marks; no script needs more, and taller stacks cover neighbouring lines
_BIDI = {chr(c) for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)}
_INVISIBLE = {"\u200b", "\u2060", "\ufeff", "\u00ad"}  # ZWJ and ZWNJ stay: emoji and several scripts need them
_BLANK = "\u115f\u1160\u2800\u3164\uffa0"  # letters and symbols by category, but invisible
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_MARK = r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]"
_TOO_MANY_MARKS = re.compile(f"({_MARK}{{{MARKS_IN_A_ROW}}}){_MARK}+")


def clean(text: str) -> str:
    """Multi-line text: line breaks become LF, other invisible characters are dropped, both ends are stripped."""
    text = _BREAKS.sub("\n", text)
    kept = "".join(c for c in text if c in "\n\t" or not _is_dropped(c))
    return _without_stacked_marks(unicodedata.normalize("NFC", kept)).strip()


def clean_line(text: str) -> str:
    """As `clean`, on one line: runs of white space become single spaces."""
    return " ".join(clean(text).split())


def checked(text: str, field: str, limit: int) -> str:
    """The text unchanged; raises EMPTY if nothing of it is visible, TOO_LONG above `limit` code points."""
    if not has_visible_text(text):
        raise Refusal(Why.EMPTY, field=field)
    if len(text) > limit:
        raise Refusal(Why.TOO_LONG, field=field, limit=limit, length=len(text))
    return text


def has_visible_text(text: str) -> bool:
    """Whether any character is visible."""
    return any(_is_visible(c) for c in text)


def _without_stacked_marks(text: str) -> str:
    """Without marks beyond the limit. NFC may then compose other marks, so this repeats until nothing changes."""
    fewer = unicodedata.normalize("NFC", _TOO_MANY_MARKS.sub(r"\1", text))
    return text if fewer == text else _without_stacked_marks(fewer)


def _is_dropped(c: str) -> bool:
    return c in _BIDI or c in _INVISIBLE or unicodedata.category(c) in {"Cc", "Cs", "Co"} or _is_noncharacter(c)


def _is_noncharacter(c: str) -> bool:
    """The 66 noncharacters. Unassigned code points are kept: they may be emoji newer than this Python."""
    return "\ufdd0" <= c <= "\ufdef" or ord(c) & 0xFFFE == 0xFFFE


def _is_visible(c: str) -> bool:
    category = unicodedata.category(c)
    return category == "Cn" or (category[0] not in "ZCM" and c not in _BLANK)
