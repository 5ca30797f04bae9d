"""The challenge of a protected resource: where tokens are issued, and for which grants.

UCWA 2.0 documentation, "Authentication in UCWA" and "Create an application"; RFC 9110 section 11.6.1 for the header.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_WORD = r"[A-Za-z0-9!#$%&'*+.^_`|~-]+"
_PART = re.compile(rf'(?P<word>{_WORD})(?:\s*=\s*(?:"(?P<quoted>(?:[^"\\]|\\.)*)(?:"|$)|(?P<bare>[^\s,"]+)))?')


@dataclass(frozen=True)
class Challenge:
    """An MsRtcOAuth challenge: where tokens are issued, as the server wrote it, and the grant types it offers."""

    href: str
    grants: tuple[str, ...]


def challenges(headers: Sequence[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Scheme and parameters, both in lower case, of each challenge in all WWW-Authenticate headers of an answer.

    Headers may be merged into one, values quoted or not, and quoted ones may hold commas and addresses.
    """
    scheme, found = "", dict[str, str]()
    for part in _PART.finditer(", ".join(headers)):
        value = part["quoted"] if part["quoted"] is not None else part["bare"]
        if value is not None:
            found.setdefault(part["word"].lower(), re.sub(r"\\(.)", r"\1", value))
            continue
        if scheme:
            yield scheme, found
        scheme, found = part["word"].lower(), {}
    if scheme:
        yield scheme, found


def ms_rtc_challenge(headers: Sequence[str]) -> Challenge | None:
    """The MsRtcOAuth challenge among all WWW-Authenticate headers, None without one."""
    for scheme, found in challenges(headers):
        if scheme == "msrtcoauth" and "href" in found:
            grants = (grant.strip().lower() for grant in found.get("grant_type", "").split(","))
            return Challenge(found["href"], tuple(grant for grant in grants if re.fullmatch(r"[\w.:-]{1,80}", grant)))
    return None
