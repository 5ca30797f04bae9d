"""What people type becomes text that is safe to show, and stays what they meant."""

import re
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.errors import Refusal, Why
from domain.text import MARKS_IN_A_ROW, checked, clean, clean_line

BIDI = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
SIGNS = ("\r\n", "\t", "\x00", "\x85", "\u2028", "\ufeff", "\u200b", "\ud800", *BIDI, "\u20dd", "\u05b0", "e", "\u0301")
CLIMBERS = r"[\u0300-\u036f\u0483-\u0489\u20d0-\u20ff]"
TYPED = st.lists(st.sampled_from(SIGNS) | st.text(st.characters(), max_size=20), max_size=15).map("".join)
ZALGO = st.text("ae \u0300\u0301\u0327\u0488\u20dd\u05b0\u0651\u1100\u1161", max_size=20)


@given(TYPED | ZALGO)
@example("\u0300\u0300\u0300\u20dd\u05b0")  # the enclosing mark kept the two sides apart until it was cut
@settings(deadline=None)
def test_cleaning_twice_changes_nothing_more(typed: str) -> None:
    """1. Also in one line."""
    assert clean(clean(typed)) == clean(typed)
    assert clean_line(clean_line(typed)) == clean_line(typed)


@given(TYPED | ZALGO)
@settings(deadline=None)
def test_nothing_hidden_is_left(typed: str) -> None:
    """2. No controls but LF and TAB, no surrogates, no direction marks; NFC; nothing at the ends."""
    text = clean(typed)
    assert not {c for c in text if unicodedata.category(c) in {"Cc", "Cs", "Co"}} - {"\n", "\t"}
    assert not set(text) & set(BIDI)
    assert unicodedata.is_normalized("NFC", text)
    assert text == text.strip()
    text.encode()


@given(TYPED | ZALGO)
@settings(deadline=None)
def test_a_line_is_one_line(typed: str) -> None:
    """3. Every run of white space is one space."""
    line = clean_line(typed)
    assert len(line.splitlines()) <= 1
    assert line.split(" ") == line.split() or not line


@given(TYPED | ZALGO)
@settings(deadline=None)
def test_cleaning_never_makes_text_longer_than_its_own_nfc(typed: str) -> None:
    """4. So that what fitted when it was typed still fits."""
    assert len(clean(typed)) <= len(unicodedata.normalize("NFC", typed))


@given(ZALGO)
@settings(deadline=None)
def test_marks_do_not_climb(typed: str) -> None:
    """5. At most as many in a row as a script needs."""
    assert not re.search(f"{CLIMBERS}{{{MARKS_IN_A_ROW + 1}}}", clean(typed))


@pytest.mark.parametrize(
    "text",
    [
        "👩\u200d💻 👨\u200d👩\u200d👧",
        "❤\ufe0f 1\ufe0f\u20e3",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "می\u200cخواهم",
        "क्षि नमस्ते",
        "\U0001fae8 \U0001fac6",  # Unicode 15 and 16: newer than the tables of Python 3.11
        "Ёлка й",
        "1. Отчёт\n\n\t2. Выборы",
    ],
)
def test_what_people_mean_survives(text: str) -> None:
    """6. Joined emoji, flags, joiners that scripts need, paragraphs."""
    assert clean(text) == text


def test_every_line_break_is_one() -> None:
    """7. However the keyboard writes it."""
    assert clean("a\r\nb\rc\u2028d\x85e") == "a\nb\nc\nd\ne"


@pytest.mark.parametrize("empty", ["", " \n\t", "\u00a0\u3000", "\u200d\u200d", "\ufe0f", "\u0301"])
def test_text_that_shows_nothing_is_refused(empty: str) -> None:
    """8. Joiners, selectors and marks alone are no text either."""
    with pytest.raises(Refusal) as refused:
        checked(empty, "summary", 10)
    assert (refused.value.why, refused.value.facts) == (Why.EMPTY, {"field": "summary"})


@pytest.mark.parametrize("text", ["а", "7", "?", "🎉", "\U0001fae8", "x" * 10])
def test_text_that_shows_something_and_fits_is_kept(text: str) -> None:
    """9. An emoji is enough, a new one too."""
    assert checked(text, "summary", 10) == text


def test_the_limit_is_told_with_the_length() -> None:
    """10."""
    with pytest.raises(Refusal) as refused:
        checked("x" * 11, "place", 10)
    assert refused.value.why is Why.TOO_LONG
    assert refused.value.facts == {"field": "place", "limit": 10, "length": 11}
