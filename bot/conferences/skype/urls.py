"""Which addresses may be followed. Every address that the server names is checked here first."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import NewType
from urllib.parse import quote, urljoin

from yarl import URL

from bot.conferences.skype.config import SkypeConfig
from bot.conferences.skype.errors import Misconfigured, Nonsense, UntrustedUrl
from domain.conference import Trouble

_WHOLE_OR_PATH = re.compile(r"([a-z][a-z0-9+.-]*:)?//[^/?#]|(?!//|[a-z][a-z0-9+.-]*:)", re.IGNORECASE)

CLOUD = ("lync.com", "teams.microsoft.com")
"""Where the server redirects users who were moved to Skype for Business Online or Teams; no rooms can be made there."""

CheckedUrl = NewType("CheckedUrl", URL)
"""An address that passed `checked`: the only kind that requests accept, so a forgotten check is a type error."""


@dataclass(frozen=True)
class Trust:
    """Hosts that may be followed, each with everything under it, and whether plain http to this machine is fine."""

    hosts: frozenset[str]
    plain_loopback: bool


def trust_of(config: SkypeConfig) -> Trust:
    """The SIP domain, what the administrator added, and the host of the discovery root if that was set.

    Raises Misconfigured for a malformed root.
    """
    try:
        root = _parsed(config.root_url) if config.root_url else None
    except UntrustedUrl as error:
        raise Misconfigured(f"PLANERKA_SKYPE_URL: {error.detail}") from None
    hosts = [config.domain, *config.trusted, *([root.host] if root and root.host else [])]
    plain = root is not None and root.scheme == "http" and _is_loopback(root.host or "")
    return Trust(frozenset(host.strip().strip(".").lower() for host in hosts) - {""}, plain)


def checked(href: object, base: str | URL, trust: Trust) -> CheckedUrl:
    """The address `href` means on the page `base`, byte for byte as the server wrote it.

    Raises UntrustedUrl unless it is https without user and password, and its host is trusted (with Trouble.MOVED for a
    host of the cloud); Nonsense for anything but text.
    Plain http passes only to this machine, and only if the configured root is such an address itself (the demo).
    """
    if not isinstance(href, str) or not href:
        raise Nonsense("the server named no address where one was due")
    url = _parsed(_clean(href), str(base))
    if url.scheme != "https" and not (url.scheme == "http" and trust.plain_loopback and _is_loopback(url.host or "")):
        raise UntrustedUrl(f"{_shown(url)} is not https")
    if "@" in url.raw_authority:
        raise UntrustedUrl(f"an address on {_shown(url)} carries a user name")
    if not _is_trusted(url.host or "", trust):
        if _below(url.host or "", CLOUD):
            raise UntrustedUrl(f"the server sends us to {_shown(url)}: the account lives in the cloud", Trouble.MOVED)
        raise UntrustedUrl(f"the server sends us to {_shown(url)}, which is not among the trusted hosts")
    return CheckedUrl(url)


def own_root(root: str, trust: Trust) -> CheckedUrl:
    """The root in our own settings. Raises Misconfigured, since it is not the server's fault."""
    try:
        return checked(root, "", trust)
    except UntrustedUrl as error:
        raise Misconfigured(f"PLANERKA_SKYPE_URL: {error.detail}") from None


def below(url: CheckedUrl, name: str) -> CheckedUrl:
    """The address of `name` inside the collection at `url`, its query kept."""
    path, mark, query = str(url).partition("?")
    return CheckedUrl(URL(f"{path.rstrip('/')}/{quote(name, safe='')}{mark}{query}", encoded=True))


def _clean(href: str) -> str:
    # Parsers disagree about everything else, and a check can be bypassed where they do.
    if re.search(r"[^\x21-\x7e]|\\", href) or not _WHOLE_OR_PATH.match(href):
        raise UntrustedUrl("the server named an address that is badly written")
    return href


def _parsed(href: str, base: str = "") -> URL:
    try:
        url = URL(urljoin(base, href), encoded=True)
        _ = url.port, url.host
    except ValueError:
        raise UntrustedUrl("an address cannot be read") from None
    return url


def _is_trusted(host: str, trust: Trust) -> bool:
    return host.lower() in trust.hosts or _below(host, (known for known in trust.hosts if not _is_address(known)))


def _below(host: str, names: Iterable[str]) -> bool:
    return any(host.lower().endswith(f".{name}") for name in names)


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    return host == "localhost" or (_is_address(host) and ip_address(host).is_loopback)


def _shown(url: URL) -> str:
    """Scheme and host for the log; the rest may be secret."""
    return f"{url.scheme}://{url.host}"
