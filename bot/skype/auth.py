"""Signing in: the challenge of a protected resource, and the token that a password buys.

UCWA 2.0 documentation, "Authentication in UCWA" and "Create an application"; RFC 9110 section 11.6.1 for the header.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pydantic import SecretStr

from bot.skype.answers import Answer
from bot.skype.config import SkypeConfig
from bot.skype.errors import Misconfigured, Nonsense, PasswordRefused, Refusal
from bot.skype.http import Request, Token, Wire, origin
from bot.skype.urls import CheckedUrl, Trust, checked
from domain.conference import OnlineMeetingsError, Trouble

REFUSED_FOR = 15 * 60  # seconds: people who press «Повторить» meanwhile must not lock the account (often 5 in 30 min)
SOON = 60.0
"""Seconds before its end from which a token is no longer worth beginning with."""

_WORD = r"[A-Za-z0-9!#$%&'*+.^_`|~-]+"
_PART = re.compile(rf'(?P<word>{_WORD})(?:\s*=\s*(?:"(?P<quoted>(?:[^"\\]|\\.)*)(?:"|$)|(?P<bare>[^\s,"]+)))?')


@dataclass(frozen=True)
class Challenge:
    """What an MsRtcOAuth challenge offers: where tokens are issued, as the server wrote it, and for what."""

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
            return Challenge(found["href"], tuple(filter(None, grants)))
    return None


class SignIn:
    """Buys tokens with the password of the account, and keeps the one it has until it ends."""

    def __init__(self, wire: Wire, config: SkypeConfig, trust: Trust, clock: Callable[[], float]) -> None:
        """`clock` gives seconds that only grow (time.monotonic)."""
        self._wire, self._config, self._trust, self._clock = wire, config, trust, clock
        self._token: Token | None = None
        self._refused = ""
        self._refused_until = 0.0

    async def token(self, user_url: CheckedUrl) -> Token:
        """A token for the server of `user_url` with some life left."""
        kept = self._token
        if kept and kept.origin == origin(user_url) and self._clock() < kept.good_until - SOON:
            return kept
        return await self.renew(user_url)

    async def renew(self, user_url: CheckedUrl) -> Token:
        """A new token. After a refused password raises PasswordRefused, without asking, for REFUSED_FOR."""
        if self._clock() < self._refused_until:
            raise PasswordRefused(self._refused)
        token_url = self._token_url(await self._wire.send(Request("GET", user_url)))
        user, password = self._config.user, self._config.password.get_secret_value()
        form = {"grant_type": "password", "username": user, "password": password}
        self._token = self._bought(await self._wire.send(Request("POST", token_url, form=form)), token_url)
        return self._token

    def _token_url(self, answer: Answer) -> CheckedUrl:
        if answer.status != 401:
            raise answer.error() or Nonsense(f"{answer.asked} answered {answer.status} instead of asking who we are")
        challenge = ms_rtc_challenge(answer.headers.getall("WWW-Authenticate", []))
        if challenge is None or "password" not in challenge.grants:
            raise Misconfigured(f"{answer.asked}: the server does not let anybody sign in with a password")
        return checked(challenge.href, "", self._trust)

    def _bought(self, answer: Answer, token_url: CheckedUrl) -> Token:
        if answer.status != 200:
            raise self._not_bought(answer)
        found = answer.resource()
        value, life = found.get("access_token"), found.get("expires_in")
        if not isinstance(value, str) or not re.fullmatch(r"[\x21-\x7e]+", value):
            raise Nonsense(f"{answer.asked} answered 200 without a token")
        seconds = float(life) if isinstance(life, int) else 0.0  # unknown life: good until the server says otherwise
        return Token(SecretStr(value), origin(token_url), self._clock() + seconds)

    def _not_bought(self, answer: Answer) -> OnlineMeetingsError:
        """OAuth errors, RFC 6749 section 5.2, which come with 400."""
        detail = " ".join(
            f"{answer.asked} answered {answer.status} {answer.word('error')} {answer.diagnostics()}".split()
        )
        match answer.word("error"):
            case "invalid_grant":
                self._refused, self._refused_until = detail, self._clock() + REFUSED_FOR
                return PasswordRefused(detail)
            case "unsupported_grant_type":
                return Misconfigured(detail)
            case "server_error":
                return Refusal(Trouble.UNREACHABLE, detail, again=True)
        return answer.error() or Nonsense(detail)
