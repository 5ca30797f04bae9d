"""The simulated server itself, row by row of what it promises: hosts, discovery, paths."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import pytest

from demo.skype.server import SkypeServer
from demo.skype.switches import Home
from tests.contract.skype.conftest import USER
from tests.contract.skype.hand import APPLICATION, APPLICATIONS, USER_RESOURCE, Hand

ROOT = "/Autodiscover/AutodiscoverService.svc/root"


@pytest.fixture
async def pools(start: Callable[..., Awaitable[SkypeServer]]) -> SkypeServer:
    """Discovery, two pools, and the host without TLS."""
    return await start(pools=2, plain=True)


@pytest.fixture
def far(pools: SkypeServer, browser: aiohttp.ClientSession) -> Hand:
    """A hand at the discovery host of the pools."""
    return Hand(browser, pools)


def links(body: Any) -> dict[str, str]:
    return {name: link["href"] for name, link in body["_links"].items()}


async def test_01_discovery_is_not_the_web_host(pools: SkypeServer, far: Hand) -> None:
    """C1. Three hosts with a port each; the root names the user resource of the first pool, where one signs in."""
    hosts = pools.hosts
    assert len({hosts.discovery, *hosts.pools}) == 3
    root = links((await far.ask("GET", "/"))[1])
    assert root["self"] == f"{hosts.discovery}{ROOT}?originalDomain=example.org"
    assert root["user"] == f"{hosts.pools[0]}{USER_RESOURCE}?originalDomain=example.org"
    _, _, reply = await far.ask("GET", root["user"])
    assert f'href="{hosts.pools[0]}/WebTicket/oauthtoken"' in reply.headers.getall("WWW-Authenticate")[1]
    await far.sign_in(at=hosts.pools[0])
    status, user, _ = await far.ask("GET", root["user"])
    assert (status, links(user)["applications"]) == (200, hosts.pools[0] + APPLICATIONS)
    assert [entry.base for entry in pools.journal] == [hosts.discovery, *[hosts.pools[0]] * 3]


async def test_02_the_root_may_redirect(pools: SkypeServer, far: Hand) -> None:
    """C1. Through as many other roots as wanted, then one names the user resource; `user` and `redirect` never both."""
    pools.switches.root_hops = 3
    url, visited = pools.root_url, []
    while True:
        root = links((await far.ask("GET", url))[1])
        assert ("user" in root) != ("redirect" in root)
        if "user" in root:
            break
        visited.append(url := root["redirect"])
    assert len(visited) == 3
    assert {urlsplit(url).port for url in visited} == {urlsplit(pool).port for pool in pools.hosts.pools}


async def test_03_the_root_may_redirect_in_a_circle(pools: SkypeServer, far: Hand) -> None:
    """C1. After a while the same address comes again."""
    pools.switches.root_loop = True
    url, visited = pools.root_url, []
    while url not in visited:
        visited.append(url)
        url = links((await far.ask("GET", url))[1])["redirect"]
    assert len(visited) == 3


async def test_04_the_user_resource_may_redirect(pools: SkypeServer, far: Hand) -> None:
    """C1. With nothing but a link to the root of the pool where the account is at home, where all is as usual."""
    pools.switches.home = Home.REDIRECT
    first, second = pools.hosts.pools
    await far.sign_in(at=first)
    away = links((await far.ask("GET", first + USER_RESOURCE))[1])
    assert away == {"redirect": f"{second}{ROOT}?originalDomain=example.org"}
    user = links((await far.ask("GET", away["redirect"]))[1])["user"]
    assert (await far.ask("GET", user))[0] == 500
    await far.sign_in(at=second)
    assert links((await far.ask("GET", user))[1])["applications"] == second + APPLICATIONS


@pytest.mark.parametrize("bare", [True, False])
async def test_05_applications_may_be_on_another_host(pools: SkypeServer, far: Hand, bare: bool) -> None:
    """C1. Without a redirect; the first ticket is refused there with 500, and only that host's own one is good."""
    pools.switches.home, pools.switches.bare_applications = Home.SPLIT, bare
    first, second = pools.hosts.pools
    await far.sign_in(at=first)
    applications = links((await far.ask("GET", first + USER_RESOURCE))[1])["applications"]
    assert applications == second + APPLICATIONS
    status, _, reply = await far.ask("POST", applications, json=APPLICATION)
    assert (status, reply.headers["X-Ms-Diagnostics"][:5], reply.content_type) == (500, "28032", "text/html")
    del far.headers["Authorization"]
    status, _, reply = await far.ask("GET", applications)
    assert (status, "WWW-Authenticate" in reply.headers) == (401, not bare)
    assert (await far.ask("GET", second + USER_RESOURCE))[0] == 401
    await far.sign_in(at=second)
    assert links((await far.ask("GET", second + USER_RESOURCE))[1])["applications"] == applications
    assert (await far.ask("POST", applications, json=APPLICATION))[0] == 201
    assert [entry.misplaced for entry in pools.journal if entry.status == 500] == [True]


