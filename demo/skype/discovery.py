"""Discovery on the simulated server: from the root to the address for opening applications."""

from aiohttp import web

from demo.skype.hosts import CLOUD, SERVICE
from demo.skype.replies import page, resource
from demo.skype.switches import Home
from demo.skype.tickets import admit
from demo.skype.world import Call, World

UNCACHED = {"Expires": "-1", "Pragma": "no-cache"}


def root(world: World, call: Call) -> web.Response:
    """The root resource: links to the user resource, or to another root. Needs no ticket."""
    switches, query = world.switches, f"originalDomain={world.domain}"
    if call.base == world.hosts.plain:
        return _linked(world, {"redirect": world.hosts.href("redirect", world.hosts.discovery, f"{SERVICE}?{query}")})
    hops = int(hop) if (hop := call.query.get("hop", "0")).isdecimal() else 0
    here = {"self": world.hosts.href("self", call.base, f"{SERVICE}?{query}"), "xframe": _xframe(world, call)}
    if switches.root_moved:
        return _linked(world, here | {"redirect": f"{CLOUD}/{SERVICE}?{query}"})
    if switches.root_loop or hops < switches.root_hops:
        hops = (hops + 1) % 2 if switches.root_loop else hops + 1
        next_base = world.hosts.pools[hops % len(world.hosts.pools)]
        next_root = world.hosts.href("redirect", next_base, f"{SERVICE}?hop={hops}&{query}")
        return _linked(world, here | {"redirect": next_root})
    pool = world.hosts.pool(call.base)
    return _linked(world, here | {"user": world.hosts.href("user", pool, f"{SERVICE}/oauth/user?{query}")})


def user(world: World, call: Call) -> web.Response:
    """The user resource: links to the applications, or to another root."""
    admit(world, call)
    home, last, pool = world.switches.home, world.hosts.pools[-1], world.hosts.pool(call.base)
    if home is Home.UNKNOWN:
        return web.Response(status=404)
    links = {"self": world.hosts.href("self", pool, f"{SERVICE}/user"), "xframe": _xframe(world, call)}
    query = f"originalDomain={world.domain}"
    if home is Home.MOVED:
        return _linked(world, {"redirect": f"{CLOUD}/{SERVICE}?{query}"})
    if home is Home.REDIRECT and pool != last:
        return _linked(world, {"redirect": world.hosts.href("redirect", last, f"{SERVICE}?{query}")})
    place = world.hosts.href("applications", last if home is Home.SPLIT else pool, "ucwa/oauth/v1/applications")
    return _linked(world, links | {"applications": place})


def only_redirects(_world: World, _call: Call) -> web.Response:
    """The answer of the plain http host to everything but the root."""
    return page(403, "403.4 - Forbidden: SSL is required to view this resource.")


def _xframe(world: World, call: Call) -> str:
    return world.hosts.href("xframe", world.hosts.pool(call.base), "Autodiscover/XFrame/XFrame.html")


def _linked(world: World, links: dict[str, str]) -> web.Response:
    shown = {name: {"href": href} for name, href in links.items() if name not in world.switches.absent_links}
    if "applications" in shown and "revision" not in world.switches.absent:
        shown["applications"]["revision"] = "2"
    return resource({"_links": shown}, headers=UNCACHED)
