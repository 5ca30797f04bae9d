"""SIP addresses as people type them, and how many refused passwords an account can bear."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.account import FINGERPRINTS_KEPT, LOCK_WINDOW, ConferenceAccount, PasswordRefusals, name_of, read_address
from domain.errors import Refusal, Why

NOW = datetime(2028, 8, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ONCE = PasswordRefusals("ann", "00", ("first",), 1, NOW)


@pytest.mark.parametrize(
    ("typed", "address", "user"),
    [
        ("ann@example.org", "ann@example.org", "ann@example.org"),
        (" sip:Ann.Lee@Example.ORG ", "ann.lee@example.org", "ann.lee@example.org"),
        ("ann@example.org EXAMPLE\\Ann", "ann@example.org", "EXAMPLE\\Ann"),
        ("ann@example.org alee@corp.example.org", "ann@example.org", "alee@corp.example.org"),
    ],
)
def test_an_address_is_read(typed: str, address: str, user: str) -> None:
    """1. Without its scheme, and with the name for signing in where that differs."""
    assert read_address(typed) == (address, user)


@pytest.mark.parametrize(
    "typed",
    ["", "ann", "ann@example", "ann@@example.org", "@example.org", "ann@example.org hunter2", "https://example.org/ann",
     "ann@example.org EXAMPLE\\ann hunter2", "анна@example.org", "ann@example.org;x=y", "ann@example.org, hunter2"],
)  # fmt: skip
def test_anything_else_is_no_address(typed: str) -> None:
    """2. Above all no password behind it, which would be kept and shown as a name."""
    with pytest.raises(Refusal) as refused:
        read_address(typed)
    assert refused.value.why is Why.CONFERENCE_ADDRESS_INVALID
    assert "hunter2" not in str(refused.value.facts)


def test_all_spellings_of_an_account_are_one() -> None:
    """3. Or each would have tries of its own, and the account would be locked all the same."""
    assert {name_of(user) for user in ("ann@example.org", "EXAMPLE\\Ann", "Ann@corp.local", "ANN")} == {"ann"}


def test_two_refusals_within_half_an_hour_make_the_third_wait() -> None:
    """4. Until half an hour after the last one; from then on it counts anew."""
    assert ONCE.waits_until(NOW) is None
    twice = ONCE.with_refusal("second", NOW + 29 * MINUTE)
    assert twice.waits_until(NOW + 30 * MINUTE) == NOW + 59 * MINUTE
    assert twice.waits_until(NOW + 59 * MINUTE) is None
    assert twice.with_refusal("third", NOW + 59 * MINUTE).times == 1


def test_refusals_far_apart_do_not_add_up() -> None:
    """5."""
    assert ONCE.with_refusal("second", NOW + LOCK_WINDOW).waits_until(NOW + LOCK_WINDOW) is None


def test_every_refused_password_is_remembered() -> None:
    """6. Not the last one only; but not without end, and each once."""
    refused = ONCE
    for n in range(FINGERPRINTS_KEPT + 5):
        refused = refused.with_refusal(f"{n}", NOW).with_refusal(f"{n}", NOW)
    assert refused.fingerprints == tuple(str(n) for n in range(5, FINGERPRINTS_KEPT + 5))


def test_another_name_needs_another_password() -> None:
    """7. The same name keeps its own."""
    account = ConferenceAccount(1, "ann@example.org").connected("sealed")
    assert account.named("ann@example.org").is_connected
    assert not account.named("EXAMPLE\\ann").is_connected
