"""Tokens of invitation links."""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Callable

from domain.event import Event

LENGTH = 18  # bytes; 16 are enough against guessing, and these need no padding


def invitation_tokens(secret: str) -> Callable[[Event], str]:
    """The same token however often an event is shared, and another one with each revision.

    Whoever was taken off the list thus finds the old links dead, and does not know the new one. Nobody guesses a token
    who does not know the secret. It is fit for a deep link (Telegram, "Deep linking").
    """

    def token_of(event: Event) -> str:
        shared = f"invitation:{event.uid}:{event.revision}"
        return urlsafe_b64encode(hmac.digest(secret.encode(), shared.encode(), "sha256")[:LENGTH]).decode()

    return token_of
