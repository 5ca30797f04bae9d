"""Tokens of invitation links."""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Callable

from domain.event import Event

LENGTH = 18  # bytes; 16 are safe against guessing, and 18 need no base64 padding


def invitation_tokens(secret: str) -> Callable[[Event], str]:
    """Returns a function that makes the token of an event: the same for each share, another one for each revision.

    So a removed attendee cannot come back by an old link, and does not know the new one. Tokens cannot be guessed
    without the secret, and fit into a deep link (Telegram, "Deep linking").
    """

    def token_of(event: Event) -> str:
        shared = f"invitation:{event.uid}:{event.revision}"
        return urlsafe_b64encode(hmac.digest(secret.encode(), shared.encode(), "sha256")[:LENGTH]).decode()

    return token_of
