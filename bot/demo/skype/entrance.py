"""Discovery, the challenge and the tokens of the simulated server."""

import base64
import secrets
from urllib.parse import parse_qs

from aiohttp import web

from bot.demo.skype.replies import Refused, page, resource
from bot.demo.skype.world import Call, Ticket, World

FORBIDDEN = ("Origin", "X-Ms-Origin", "Referer")
SERVICE = "Autodiscover/AutodiscoverService.svc/root"


def root(world: World, _: Call) -> web.Response:
    """The root resource: where the user resource is. Open to everybody."""
    query = f"originalDomain={world.user.partition('@')[2]}"
    links = {
        "self": f"{world.base}/{SERVICE}?{query}",
        "user": f"{world.base}/{SERVICE}/oauth/user?{query}",
        "xframe": f"{world.base}/Autodiscover/XFrame/XFrame.html",
    }
    return resource({"_links": {name: {"href": href} for name, href in links.items()}})


def user(world: World, call: Call) -> web.Response:
    """The user resource: where applications are opened."""
    admit(world, call)
    links = {
        "self": {"href": f"{world.base}/{SERVICE}/user"},
        "applications": {"href": f"{world.base}/ucwa/oauth/v1/applications", "revision": "2"},
        "xframe": {"href": f"{world.base}/Autodiscover/XFrame/XFrame.html"},
    }
    return resource({"_links": links})


def token(world: World, call: Call) -> web.Response:
    """The token endpoint: a ticket for the right password."""
    form = {name: values[-1] for name, values in parse_qs(call.body.decode(errors="replace")).items()}
    if "grant_type" not in form:
        return _not_granted("invalid_request", "28020")
    if form["grant_type"] != "password":
        return _not_granted("unsupported_grant_type", "28029")
    known = form.get("username", "").lower() == world.user.lower() and form.get("password") == world.password
    if not known or world.faults.refuse_password:
        return _not_granted("invalid_grant", "28020")
    ticket = "cwt=" + base64.b64encode(secrets.token_bytes(48)).decode()
    world.tickets[ticket] = Ticket(call.host, world.clock() + world.token_life)
    life = int(world.token_life.total_seconds())
    granted = {"access_token": ticket, "expires_in": life, "ms_rtc_identityscope": "local", "token_type": "Bearer"}
    return resource(granted, headers={"Cache-Control": "no-store"})


def admit(world: World, call: Call) -> None:
    """Lets a call with a good ticket pass. Raises Refused with what the web-ticket layer says to any other."""
    if any(name in call.headers for name in FORBIDDEN):
        raise Refused(page(403, "Service does not allow a cross domain request from this origin."))
    scheme, _, value = call.headers.get("Authorization", "").partition(" ")
    if not scheme:
        raise Refused(challenge(world))
    ticket = world.tickets.get(value) if scheme.lower() == "bearer" else None
    if ticket is None:
        diagnostics = '28055;source="127.0.0.1";reason="The OAuth token is invalid."'
        raise Refused(page(403, "Forbidden", {"X-Ms-Diagnostics": diagnostics}))
    if ticket.host != call.host:
        diagnostics = '28032;source="127.0.0.1";reason="The web ticket is invalid."'
        raise Refused(page(500, "Internal Server Error", {"X-Ms-Diagnostics": diagnostics}))
    if ticket.ends_at <= world.clock():
        raise Refused(challenge(world))


def challenge(world: World) -> web.Response:
    """401 with two challenges: one for servers, one that names the token endpoint."""
    domain = world.user.partition("@")[2]
    reply = page(401, "401 - Unauthorized: Access is denied due to invalid credentials.")
    issuer, client = "00000002-0000-0ff1-ce00-000000000000", "00000004-0000-0ff1-ce00-000000000000"
    reply.headers.add("WWW-Authenticate", f'Bearer trusted_issuers="{issuer}@{domain}", client_id="{client}"')
    grants = "urn:microsoft.rtc:windows,urn:microsoft.rtc:anonmeeting,password"
    offer = f'MsRtcOAuth href="{world.base}/WebTicket/oauthtoken",grant_type="{grants}"'
    reply.headers.add("WWW-Authenticate", offer)
    return reply


def _not_granted(error: str, diagnostics: str) -> web.Response:
    headers = {"Cache-Control": "no-store", "X-Ms-Diagnostics": f'{diagnostics};source="127.0.0.1";reason="Refused."'}
    return resource({"error": error}, 400, headers)
