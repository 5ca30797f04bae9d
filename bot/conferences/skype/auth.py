"""Signing in: the tokens that the account's password buys, one for each server that asks for one.

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
from bot.conferences.skype.doubt import Doubt
from bot.conferences.skype.errors import Misconfigured, Nonsense, PasswordRefused, Refusal
from bot.conferences.skype.http import Request, Token, Wire, origin
from bot.conferences.skype.refused import RefusedPasswords
from bot.conferences.skype.urls import CheckedUrl, Trust, checked
from bot.conferences.skype.windows import WINDOWS, windows_answer
from domain.conference import OnlineMeetingsError, Trouble

SOON = 60.0
"""Seconds before its end from which a token is no longer worth beginning with."""
USUAL_LIFE = 3600.0
"""Seconds that a token is used when the server does not say how long it lives."""
UNTRIED = (429, 503)
"""Statuses of a server that has not even looked at the password; behind 502 and 504 another one may have."""
PASSWORD = "password"


class SignIn:
    """Buys tokens, and keeps each until it ends. A token is shown to the server that issued it, and to no other."""

    def __init__(
        self, wire: Wire, config: SkypeConfig, trust: Trust, *, clock: Callable[[], float], refused: RefusedPasswords
    ) -> None:
        """`clock` gives seconds that only grow (time.monotonic)."""
        self._wire, self._config, self._trust, self._clock = wire, config, trust, clock
        self._refused = refused
        self._doors: dict[str, CheckedUrl] = {}
        self._guessed: set[str] = set()
        self._tokens: dict[str, Token] = {}
        self._one_by_one = asyncio.Lock()
        self.grant = ""
        """How the last token was bought."""
        self.offered: tuple[str, ...] = ()
        """How it could have been."""
        self.doubt = Doubt(clock)

    def at(self, door: CheckedUrl, guessed: bool = False) -> None:
        """From now on a token for this server is asked for at `door`, a resource that it protects.

        `guessed` when nobody has named the door: it may not be one.
        """
        self._doors[origin(door)] = door
        (self._guessed.add if guessed else self._guessed.discard)(origin(door))

    async def token(self, url: CheckedUrl) -> Token:
        """A token for the server of `url` with some life left."""
        return self._kept(url) or await self._renewed(url, None)

    async def renew(self, url: CheckedUrl, refused: Token) -> Token:
        """One in place of a token that was refused; somebody else may have renewed it already."""
        return await self._renewed(url, refused)

    def forget(self, url: CheckedUrl) -> None:
        """The next token for this server is a new one."""
        self._tokens.pop(origin(url), None)

    def _kept(self, url: CheckedUrl) -> Token | None:
        kept = self._tokens.get(origin(url))
        return kept if kept and self._clock() < kept.good_until - SOON else None

    async def _renewed(self, url: CheckedUrl, refused: Token | None) -> Token:
        async with self._one_by_one:
            kept = self._kept(url)
            if kept is None or kept is refused:
                async with self._refused.turn(self._config):
                    kept = self._tokens[origin(url)] = await self._buy(url)
            return kept

    async def _buy(self, url: CheckedUrl) -> Token:
        """Raises PasswordRefused, without asking, for a password that was refused before."""
        if await self._refused.holds(self._config):
            raise PasswordRefused("the password was refused before; it is not tried again until the settings change")
        if (door := self._doors.get(origin(url))) is None:
            raise Misconfigured(f"{url.host}: the conversation moves to another server than the one signed in to")
        self.doubt.check()
        challenge = await self._challenge(door)
        token_url = checked(challenge.href, door, self._trust)
        try:
            token = self._bought(await self._granted(token_url, challenge), token_url)
        except PasswordRefused:
            self.doubt.heard()
            await self._refused.add(self._config)
            raise
        except Misconfigured:  # nothing was proven, because the server offers no way
            self.doubt.heard()
            raise
        await self._refused.drop(self._config)
        return token

    async def _challenge(self, door: CheckedUrl) -> Challenge:
        answer = await self._wire.send(Request("GET", door))
        challenge = ms_rtc_challenge(answer.headers.getall("WWW-Authenticate", []))
        if answer.status == 401 and challenge:
            return challenge
        if origin(door) in self._guessed and answer.status >= 400:
            return Challenge(urljoin(str(door), "/WebTicket/oauthtoken"), (PASSWORD,))
        if answer.status == 401:
            raise Misconfigured(f"{answer.asked}: the server issues no tokens of its own", Trouble.SIGN_IN)
        raise answer.error() or Nonsense(f"{answer.asked} answered {answer.status} instead of asking who we are")

    async def _granted(self, token_url: CheckedUrl, challenge: Challenge) -> Answer:
        self.offered = challenge.grants
        self.grant = next((grant for grant in (PASSWORD, WINDOWS) if grant in challenge.grants), "")
        user, password = self._config.user, self._config.password
        if self.grant:
            self.doubt.sent()
        if self.grant == PASSWORD:
            form = {"grant_type": PASSWORD, "username": user, "password": password.get_secret_value()}
            return await self._wire.send(Request("POST", token_url, form=form))
        if self.grant == WINDOWS:
            return await windows_answer(self._wire, token_url, user, password)
        offered = ", ".join(challenge.grants) or "nothing"
        raise Misconfigured(f"{token_url.host} offers only {offered}", Trouble.SIGN_IN)

    def _refusal(self, answer: Answer) -> OnlineMeetingsError | None:
        """OAuth errors, RFC 6749 section 5.2, which should come with 400. What a proxy says is no refusal.

        401 is one, from whatever stands there: sent once more, the same password would be counted once more.
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

    def _bought(self, answer: Answer, token_url: CheckedUrl) -> Token:
        if answer.word("error") or answer.status in UNTRIED:
            self.doubt.heard()
        if error := self._refusal(answer):
            raise error
        found = answer.resource()
        value, life = found.get("access_token"), str(found.get("expires_in"))
        if not isinstance(value, str) or not re.fullmatch(r"[\x21-\x7e]+", value):
            raise Nonsense(f"{answer.asked} answered 200 without a token")
        if str(found.get("token_type", "bearer")).lower() != "bearer":
            raise Nonsense(f"{answer.asked} answered with a token of an unknown type")
        seconds = float(life) if re.fullmatch(r"\d{1,9}", life) else USUAL_LIFE
        self.doubt.heard()
        return Token(SecretStr(value), origin(token_url), self._clock() + seconds)
