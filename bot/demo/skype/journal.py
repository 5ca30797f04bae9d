"""What the simulated server was asked, for assertions and for looking at; secrets are masked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass
class Entry:
    """One request. `status` is None until it is answered, and stays so when the connection was cut."""

    method: str
    path: str
    host: str
    headers: Mapping[str, str]
    body: str
    status: int | None = None


def masked_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers with everything after the scheme of Authorization starred out."""
    return {
        name: f"{value.split(' ')[0]} ***" if name.lower() == "authorization" else value
        for name, value in headers.items()
    }


def masked_body(body: bytes) -> str:
    """The body with the password of a form starred out."""
    return re.sub(r"(^|&)(password)=[^&]*", r"\1\2=***", body.decode(errors="replace"))
