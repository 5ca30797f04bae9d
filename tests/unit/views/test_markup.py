"""Cutting text without tearing characters apart."""

import pytest

from handlers.views.markup import anchor, length, shortened, units


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("Собрание", 8, "Собрание"),
        ("Собрание", 7, "Собран…"),
        ("план 👍🏽 да", 8, "план…"),
        ("план 👩‍💻 да", 9, "план…"),
        ("🎉🎉🎉", 4, "🎉…"),
        ("cafe\u0301 noir", 5, "caf…"),
        ("ab  cd", 5, "ab…"),
        ("🎉", 1, "…"),
    ],
)
def test_a_cut_falls_between_characters(text: str, limit: int, cut: str) -> None:
    """1. Never inside an emoji with a skin tone, a joined one, or a letter with its accent; counted in UTF-16 units."""
    assert shortened(text, limit) == cut
    assert units(cut) <= limit


def test_length_is_that_after_parsing() -> None:
    """2."""
    assert length('<b>a&amp;b</b> <a href="https://x.example/?a=1&amp;b=2">c</a>') == 5


def test_an_address_cannot_leave_its_attribute() -> None:
    """3."""
    assert anchor("a", 'https://x.example/"><b>') == '<a href="https://x.example/&quot;&gt;&lt;b&gt;">a</a>'
