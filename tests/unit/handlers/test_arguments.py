"""What buttons and messages carry is never trusted: it is read, or refused as out of date."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refusal, Why
from domain.form import Field
from handlers.arguments import day_in, field_in, language_in, local_in, month_in, number_in, span_in
from handlers.callbacks import invitation_link, token_in

NOW = datetime(2028, 8, 1, 12, tzinfo=UTC)
READERS: list[Callable[[str], object]] = [
    number_in,
    field_in,
    local_in,
    span_in,
    lambda arg: day_in(arg, NOW),
    lambda arg: month_in(arg, NOW),
    language_in,
]
TYPED = st.text(max_size=64) | st.text("0123456789-", max_size=64)


@given(TYPED, st.sampled_from(READERS))
def test_whatever_a_button_carries_is_read_or_out_of_date(arg: str, read: Callable[[str], object]) -> None:
    """1. Nothing else is raised."""
    with suppress(Refusal):
        read(arg)


@pytest.mark.parametrize(
    ("read", "arg", "value"),
    [
        (READERS[0], "37", 37),
        (READERS[1], "place", Field.PLACE),
        (READERS[2], "202808281030", datetime(2028, 8, 28, 10, 30)),  # noqa: DTZ001  local
        (READERS[3], "0-60", (datetime(1970, 1, 1, tzinfo=UTC), datetime(1970, 1, 1, 0, 1, tzinfo=UTC))),
        (READERS[4], "20280828", date(2028, 8, 28)),
        (READERS[5], "202808", date(2028, 8, 1)),
        (READERS[6], "en", "en"),
    ],
)
def test_what_our_buttons_carry_is_read(read: Callable[[str], object], arg: str, value: object) -> None:
    """2."""
    assert read(arg) == value


@pytest.mark.parametrize(
    ("read", "arg"),
    [
        (READERS[0], "-1"),
        (READERS[0], "1.5"),
        (READERS[1], "owner"),
        (READERS[6], "de"),
        (READERS[2], "202813011030"),
        (READERS[3], "1-"),
        (READERS[3], f"{10**30}-{10**31}"),
        (READERS[4], "20280230"),
        (READERS[4], "20340101"),
        (READERS[5], "999912"),
    ],
)
def test_what_they_do_not_carry_is_out_of_date(read: Callable[[str], object], arg: str) -> None:
    """3."""
    with pytest.raises(Refusal) as refused:
        read(arg)
    assert refused.value.why is Why.OUTDATED_BUTTON


def test_the_token_of_a_link_comes_back() -> None:
    """4. Any other payload is none."""
    link = invitation_link("planerka_bot", "abc-DEF_123")
    assert link.startswith("https://t.me/planerka_bot?start=")
    assert token_in(link.partition("start=")[2]) == "abc-DEF_123"
    assert [token_in(payload) for payload in (None, "", "x_abc")] == [None, None, None]
