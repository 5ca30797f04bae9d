"""Discovery: from the name of a domain to its user resource, which knows the home server of the account.

UCWA 2.0 documentation, "RootURL": lyncdiscoverinternal first, then lyncdiscover, and only https.
"""

from bot.conferences.skype.answers import Answer
from bot.conferences.skype.config import SkypeConfig
from bot.conferences.skype.errors import Misconfigured, Nonsense
from bot.conferences.skype.http import Request, Wire
from bot.conferences.skype.urls import CheckedUrl, Trust, checked, own_root
from domain.conference import Trouble
from domain.conference_server import ConferenceError

MAX_HOPS = 5
REDIRECTS = (301, 302, 303, 307, 308)

# Of two names that failed, the error of the one that got further is reported.
_SPECIFICITY = {Trouble.NO_NAME: 0, Trouble.UNREACHABLE: 1, Trouble.TOO_SLOW: 1}


class Trail:
    """The roots that were asked, so that redirects in a circle end."""

    def __init__(self) -> None:
        self.roots: list[CheckedUrl] = []

    def add(self, root: CheckedUrl) -> None:
        """Raises Misconfigured for a root that was asked before, and for one too many."""
        if root in self.roots or len(self.roots) > MAX_HOPS:
            raise Misconfigured("discovery is sent from server to server without end")
        self.roots.append(root)


class Discovery:
    """Asks roots for the address of the user resource. Nothing secret is sent."""

    def __init__(self, wire: Wire, config: SkypeConfig, trust: Trust) -> None:
        self._wire, self._config, self._trust = wire, config, trust

    async def begin(self) -> tuple[CheckedUrl, Trail]:
        """The address of the user resource, and the roots on the way. Raises the most specific of the errors."""
        failed: list[ConferenceError] = []
        for root in self._entries():
            trail = Trail()
            try:
                return await self.follow(root, trail), trail
            except ConferenceError as error:
                failed.append(error)
        raise max(failed, key=lambda error: _SPECIFICITY.get(error.trouble, 2))

    async def follow(self, root: CheckedUrl, trail: Trail) -> CheckedUrl:
        """The same, from this root on."""
        while True:
            trail.add(root)
            links = self._links(await self._wire.send(Request("GET", root)))
            if "user" in links:
                return checked(links["user"], root, self._trust)
            root = checked(links["redirect"], root, self._trust)

    def _entries(self) -> list[CheckedUrl]:
        """The first roots, in the order of trying."""
        if self._config.root_url:
            return [own_root(self._config.root_url, self._trust)]
        names = ("lyncdiscoverinternal", "lyncdiscover")
        return [checked(f"https://{name}.{self._config.domain}/", "", self._trust) for name in names]

    def _links(self, answer: Answer) -> dict[str, object]:
        """With `user` or `redirect`; an HTTP redirect counts as the latter."""
        if answer.status in REDIRECTS and "Location" in answer.headers:
            return {"redirect": answer.headers["Location"]}
        if answer.status == 404:
            raise self._elsewhere(f"{answer.asked} answered 404")
        if error := answer.error():
            raise error
        if not {"user", "redirect"} & (links := answer.links()).keys():
            raise self._elsewhere(f"{answer.asked} names neither a user nor another server")
        return links

    def _elsewhere(self, detail: str) -> Nonsense:
        """No root of discovery: the setting is wrong, or another program answers at the address."""
        return Nonsense(detail, Trouble.WRONG_SERVER if self._config.root_url else Trouble.WRONG_DOMAIN)
