"""Signing in: a token for the account's password, one for each server that wants its own.

UCWA 2.0 documentation, "Authentication in UCWA".
"""

import asyncio
import re
from collections.abc import Callable
from urllib.parse import urljoin

from pydantic import SecretStr

from bot.conferences.skype.answers import Answer
from bot.conferences.skype.challenge import Challenge, ms_rtc_challenge
from bot.conferences.skype.config import SkypeConfig
from bot.conferences.skype.errors import Misconfigured, Nonsense, PasswordRefused, Refusal
from bot.conferences.skype.http import Request, Token, Wire, origin
from bot.conferences.skype.refused_passwords import RefusedPasswords
from bot.conferences.skype.unanswered import UnansweredPasswords
from bot.conferences.skype.urls import CheckedUrl, Trust, checked
from bot.conferences.skype.windows import WINDOWS, windows_answer
from domain.conference import Trouble
from domain.conference_server import ConferenceError

EXPIRY_MARGIN = 60.0
"""Seconds before a token expires from which on it is not used any more."""
DEFAULT_LIFETIME = 3600.0
"""Seconds; the lifetime of a token for which the server gives none."""
PASSWORD_UNCHECKED = (429, 503)
"""Statuses of a server that has not checked the password. With 502 and 504 the server behind it may have."""
PASSWORD = "password"


