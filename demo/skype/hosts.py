"""The addresses of the simulated server."""

import ssl
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from urllib.parse import urlsplit

from aiohttp import web

from demo.skype.switches import Switches

SERVICE = "Autodiscover/AutodiscoverService.svc/root"
CLOUD = "https://webdir0e.online.lync.com"


def _spellings() -> Iterator[str]:
    return cycle(("localhost", "LocalHost", "LOCALHOST"))


@dataclass
class Hosts:
    """Base addresses without a slash at the end; the discovery host may be the first pool itself."""

    switches: Switches
    discovery: str = ""
    pools: list[str] = field(default_factory=list)
    plain: str | None = None
    """The base address of the plain http host, which only redirects to discovery."""
    _spelling: Iterator[str] = field(default_factory=_spellings)

    async def open(self, runner: web.AppRunner, *, port: int, pools: int, tls: ssl.SSLContext | None) -> None:
        """Listen. A single pool is its own discovery host; more get a port each. Raises OSError."""
        self.discovery = await _listening(runner, port, tls)
        self.pools = [await _listening(runner, 0, tls) for _ in range(pools)] if pools > 1 else [self.discovery]

    async def open_plain(self, runner: web.AppRunner) -> None:
        """Listen on plain http as well."""
        self.plain = await _listening(runner, 0, None)

    def base(self, port: int) -> str:
        """The base address of the host on this port."""
        known = [self.discovery, *self.pools, *([self.plain] if self.plain else [])]
        return next((base for base in known if urlsplit(base).port == port), self.discovery)

    def pool(self, base: str) -> str:
        """The pool that serves requests to this base address: itself, or the first for the discovery host."""
        return base if base in self.pools else self.pools[0]

    def href(self, rel: str, base: str, path: str) -> str:
        """An address for a link; switches may replace it or spell its host in another way."""
        if self.switches.mixed_case:
            parts = urlsplit(base)
            base = f"{parts.scheme}://{next(self._spelling)}:{parts.port}"
        return self.switches.hrefs.get(rel, f"{base}/{path}")


async def _listening(runner: web.AppRunner, port: int, tls: ssl.SSLContext | None) -> str:
    await web.TCPSite(runner, "127.0.0.1", port, ssl_context=tls).start()
    return f"{'https' if tls else 'http'}://127.0.0.1:{runner.addresses[-1][1]}"
