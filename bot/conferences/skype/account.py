"""One account on its server: finds the server, signs in, and sends requests with the account's tokens."""

from collections.abc import Callable
from urllib.parse import urljoin

from bot.conferences.skype.answers import Answer
from bot.conferences.skype.auth import SignIn
from bot.conferences.skype.config import SkypeConfig
from bot.conferences.skype.discovery import Discovery, Trail
from bot.conferences.skype.errors import Misconfigured, Nonsense, TokenRefused, Unreachable
from bot.conferences.skype.http import Request, Wire, origin
from bot.conferences.skype.refused_passwords import RefusedPasswords
from bot.conferences.skype.urls import CheckedUrl, checked, trust_of
from domain.conference import Trouble

MOVED_ELSEWHERE = (403, 502)
"""Statuses after which discovery is run again, as the documentation asks. Repeated connection errors do the same."""


class Account:
    """Sends requests with the account's tokens. Tokens and what discovery found are kept between requests."""

    def __init__(
        self, wire: Wire, config: SkypeConfig, *, clock: Callable[[], float], refused: RefusedPasswords
    ) -> None:
        self.trust = trust_of(config)
        self.sign_in = SignIn(wire, config, self.trust, clock=clock, refused=refused)
        self._wire = wire
        self._discovery = Discovery(wire, config, self.trust)
        self._found: tuple[CheckedUrl, Trail] | None = None
        self._applications: CheckedUrl | None = None
        self._unanswered = 0

    @property
    def is_found(self) -> bool:
        """Whether the account's server is known."""
        return self._applications is not None

    async def find(self) -> tuple[CheckedUrl, Trail]:
        """Discovery: the user resource of the account, and the roots that led there."""
        if self._found is None:
            self._found = await self._discovery.begin()
            self.sign_in.use_resource(self._found[0])
        return self._found

    async def applications(self) -> CheckedUrl:
        """The address at which applications are opened. Signs in to each server on the way."""
        if self._applications is None:
            user, trail = await self.find()
            while "applications" not in (links := await self._user(user)):
                if "redirect" not in links:
                    raise Nonsense(f"{user.host} names no place for applications")
                user = await self._discovery.follow(checked(links["redirect"], user, self.trust), trail)
                self.sign_in.use_resource(user)
                self._found = user, trail
            self._applications = self._place(links, user)
        return self._applications

    async def ask(self, request: Request) -> Answer:
        """The answer to a request; a refused token is renewed once. Raises the error that the answer means.

        A request with a refused token was not carried out, so even a POST may be sent again.
        """
        answer = await self._asked(request)
        if error := answer.error():
            raise error
        return answer

    def forget(self) -> None:
        """Runs discovery again before the next request, since the account may have moved. The tokens stay."""
        self._found = self._applications = None

    async def _user(self, user: CheckedUrl) -> dict[str, object]:
        answer = await self._asked(Request("GET", user))
        if answer.status == 404 and not answer.body.strip():
            raise Misconfigured(
                f"{answer.asked}: the server does not know where the account lives", Trouble.WRONG_DOMAIN
            )
        if error := answer.error():
            raise error
        return answer.links()

    def _place(self, links: dict[str, object], user: CheckedUrl) -> CheckedUrl:
        """The address of applications. On another server than that of the user resource they need a token of their own;
        the copy of the user resource on that server says where it is issued."""
        place = checked(links["applications"], user, self.trust)
        if origin(place) != origin(user):
            copy = checked(links.get("self", str(user)), user, self.trust)
            self.sign_in.use_resource(checked(urljoin(str(place), copy.raw_path_qs), place, self.trust), guessed=True)
        return place

    async def _asked(self, request: Request) -> Answer:
        try:
            answer = await self._with_token(request)
        except Unreachable:
            self._unanswered += 1
            if self._unanswered > 1:
                self.forget()
            raise
        self._unanswered = 0
        if answer.status in MOVED_ELSEWHERE:
            self.forget()
            self.sign_in.forget(request.url)
        return answer

    async def _with_token(self, request: Request) -> Answer:
        token = await self.sign_in.token(request.url)
        answer = await self._wire.send(request, token)
        if isinstance(answer.error(), TokenRefused):
            answer = await self._wire.send(request, await self.sign_in.renew(request.url, token))
        return answer
