"""An answer of the server, and the error it stands for, if any."""

import json
import re
from dataclasses import dataclass
from typing import Any

from multidict import CIMultiDictProxy

from bot.skype.errors import ApplicationGone, Nonsense, NotFound, Outdated, Refusal, TokenRefused
from domain.conference import OnlineMeetingsError, Trouble

JSON_TYPES = {"application/json", "application/vnd.microsoft.com.ucwa+json"}
BUSY = (408, 429, *range(500, 600))

# Subcodes decide before statuses do. New ones may appear at any time, so an unknown one falls back to its status.
SUBCODES: dict[tuple[int, str], tuple[type[Refusal], Trouble, bool]] = {
    (404, "ApplicationNotFound"): (ApplicationGone, Trouble.UNREACHABLE, True),
    (404, "APIVersionNotSupported"): (Refusal, Trouble.MISCONFIGURED, False),
    (409, "TooManyOnlineMeetings"): (Refusal, Trouble.LIMIT, False),
    (410, "InactiveApplicationExpired"): (ApplicationGone, Trouble.UNREACHABLE, True),
    (410, "TooManyApplications"): (Refusal, Trouble.LIMIT, True),
    (410, "CannotRedirect"): (Refusal, Trouble.UNREACHABLE, True),
}
STATUSES: dict[int, tuple[type[Refusal], Trouble, bool]] = {
    401: (TokenRefused, Trouble.NOT_ALLOWED, False),
    403: (Refusal, Trouble.NOT_ALLOWED, False),
    404: (NotFound, Trouble.NONSENSE, True),
    409: (Refusal, Trouble.NOT_ALLOWED, False),
    410: (Refusal, Trouble.NOT_ALLOWED, False),
    412: (Outdated, Trouble.UNREACHABLE, True),
} | dict.fromkeys(BUSY, (Refusal, Trouble.UNREACHABLE, True))


@dataclass(frozen=True)
class Answer:
    """Status, headers and body of one answer; `asked` names the request for the log ("GET host")."""

    asked: str
    status: int
    headers: CIMultiDictProxy[str]
    body: bytes

    def resource(self) -> dict[str, Any]:
        """The JSON object in the body, whichever of UCWA's media types it has. Raises Nonsense for anything else."""
        if self._media_type() not in JSON_TYPES:
            raise Nonsense(f"{self.asked} answered {self.status} with {self._media_type() or 'no type'}, not JSON")
        try:
            found = json.loads(self.body)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):  # raised outside the except, so that no traceback drags the body along
            raise Nonsense(f"{self.asked} answered {self.status} with broken JSON of {len(self.body)} bytes")
        return found

    def links(self) -> dict[str, object]:
        """The address behind each name in `_links`. A link that is missing means "not allowed" or "not now"."""
        return links_of(self.resource())

    def error(self) -> OnlineMeetingsError | None:
        """What this answer stands for; None for success."""
        if 200 <= self.status < 300:
            return None
        detail = " ".join(f"{self.asked} answered {self.status} {self.word('subcode')} {self.diagnostics()}".split())
        if self._token_refused():
            return TokenRefused(Trouble.NOT_ALLOWED, detail, again=False)
        if self.status == 404 and not self.word("code"):  # a proxy or IIS, which know nothing about rooms
            return Nonsense(f"{detail} without saying what is missing")
        found = SUBCODES.get((self.status, self.word("subcode"))) or STATUSES.get(self.status)
        if not found:
            return Nonsense(detail, again=False)
        kind, trouble, again = found
        return kind(trouble, detail, again)

    def diagnostics(self) -> str:
        """The number in X-Ms-Diagnostics, "" without; its text is left alone because it quotes whatever it likes."""
        found = re.match(r"\s*(\d{1,9})\b", self.headers.get("X-Ms-Diagnostics", ""))
        return found.group(1) if found else ""

    def word(self, name: str) -> str:
        """A short word of the body, such as an error's code; "" when there is none or the body is not JSON."""
        try:
            found = self.resource().get(name)
        except Nonsense:
            return ""
        return found if isinstance(found, str) and re.fullmatch(r"\w{1,60}", found) else ""

    def _media_type(self) -> str:
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()

    def _token_refused(self) -> bool:
        """Besides 401: the web-ticket layer says it with 403 or, for a token of another server, with 500."""
        invalid = self.diagnostics() == "28055" or "InvalidToken" in self.headers.get("Warning", "")
        foreign = self.status == 500 and self.diagnostics() == "28032"
        return self.status == 401 or (self.status == 403 and invalid) or foreign


def links_of(resource: dict[str, Any]) -> dict[str, object]:
    """The address behind each name in the resource's `_links`, not checked yet."""
    found = resource.get("_links")
    if not isinstance(found, dict):
        return {}
    return {name: link.get("href") for name, link in found.items() if isinstance(link, dict)}
