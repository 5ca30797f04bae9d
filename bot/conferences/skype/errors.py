"""What goes wrong between the client and the server, as a tree, and how an answer's status is read.

Everything is an OnlineMeetingsError, so callers of the port need to know nothing below it:

    OnlineMeetingsError
      Unreachable            no answer at all, or none in time
      Nonsense               an answer that the protocol does not know
      Misconfigured          the administrator has to act
        UntrustedUrl         the server names an address that is not to be followed
      PasswordRefused        final for the account
      Refusal                an answer whose status says no
        TokenRefused         sign in again
        ApplicationGone      open another application
        EndpointTaken        open it under another endpointId
        NotFound             there is no such thing
        Outdated             somebody else changed the room in between
        Invalid              a property of the request is not accepted

Statuses and codes: UCWA 2.0 documentation, "Errors and informational messages", "Generic synchronous errors".
"""

from domain.conference import OnlineMeetingsError, Trouble


class Unreachable(OnlineMeetingsError):
    """No answer: no name, no connection, cut off, too slow. Nobody knows whether the request was carried out."""

    def __init__(self, detail: str, trouble: Trouble = Trouble.UNREACHABLE) -> None:
        super().__init__(trouble, detail, True)


class Nonsense(OnlineMeetingsError):
    """The answer is not what was promised. Often a page of a proxy, so a later try is sensible."""

    def __init__(self, detail: str, trouble: Trouble = Trouble.NONSENSE, again: bool = True) -> None:
        super().__init__(trouble, detail, again)


class Misconfigured(OnlineMeetingsError):
    """Nothing gets better until a setting, here or there, is changed."""

    def __init__(self, detail: str, trouble: Trouble = Trouble.MISCONFIGURED) -> None:
        super().__init__(trouble, detail, False)


class UntrustedUrl(Misconfigured):
    """An address that must not be followed; nothing was sent to it."""

    def __init__(self, detail: str, trouble: Trouble = Trouble.UNTRUSTED) -> None:
        super().__init__(detail, trouble)


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


class EndpointTaken(Refusal):
    """An application with this endpointId is running already."""


class NotFound(Refusal):
    """The server, and not something in front of it, says that there is no such thing."""


class Outdated(Refusal):
    """The room has changed since it was read (412)."""


class Invalid(Refusal):
    """A property of the request is not accepted (400)."""
