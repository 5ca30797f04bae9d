"""What goes wrong between the client and the server, as a tree, and how an answer's status is read.

Everything is an OnlineMeetingsError, so callers of the port need to know nothing below it:

    OnlineMeetingsError
      Unreachable            no answer at all
      Nonsense               an answer that the protocol does not know
      Misconfigured          the administrator has to act
        UntrustedUrl         the server names an address that is not to be followed
      PasswordRefused        final for the account
      Refusal                an answer whose status says no
        TokenRefused         sign in again
        ApplicationGone      open another application
        NotFound             there is no such thing
        Outdated             somebody else changed the room in between

Statuses and codes: UCWA 2.0 documentation, "Errors and informational messages", "Generic synchronous errors".
"""

from domain.conference import OnlineMeetingsError, Trouble


class Unreachable(OnlineMeetingsError):
    """No answer: no name, no connection, cut off, too slow."""

    def __init__(self, detail: str) -> None:
        super().__init__(Trouble.UNREACHABLE, detail, True)


class Nonsense(OnlineMeetingsError):
    """The answer is not what was promised. Often a page of a proxy, so a later try is sensible."""

    def __init__(self, detail: str, again: bool = True) -> None:
        super().__init__(Trouble.NONSENSE, detail, again)


class Misconfigured(OnlineMeetingsError):
    """Nothing gets better until a setting, here or there, is changed."""

    def __init__(self, detail: str) -> None:
        super().__init__(Trouble.MISCONFIGURED, detail, False)


class UntrustedUrl(Misconfigured):
    """An address that must not be followed; nothing was sent to it."""


class PasswordRefused(OnlineMeetingsError):
    """invalid_grant: never repeated, because repeating locks the account."""

    def __init__(self, detail: str) -> None:
        super().__init__(Trouble.PASSWORD_REFUSED, detail, False)


class Refusal(OnlineMeetingsError):
    """The server understood and said no."""


class TokenRefused(Refusal):
    """The token is missing, too old or of another server."""


class ApplicationGone(Refusal):
    """The application has ended, and every address inside it with it."""


class NotFound(Refusal):
    """The server, and not something in front of it, says that there is no such thing."""


class Outdated(Refusal):
    """The room has changed since it was read (412)."""
