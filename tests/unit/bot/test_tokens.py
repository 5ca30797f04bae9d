"""Tokens of invitation links."""

import re
from dataclasses import replace

from bot.telegram.invitation_tokens import invitation_tokens
from tests.make import an_event


def test_an_event_has_one_token_and_no_other_event_has_it() -> None:
    """1. Also after a restart; and without the secret nobody gets at it."""
    token = invitation_tokens("42:secret")(an_event())
    assert invitation_tokens("42:secret")(an_event()) == token
    assert invitation_tokens("42:secret")(an_event(uid="other@planerka")) != token
    assert invitation_tokens("43:secret")(an_event()) != token


def test_a_changed_event_has_another_token() -> None:
    """2. So that somebody who was taken off the list does not come back by the link they know."""
    event = an_event()
    token_of = invitation_tokens("42:secret")
    assert token_of(replace(event, revision=event.revision + 1)) != token_of(event)


def test_a_token_fits_a_deep_link() -> None:
    """3. At least 128 bits in letters that t.me takes, at most 64 with what stands before them."""
    assert re.fullmatch("[A-Za-z0-9_-]{22,62}", invitation_tokens("42:secret")(an_event()))
