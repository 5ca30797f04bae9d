"""What is asked of one account on a conference server. A package per provider implements it: bot.conferences.skype."""

from collections.abc import Callable
from typing import Protocol

from pydantic import SecretStr

from domain.conference_server import Conferences


class AccountClient(Conferences, Protocol):
    """The rooms of one account, which is signed in when it is first needed."""

    @property
    def is_password_unanswered(self) -> bool:
        """Whether the password was sent and the server has not said what it makes of it; another try might lock the
        account."""
        ...

    async def was_refused(self) -> bool:
        """Whether the server has refused this very password before. It is not sent again."""
        ...

    async def verify(self) -> str | None:
        """Signs in as far as is needed to make rooms. Returns the conference address of the account (user@domain),
        where the server tells it. Raises ConferenceError."""
        ...

    async def close(self) -> None:
        """Signs out, if it was signed in."""
        ...


ClientFactory = Callable[[str, SecretStr], AccountClient]
"""Makes the client of an account from its name for signing in and its password. Nothing is sent by that."""
