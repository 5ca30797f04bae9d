"""An answer of the server, and the error that it means, if any."""

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from multidict import CIMultiDictProxy

from bot.conferences.skype.errors import (
    ApplicationGone,
    EndpointTaken,
    Invalid,
    Nonsense,
    NotFound,
    Outdated,
    Refusal,
    TokenRefused,
)
from domain.conference import Trouble
from domain.conference_server import ConferenceError

JSON_TYPES = {"application/json", "application/vnd.microsoft.com.ucwa+json"}
PAGE_TYPES = {"text/html", "application/xhtml+xml", "text/plain"}
PROXY_STATUSES = (301, 302, 303, 307, 308, 403, 404)
LONGEST_WAIT = timedelta(minutes=5)  # the limit for Retry-After: the event may begin before a longer one is over

Meaning = tuple[type[Refusal], Trouble, bool]
_BUSY: Meaning = (Refusal, Trouble.BUSY, True)
_GONE: Meaning = (ApplicationGone, Trouble.BUSY, True)
_NO: Meaning = (Refusal, Trouble.NOT_ALLOWED, False)

# Subcodes decide before statuses do. New ones may appear at any time, so an unknown one falls back to its status.
SUBCODES: dict[str, Meaning] = {
    "APIVersionNotSupported": (Refusal, Trouble.MISCONFIGURED, False),
    "AlreadyExists": (EndpointTaken, Trouble.BUSY, True),
    "AnotherOperationPending": _BUSY,
    "ApplicationNotFound": _GONE,
    "CannotRedirect": _BUSY,
    "ExchangeTimeout": _BUSY,
    "InvalidExchangeServerVersion": _NO,
    "InactiveApplicationExpired": _GONE,
    "LimitExceeded": (Refusal, Trouble.LIMIT, True),
    "MigrationInProgress": _BUSY,
    "ProvisioningDataUnavailable": _BUSY,
    "TooManyApplications": _BUSY,
    "TooManyOnlineMeetings": (Refusal, Trouble.LIMIT, False),
}
STATUSES: dict[int, Meaning] = {
    400: (Invalid, Trouble.NONSENSE, False),
    401: (TokenRefused, Trouble.NOT_ALLOWED, False),
    403: _NO,
    404: (NotFound, Trouble.NONSENSE, True),
    409: _NO,
    410: _NO,
    412: (Outdated, Trouble.BUSY, True),
} | dict.fromkeys((408, 429, *range(500, 600)), _BUSY)


@dataclass(frozen=True)
class Answer:
    """Status, headers and body of one answer; `asked` names the request for the log ("GET host")."""

    asked: str
    status: int
    headers: CIMultiDictProxy[str]
    body: bytes

    def resource(self) -> dict[str, Any]:
        """The JSON object in the body, in any of UCWA's media types. Raises Nonsense for anything else."""
        if self._media_type() not in JSON_TYPES:
            trouble = Trouble.PAGE if self._media_type() in PAGE_TYPES else Trouble.NONSENSE
            raise Nonsense(f"{self.asked} answered {self.status} with {self._kind()}, not JSON", trouble)
        if (found := self._json()) is None:
            raise Nonsense(f"{self.asked} answered {self.status} with broken JSON of {len(self.body)} bytes")
        return found

    def links(self) -> dict[str, object]:
        """The address behind each name in `_links`. A link that is missing means "not allowed" or "not now"."""
        return links_of(self.resource())

    def error(self) -> ConferenceError | None:
        """The error that this answer means; None for success."""
        if 200 <= self.status < 300:
            return self._error_inside()
        detail = " ".join(f"{self.asked} answered {self.status} {self.word('subcode')} {self.diagnostics()}".split())
        if self._token_refused():
            return TokenRefused(Trouble.NOT_ALLOWED, detail, again=False)
        if self.status in PROXY_STATUSES and not self.word(
            "code"
        ):  # from a proxy in between, which knows nothing about rooms
            return Nonsense(f"{detail} without an error of UCWA", Trouble.PAGE)
        found = SUBCODES.get(self.word("subcode")) or STATUSES.get(self.status)
        if not found:
            return Nonsense(detail, again=False)
        kind, trouble, again = found
        return kind(trouble, detail, again, self._wait())

    def diagnostics(self) -> str:
        """The number in X-Ms-Diagnostics, "" without; its text is ignored because it may quote anything."""
        found = re.match(r"\s*(\d{1,9})\b", self.headers.get("X-Ms-Diagnostics", ""))
        return found.group(1) if found else ""

    def word(self, name: str) -> str:
        """A short word of the body, such as an error's code; "" when there is none or the body is not JSON."""
        found = (self._json() or {}).get(name) if self._media_type() in JSON_TYPES else None
        return found if isinstance(found, str) and re.fullmatch(r"\w{1,60}", found) else ""

    def _json(self) -> dict[str, Any] | None:
        """The object in the body. The encoding is taken from its bytes; the one in the header is often wrong."""
        try:
            found = json.loads(self.body)
        except (ValueError, RecursionError):
            return None
        return found if isinstance(found, dict) else None

    def _error_inside(self) -> Nonsense | None:
        """An error with a status of success: UCWA's errors have a code and no links."""
        if not (code := self.word("code")) or "_links" in (self._json() or {}):
            return None
        words = " ".join(f"{self.asked} answered {self.status} and means {code} {self.word('subcode')}".split())
        return Nonsense(words, Trouble.ERROR_INSIDE)

    def _media_type(self) -> str:
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()

    def _kind(self) -> str:
        kind = self._media_type()
        return kind if re.fullmatch(r"[\w.+-]{1,60}/[\w.+-]{1,60}", kind) else "no media type"

    def _token_refused(self) -> bool:
        """By 401; the web-ticket layer also answers 403 or, to a token of another server, 500.

        Those count only with its own diagnostics, which say that nothing was carried out: any other 403 may come from
        a proxy in between.
        """
        invalid = self.diagnostics() == "28055" or "InvalidToken" in self.headers.get("Warning", "")
        foreign = self.status == 500 and self.diagnostics() == "28032"
        return self.status == 401 or (self.status == 403 and invalid) or foreign

    def _wait(self) -> timedelta | None:
        """Retry-After, RFC 9110 section 10.2.3: seconds or a date, measured by the server's own clock."""
        said = self.headers.get("Retry-After", "").strip()
        if re.fullmatch(r"\d{1,9}", said):
            return min(timedelta(seconds=int(said)), LONGEST_WAIT)
        try:
            until = _moment(said) - _moment(self.headers.get("Date", ""))
        except (ValueError, TypeError, OverflowError):
            return None
        return min(max(until, timedelta()), LONGEST_WAIT)


def links_of(resource: dict[str, Any]) -> dict[str, object]:
    """The address behind each name in the resource's `_links`, not checked yet."""
    found = resource.get("_links")
    if not isinstance(found, dict):
        return {}
    return {name: link.get("href") for name, link in found.items() if isinstance(link, dict)}


def embedded(resource: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The resources of that name in `_embedded`: one, several or, when it is missing, none."""
    within = resource.get("_embedded")
    found = within.get(name) if isinstance(within, dict) else None
    return [each for each in (found if isinstance(found, list) else [found]) if isinstance(each, dict)]


def _moment(text: str) -> datetime:
    moment = parsedate_to_datetime(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
