"""The journal of requests to the simulated server, with secrets masked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from demo.skype.accounts import Ticket
from demo.skype.tickets import FORBIDDEN
from demo.skype.vocabulary import Action, Fault
from demo.skype.world import Call

SECRET_HEADERS = ("authorization", "proxy-authorization")
COOKIES = ("cookie", "set-cookie")
REQUESTS_KEPT = 5000  # requests: more than any test makes, few enough for a demo that runs for days


@dataclass
class Entry:
    """One request. `status` is None until it is answered, and stays so when the connection was cut."""

    method: str
    path: str
    host: str
    headers: Mapping[str, str]
    body: str
    action: Action
    base: str
    """The base address that was reached, which the Host header may spell in another way."""
    connection: str
    user: str | None
    """The account of its ticket."""
    ticket_host: str | None
    """The host that the ticket was issued for."""
    fault: Fault | None = None
    status: int | None = None

    @property
    def forbidden(self) -> list[str]:
        """The headers of the request that a client must not send."""
        return [name for name in FORBIDDEN if name.lower() in {header.lower() for header in self.headers}]

    @property
    def misplaced(self) -> bool:
        """Whether a ticket was shown to a host that did not issue it."""
        return self.ticket_host is not None and self.ticket_host != self.host


def entry(call: Call, action: Action, ticket: Ticket | None) -> Entry:
    """The record of a request, without its secrets."""
    return Entry(
        method=call.method,
        path=masked(call.path),
        host=call.host,
        headers=_headers(call.headers),
        body=masked(call.body.decode(errors="replace")),
        action=action,
        base=call.base,
        connection=call.connection,
        user=ticket.account.user if ticket else None,
        ticket_host=ticket.host if ticket else None,
    )


def masked(text: str) -> str:
    """The text with form passwords, old tickets and everything that looks like a ticket replaced by stars."""
    text = re.sub(r"(^|&)(password|ms_rtc_renew)=[^&]*", r"\1\2=***", text)
    return re.sub(r"cwt(=|%3D)[\w+/=%-]+", "cwt=***", text, flags=re.IGNORECASE)


def _headers(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: _header(name.lower(), value) for name, value in headers.items()}


def _header(name: str, value: str) -> str:
    if name in SECRET_HEADERS:
        return f"{value.partition(' ')[0]} ***"
    return re.sub(r"=[^;]*", "=***", value) if name in COOKIES else masked(value)
