"""The configuration of the client."""

from dataclasses import dataclass, field

from pydantic import SecretStr

from bot.settings.model import Settings


@dataclass(frozen=True)
class Options:
    """What the administrator asks of every room, in UCWA's words. None leaves it to us, or to the server."""

    access: str | None = None
    """accessLevel: who gets in without waiting in the lobby. Everyone unless the server forbids that."""
    leaders: str | None = None
    """automaticLeaderAssignment: who may present. SameEnterprise unless the server forbids that."""
    lobby_bypass: str | None = None
    """lobbyBypassForPhoneUsers."""
    announcements: str | None = None
    """entryExitAnnouncement."""


@dataclass(frozen=True)
class SkypeConfig:
    """One Skype for Business server and the account that organizes the rooms on it."""

    domain: str
    """The part after @ of the account's SIP address (not of its mail address)."""
    user: str
    """The name for signing in: user@domain or DOMAIN\\user."""
    password: SecretStr = field(repr=False)
    root_url: str | None = None
    """Where discovery begins; None: at lyncdiscoverinternal and lyncdiscover of the domain."""
    trusted: tuple[str, ...] = ()
    """Host names that the server may send us to, each with everything under it. The domain is always one of them."""
    ca_file: str | None = None
    """A file of certificate authorities in PEM, in place of the system's."""
    timeout: float = 20.0
    """Seconds for one request, its answer included."""
    options: Options = Options()


def skype_config(settings: Settings) -> SkypeConfig | None:
    """None when no server is configured."""
    if not settings.has_skype or settings.skype_user is None or settings.skype_password is None:
        return None
    domain = settings.skype_domain or settings.skype_user.partition("@")[2]
    return SkypeConfig(
        domain,
        settings.skype_user,
        settings.skype_password,
        root_url=settings.skype_url,
        trusted=settings.skype_trusted,
        ca_file=settings.skype_ca,
        options=Options(
            settings.skype_access, settings.skype_leaders, settings.skype_lobby_bypass, settings.skype_announcements
        ),
    )
