"""Checks web tickets, as the layer in front of UCWA does on the real server."""

import math

from aiohttp import web

from demo.skype.accounts import Account
from demo.skype.replies import Refused, diagnosed, page, refused
from demo.skype.world import Call, World

FORBIDDEN = ("Origin", "X-Ms-Origin", "Referer")
VERSION = "2.0"
ISSUER, CLIENT = "00000002-0000-0ff1-ce00-000000000000", "00000004-0000-0ff1-ce00-000000000000"


def admit(world: World, call: Call) -> Account:
    """The account of the call's ticket. Raises Refused for a call without a valid one."""
    if any(call.headers.get(name, "") not in ("", *world.switches.allowed_origins) for name in FORBIDDEN):
        raise Refused(page(403, "Service does not allow a cross domain request from this origin."))
    authorization = call.headers.get("Authorization", "")
    if not authorization:
        raise Refused(challenge(world, call))
    ticket = world.accounts.ticket(authorization)
    if ticket is None:
        raise Refused(diagnosed(403, 28055, "The OAuth token is invalid."))
    if ticket.foreign or ticket.host != call.host:
        raise Refused(diagnosed(500, 28032, "The web ticket is invalid."))
    if ticket.ends_at <= world.clock():
        raise Refused(challenge(world, call))
    _demand_version(call.headers.get("X-MS-RequiresMinResourceVersion", VERSION))
    return ticket.account


def _demand_version(version: str) -> None:
    """Raises Refused for a version above VERSION."""
    wanted = float(version) if version.replace(".", "", 1).isdecimal() else math.inf
    if wanted > float(VERSION):
        raise refused(404, "APIVersionNotSupported")


def challenge(world: World, call: Call) -> web.Response:
    """401 with two challenges: one for servers, one that names the token endpoint."""
    switches, reply = world.switches, bare_challenge()
    uri = f', authorization_uri="{call.base}/oauth2/authorize"' if switches.authorization_uri else ""
    for_servers = f'Bearer trusted_issuers="{ISSUER}@{world.domain}", client_id="{CLIENT}"{uri}'
    href = world.hosts.href("MsRtcOAuth", world.hosts.pool(call.base), "WebTicket/oauthtoken")
    address = f'"{href}"' if switches.quoted_challenge else href
    offer = f'MsRtcOAuth href={address},grant_type="{",".join(switches.grants)}"'
    both = [for_servers, offer]
    for value in [", ".join(both)] if switches.merged_challenge else both:
        reply.headers.add("WWW-Authenticate", value)
    return reply


def bare_challenge() -> web.Response:
    """401 without a way to sign in."""
    return page(401, "401 - Unauthorized: Access is denied due to invalid credentials.")
