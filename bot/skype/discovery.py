"""From a domain's name to the resource that knows where the account lives.

UCWA 2.0 documentation, "RootURL": lyncdiscoverinternal first, then lyncdiscover, and only https.
"""

from bot.skype.config import SkypeConfig
from bot.skype.errors import Misconfigured, Nonsense, Unreachable
from bot.skype.http import Request, Wire
from bot.skype.urls import CheckedUrl, Trust, checked
from domain.conference import OnlineMeetingsError

HOPS = 5


def roots(config: SkypeConfig, trust: Trust) -> list[CheckedUrl]:
    """Where discovery begins, in the order of trying."""
    names = ("lyncdiscoverinternal", "lyncdiscover")
    entries = [config.root_url] if config.root_url else [f"https://{name}.{config.domain}/" for name in names]
    return [checked(entry, "", trust) for entry in entries]


async def find_user(wire: Wire, config: SkypeConfig, trust: Trust) -> CheckedUrl:
    """The address of the user resource. Raises the error of the last name tried."""
    last: OnlineMeetingsError = Unreachable("no name to begin with")
    for root in roots(config, trust):
        try:
            return await _follow(wire, root, trust)
        except OnlineMeetingsError as error:
            if isinstance(error, Misconfigured):  # an address we must not follow is no reason to try another name
                raise
            last = error
    raise last


async def _follow(wire: Wire, root: CheckedUrl, trust: Trust) -> CheckedUrl:
    seen = {root}
    for _ in range(HOPS):
        answer = await wire.send(Request("GET", root))
        if error := answer.error():
            raise error
        links = answer.links()
        if "user" in links:
            return checked(links["user"], root, trust)
        if "redirect" not in links:
            raise Nonsense(f"{answer.asked} names neither a user nor another server")
        root = checked(links["redirect"], root, trust)
        if root in seen:
            break
        seen.add(root)
    raise Misconfigured("discovery is sent from server to server without end")
