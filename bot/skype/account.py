"""The account on its server: found once, signed in, and asking in its own name."""

from collections.abc import Callable

from bot.skype.answers import Answer
from bot.skype.auth import SignIn
from bot.skype.config import SkypeConfig
from bot.skype.discovery import find_user
from bot.skype.errors import Misconfigured, Nonsense, TokenRefused
from bot.skype.http import Request, Token, Wire
from bot.skype.urls import CheckedUrl, checked, trust_of


class Account:
    """Speaks to the server with the account's token. Discovery and token outlive one piece of work."""

    def __init__(self, wire: Wire, config: SkypeConfig, clock: Callable[[], float]) -> None:
        self.trust = trust_of(config)
        self._wire, self._config = wire, config
        self._sign_in = SignIn(wire, config, self.trust, clock)
        self._user: CheckedUrl | None = None
        self._applications: CheckedUrl | None = None
        self._token: Token | None = None

    async def find(self) -> CheckedUrl:
        """Discovery: the user resource of the account."""
        if self._user is None:
            self._user = await find_user(self._wire, self._config, self.trust)
        return self._user

    async def sign_in(self) -> None:
        """Makes sure of a token that lasts for a piece of work."""
        self._token = await self._sign_in.token(await self.find())

    async def applications(self) -> CheckedUrl:
        """Where applications are opened."""
        if self._applications is None:
            user = await self.find()
            links = (answer := await self.ask(Request("GET", user))).links()
            if "redirect" in links:
                raise Misconfigured(f"{answer.asked}: the account is at home on another server")
            if "applications" not in links:
                raise Nonsense(f"{answer.asked} names no place for applications")
            self._applications = checked(links["applications"], user, self.trust)
        return self._applications

    async def ask(self, request: Request) -> Answer:
        """The answer to a request; a refused token is renewed once. Raises what the answer stands for.

        A refused request was not carried out, so even a creating one may be sent again.
        """
        answer = await self._wire.send(request, self._token)
        if isinstance(answer.error(), TokenRefused):
            self._token = await self._sign_in.renew(await self.find())
            answer = await self._wire.send(request, self._token)
        if error := answer.error():
            raise error
        return answer

    def forget(self) -> None:
        """Discovery begins anew next time: after trouble the account may have moved. The token stays."""
        self._user = self._applications = None
