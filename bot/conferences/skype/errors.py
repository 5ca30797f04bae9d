"""The client's errors, as a tree; bot.conferences.skype.answers says which answer means which.

All are ConferenceErrors, so callers of the port need to know none of them:

    ConferenceError
      Unreachable            no answer at all, or none in time
      Nonsense               an answer that the protocol does not know
      Misconfigured          the administrator has to act
        UntrustedUrl         the server names an address that is not to be followed
      PasswordRefused        final for the account
      Refusal                an answer whose status says no
        TokenRefused         sign in again
        ApplicationGone      open another application
        EndpointTaken        open it under another endpointId
        NotFound             there is no such resource
        Outdated             another client changed the room in between
        Invalid              a property of the request is not accepted

Statuses and codes: UCWA 2.0 documentation, "Errors and informational messages", "Generic synchronous errors".
"""

from domain.conference import Trouble
from domain.conference_server import ConferenceError


class Unreachable(ConferenceError):
    """No answer: no name, no connection, cut off, too slow. The request may have been carried out."""

    def __init__(self, detail: str, trouble: Trouble = Trouble.UNREACHABLE) -> None:
        super().__init__(trouble, detail, True)


class Nonsense(ConferenceError):
    """The answer is not what the protocol promises. Often a page of a proxy, so a retry makes sense."""

    def __init__(self, detail: str, trouble: Trouble = Trouble.NONSENSE, again: bool = True) -> None:
        super().__init__(trouble, detail, again)


class Misconfigured(ConferenceError):
    """Nothing gets better until a setting, here or there, is changed."""

    def __init__(self, detail: str, trouble: Trouble = Trouble.MISCONFIGURED) -> None:
        super().__init__(trouble, detail, False)


class UntrustedUrl(Misconfigured):
    """An address that must not be followed; nothing was sent to it."""

    def __init__(self, detail: str, trouble: Trouble = Trouble.UNTRUSTED) -> None:
        super().__init__(detail, trouble)


class PasswordRefused(ConferenceError):
    """invalid_grant: never repeated, because repeating locks the account."""

    def __init__(self, detail: str) -> None:
        super().__init__(Trouble.PASSWORD_REFUSED, detail, False)


class Refusal(ConferenceError):
    """The server understood and said no."""


class TokenRefused(Refusal):
    """The token is missing, too old or of another server."""


class ApplicationGone(Refusal):
    """The application has ended, and every address inside it with it."""


class EndpointTaken(Refusal):
    """An application with this endpointId is running already."""


class NotFound(Refusal):
    """The server itself, and not a proxy, says that there is no such resource."""


class Outdated(Refusal):
    """The room has changed since it was read (412)."""


class Invalid(Refusal):
    """A property of the request is not accepted (400)."""