async def test_06_hosts_may_be_written_in_any_case(server: SkypeServer, hand: Hand) -> None:
    """C1. Another mixture each time; a ticket for the one is good for the other."""
    server.switches.mixed_case = True
    root = links((await hand.ask("GET", "/"))[1])
    names = [urlsplit(href).netloc.partition(":")[0] for href in root.values()]
    assert len(set(names)) == 3
    assert {name.lower() for name in names} == {"localhost"}
    at = f"{urlsplit(server.root_url).scheme}://LOCALHOST:{urlsplit(server.root_url).port}"
    await hand.sign_in(at=at)
    assert (await hand.ask("GET", root["user"]))[0] == 200


async def test_07_the_plain_root_only_redirects(pools: SkypeServer, far: Hand) -> None:
    """C1. 200 with one link to the real discovery host, and nothing else to be had there."""
    assert pools.hosts.plain is not None
    assert pools.hosts.plain.startswith("http://")
    status, body, _ = await far.ask("GET", f"{pools.hosts.plain}/")
    assert (status, links(body)) == (200, {"redirect": f"{pools.hosts.discovery}{ROOT}?originalDomain=example.org"})
    assert (await far.ask("POST", f"{pools.hosts.plain}/WebTicket/oauthtoken", data={}))[0] == 403


@pytest.mark.parametrize("where", ["/", USER_RESOURCE])
async def test_08_accounts_may_have_moved(server: SkypeServer, hand: Hand, where: str) -> None:
    """C1. To the cloud: a redirect to online.lync.com, from the root or from the user resource."""
    server.switches.root_moved = where == "/"
    server.switches.home = Home.MOVED
    await hand.sign_in()
    _, body, _ = await hand.ask("GET", where)
    assert str(urlsplit(links(body)["redirect"]).hostname).endswith(".online.lync.com")


async def test_09_accounts_may_be_at_home_nowhere(server: SkypeServer, hand: Hand) -> None:
    """C1. 404 with an empty body, which is not UCWA's."""
    server.switches.home = Home.UNKNOWN
    await hand.sign_in()
    assert (await hand.ask("GET", USER_RESOURCE))[:2] == (404, "")


async def test_10_addresses_may_be_hostile(server: SkypeServer, hand: Hand) -> None:
    """C1. Any link can be made to lead anywhere."""
    server.switches.hrefs = {"user": "http://evil.example/", "MsRtcOAuth": "https://evil.example/"}
    assert links((await hand.ask("GET", "/"))[1])["user"] == "http://evil.example/"
    _, _, reply = await hand.ask("GET", USER_RESOURCE)
    assert 'href="https://evil.example/"' in reply.headers.getall("WWW-Authenticate")[1]


async def test_11_root_and_user_have_their_shape(server: SkypeServer, hand: Hand) -> None:
    """C2. No `rel`, whole addresses, the exact casing of Autodiscover; `sipuri` is accepted and not required."""
    for path in ("/", f"/?sipuri=sip:{USER}"):
        status, root, reply = await hand.ask("GET", path)
        assert (status, list(root), reply.headers["Expires"]) == (200, ["_links"], "-1")
        assert list(root["_links"]) == ["self", "xframe", "user"]
        assert all(href.startswith(f"{hand.base}/Autodiscover/") for href in links(root).values())
    await hand.sign_in()
    _, user, _ = await hand.ask("GET", USER_RESOURCE)
    assert list(user) == ["_links"]
    assert links(user)["self"] == f"{hand.base}{ROOT}/user"
    assert user["_links"]["applications"]["revision"] == "2"


async def test_12_links_may_be_missing(server: SkypeServer, hand: Hand) -> None:
    """C2. `self` and `xframe`, as documented, and the revision."""
    server.switches.absent_links = {"self", "xframe"}
    server.switches.absent.add("revision")
    assert list((await hand.ask("GET", "/"))[1]["_links"]) == ["user"]
    await hand.sign_in()
    assert (await hand.ask("GET", USER_RESOURCE))[1] == {"_links": {"applications": {"href": hand.base + APPLICATIONS}}}


async def test_13_xml_for_whoever_does_not_accept_json(server: SkypeServer, hand: Hand) -> None:
    """C2. Only when switched on: resources, embedded ones, and errors."""
    anything = {"Accept": "*/*"}
    assert (await hand.ask("GET", "/", headers=anything))[2].content_type == "application/json"
    server.switches.xml = True
    assert (await hand.ask("GET", "/"))[2].content_type == "application/json"
    _, text, reply = await hand.ask("GET", "/", headers=anything)
    assert (reply.content_type, "<resource rel=" in text) == ("application/vnd.microsoft.com.ucwa+xml", True)
    await hand.open()
    await hand.room(subject="Итоги")
    assert "Итоги" in (await hand.ask("GET", hand.rooms, headers=anything))[1]
    text = (await hand.ask("GET", f"{hand.rooms}/NEVERWAS", headers=anything))[1]
    assert "<subcode>ResourceNotFound</subcode>" in text


async def test_14_paths_are_those_of_iis(hand: Hand) -> None:
    """C6. Case and doubled slashes do not matter; unknown paths get a page, known ones in a wrong verb UCWA's 405."""
    await hand.sign_in()
    assert (await hand.ask("POST", "//UCWA/OAuth//v1/Applications", json=APPLICATION))[0] == 201
    assert (await hand.ask("GET", ROOT.lower()))[0] == 200
    status, _, reply = await hand.ask("GET", "/nowhere")
    assert (status, reply.content_type) == (404, "text/html")
    for method in ("PATCH", "OPTIONS"):
        assert (await hand.ask(method, APPLICATIONS))[0] == 405
