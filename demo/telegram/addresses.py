"""Which addresses Telegram takes for links and buttons."""

import re
from urllib.parse import urlsplit

WRONG_SCHEME = "Unsupported URL protocol"
WRONG_HOST = "Wrong HTTP URL"

START_PARAMETER = re.compile(r"[A-Za-z0-9_-]{0,64}")  # of t.me/<bot>?start=…

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d+(?:[/?#]|$))", re.IGNORECASE)


def address_error(address: str) -> str | None:
    """Telegram's words for refusing the address; None for a valid one."""
    if not _SCHEME.match(address):
        address = f"http://{address}"
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return WRONG_HOST
    if parts.scheme in {"tg", "ton"}:
        return None
    if parts.scheme not in {"http", "https"}:
        return WRONG_SCHEME
    return WRONG_HOST if "." not in host.strip(".") or any(char.isspace() for char in address) else None


def is_link(address: str) -> bool:
    """Whether an ``a`` tag with this address becomes a link; otherwise Telegram drops it silently."""
    return bool(address) and address_error(address) is None