class SignIn:
    """Obtains tokens and keeps each until it expires. A token is sent only to the server that issued it."""

    def __init__(
        self, wire: Wire, config: SkypeConfig, trust: Trust, *, clock: Callable[[], float], refused: RefusedPasswords
    ) -> None:
        """`clock` gives monotonic seconds (time.monotonic)."""
        self._wire, self._config, self._trust, self._clock = wire, config, trust, clock
        self._refused = refused
        self._resources: dict[str, CheckedUrl] = {}
        self._guessed: set[str] = set()
        self._tokens: dict[str, Token] = {}
        self._lock = asyncio.Lock()
        self.grant = ""
        """The grant type of the last token."""
        self.offered: tuple[str, ...] = ()
        """The grant types that the server offered for it."""
        self.unanswered = UnansweredPasswords(clock)

    def use_resource(self, resource: CheckedUrl, guessed: bool = False) -> None:
        """From now on the challenge for a token of this server is asked for at `resource`, which needs one.

        `guessed`: the server has not named the address, so there may be nothing at it.
        """
        self._resources[origin(resource)] = resource
        (self._guessed.add if guessed else self._guessed.discard)(origin(resource))

    async def token(self, url: CheckedUrl) -> Token:
        """A token for the server of `url` that does not expire soon."""
        return self._kept(url) or await self._renewed(url, None)

    async def renew(self, url: CheckedUrl, refused: Token) -> Token:
        """A token in place of one that was refused, unless another task has renewed it already."""
        return await self._renewed(url, refused)

    def forget(self, url: CheckedUrl) -> None:
        """Drops the token of this server."""
        self._tokens.pop(origin(url), None)

    def _kept(self, url: CheckedUrl) -> Token | None:
        kept = self._tokens.get(origin(url))
        return kept if kept and self._clock() < kept.expires_at - EXPIRY_MARGIN else None

    async def _renewed(self, url: CheckedUrl, refused: Token | None) -> Token:
        async with self._lock:
            kept = self._kept(url)
            if kept is None or kept is refused:
                async with self._refused.sign_in_lock(self._config):
                    kept = self._tokens[origin(url)] = await self._obtain(url)
            return kept

    async def _obtain(self, url: CheckedUrl) -> Token:
        """Raises PasswordRefused, without asking, for a password that was refused before."""
        if await self._refused.holds(self._config):
            raise PasswordRefused("the password was refused before; it is not tried again until the settings change")
        if (resource := self._resources.get(origin(url))) is None:
            raise Misconfigured(f"{url.host}: the conversation moves to another server than the one signed in to")
        self.unanswered.check()
        challenge = await self._challenge(resource)
        token_url = checked(challenge.href, resource, self._trust)
        try:
            token = self._token_of(await self._granted(token_url, challenge), token_url)
        except PasswordRefused:
            self.unanswered.answered()
            await self._refused.add(self._config)
            raise
        except Misconfigured:  # the password was not sent: the server offers no way that works here
            self.unanswered.answered()
            raise
        await self._refused.drop(self._config)
        return token

    async def _challenge(self, resource: CheckedUrl) -> Challenge:
        answer = await self._wire.send(Request("GET", resource))
        challenge = ms_rtc_challenge(answer.headers.getall("WWW-Authenticate", []))
        if answer.status == 401 and challenge:
            return challenge
        if origin(resource) in self._guessed and answer.status >= 400:
            return Challenge(urljoin(str(resource), "/WebTicket/oauthtoken"), (PASSWORD,))
        if answer.status == 401:
            raise Misconfigured(f"{answer.asked}: the server issues no tokens of its own", Trouble.SIGN_IN)
        raise answer.error() or Nonsense(f"{answer.asked} answered {answer.status} instead of asking who we are")

    async def _granted(self, token_url: CheckedUrl, challenge: Challenge) -> Answer:
        self.offered = challenge.grants
        self.grant = next((grant for grant in (PASSWORD, WINDOWS) if grant in challenge.grants), "")
        user, password = self._config.user, self._config.password
        if self.grant:
            self.unanswered.sent()
        if self.grant == PASSWORD:
            form = {"grant_type": PASSWORD, "username": user, "password": password.get_secret_value()}
            return await self._wire.send(Request("POST", token_url, form=form))
        if self.grant == WINDOWS:
            return await windows_answer(self._wire, token_url, user, password)
        offered = ", ".join(challenge.grants) or "nothing"
        raise Misconfigured(f"{token_url.host} offers only {offered}", Trouble.SIGN_IN)

    def _refusal(self, answer: Answer) -> ConferenceError | None:
        """The error that the answer means, if any. OAuth errors (RFC 6749 section 5.2) should come with 400; errors of
        a proxy do not refuse the password.

        401 always counts as one: if the same password were sent again, it might be counted again.
        """
        said = answer.word("error").lower()
        if answer.status == 200 and not said:
            return None
        detail = " ".join(f"{answer.asked} answered {answer.status} {said} {answer.diagnostics()}".split())
        is_passive = said == "invalid_grant" and "ms_rtc_passiveauthuri" in answer.resource()
        if answer.status == 401 or (said in {"invalid_grant", "access_denied"} and not is_passive):
            return PasswordRefused(detail)
        if said in {"invalid_grant", "unsupported_grant_type"}:
            return Misconfigured(detail, Trouble.SIGN_IN)
        if said == "server_error":
            return Refusal(Trouble.BUSY, detail, again=True)
        return answer.error() or Nonsense(detail, Trouble.ERROR_INSIDE)

    def _token_of(self, answer: Answer, token_url: CheckedUrl) -> Token:
        if answer.word("error") or answer.status in PASSWORD_UNCHECKED:
            self.unanswered.answered()
        if error := self._refusal(answer):
            raise error
        found = answer.resource()
        value, life = found.get("access_token"), str(found.get("expires_in"))
        if not isinstance(value, str) or not re.fullmatch(r"[\x21-\x7e]+", value):
            raise Nonsense(f"{answer.asked} answered 200 without a token")
        if str(found.get("token_type", "bearer")).lower() != "bearer":
            raise Nonsense(f"{answer.asked} answered with a token of an unknown type")
        seconds = float(life) if re.fullmatch(r"\d{1,9}", life) else DEFAULT_LIFETIME
        self.unanswered.answered()
        return Token(SecretStr(value), origin(token_url), self._clock() + seconds)
