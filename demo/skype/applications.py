"""Applications of the simulated server: each signed-in client opens one and works inside it."""

import secrets
from typing import Any

from aiohttp import web

from demo.skype.accounts import Account
from demo.skype.replies import refused, resource
from demo.skype.tickets import admit, bare_challenge
from demo.skype.world import Application, Call, World

APPLICATIONS_PATH = "/ucwa/oauth/v1/applications"
REQUIRED = ("culture", "endpointId", "userAgent")
LINKS = {
    "self": "",
    "myOnlineMeetings": "/myOnlineMeetings",
    "onlineMeetingDefaultValues": "/defaultValues",
    "onlineMeetingEligibleValues": "/eligibleValues",
    "onlineMeetingInvitationCustomization": "/customInvitation",
    "onlineMeetingPolicies": "/policies",
    "phoneDialInInformation": "/phoneDialInInformation",
}


def open_application(world: World, call: Call) -> web.Response:
    """Open an application, under a number that was never used before."""
    account = admit(world, call)
    request = _request(world, call)
    _check_may_open(world, account, request)
    id = str(1049 + world.opened_so_far)
    world.opened_so_far += 1
    world.applications[id] = Application(id, account, request, world.clock())
    reply = resource(_shown(world, world.applications[id]), 201, {"ETag": f'"{secrets.randbelow(2**31)}"'})
    if world.switches.cookies:
        where = f"path={APPLICATIONS_PATH}/{id}/photos; secure; HttpOnly"
        reply.headers.add("Set-Cookie", f"cwt_ucwa={secrets.token_urlsafe(24)}; {where}")
    return reply


def show_application(world: World, call: Call) -> web.Response:
    """Show the application."""
    return resource(_shown(world, enter(world, call)))


def close_application(world: World, call: Call) -> web.Response:
    """Close the application; every address inside it is 404 from now on."""
    del world.applications[enter(world, call).id]
    return web.Response(status=204)


def read_applications(world: World, call: Call) -> web.Response:
    """405; without a ticket 401, which names the token endpoint unless `bare_applications` is on."""
    if world.switches.bare_applications and "Authorization" not in call.headers:
        return bare_challenge()
    admit(world, call)
    raise refused(405)


def not_simulated(world: World, call: Call) -> web.Response:
    """404 for a resource that an application names but that is not simulated."""
    enter(world, call)
    raise refused(404)


def enter(world: World, call: Call) -> Application:
    """The running application of the call. Raises Refused unless it belongs to the caller."""
    account, id = admit(world, call), call.found["application"]
    opened = world.applications.get(id)
    if id in world.expired:
        raise refused(410, "InactiveApplicationExpired")
    if opened is None or opened.account is not account:
        raise refused(404, "ApplicationNotFound")
    opened.used_at = world.clock()
    return opened


def meetings_path(opened: Application) -> str:
    """The collection of the account's rooms, as this application addresses it."""
    return f"{APPLICATIONS_PATH}/{opened.id}/onlineMeetings/myOnlineMeetings"


def _request(world: World, call: Call) -> dict[str, str]:
    wanted = call.properties(world.switches)
    missing = [name for name in REQUIRED if not 1 <= len(str(wanted.get(name.lower(), ""))) <= 100]
    if missing:
        raise refused(400, "ParameterValidationFailure", dict.fromkeys(missing, "1 to 100 characters are required."))
    return {name: str(wanted[name.lower()]) for name in REQUIRED}


def _check_may_open(world: World, account: Account, request: dict[str, str]) -> None:
    switches, running = world.switches, world.applications_of(account)
    if not account.may_open:
        raise refused(403)
    if switches.blocked_agent and switches.blocked_agent in request["userAgent"]:
        raise refused(410, "UserAgentNotAllowed")
    if switches.max_applications is not None and len(running) >= switches.max_applications:
        raise refused(410, "TooManyApplications")
    if switches.unique_endpoints and any(one.request["endpointId"] == request["endpointId"] for one in running):
        raise refused(409, "AlreadyExists")


def _shown(world: World, opened: Application) -> dict[str, Any]:
    place = f"{APPLICATIONS_PATH}/{opened.id}"
    shown = {
        **opened.request,
        "type": "Browser",
        "id": opened.id,
        "rel": "application",
        "_links": {name: {"href": f"{place}{tail}"} for name, tail in _OWN_LINKS.items()},
        "_embedded": {
            name: value for name, value in _embedded(world, opened, place).items() if name not in world.switches.absent
        },
    }
    return {name: value for name, value in shown.items() if name not in world.switches.absent}


_OWN_LINKS = {"self": "", "policies": "/policies", "batch": "/batch", "events": "/events?ack=1"}


def _embedded(world: World, opened: Application, place: str) -> dict[str, Any]:
    account = opened.account
    me = {name: {"href": f"{place}/me{tail}"} for name, tail in _ME_LINKS.items()}
    me["photo"] = {"href": f"{place}/photos/{account.user}"}
    communication = {"etag": "3140562359", world.secret_name: "please pass this in a PUT request"}
    modalities = {"supportedModalities": [], "supportedMessageFormats": ["Plain"]}
    return {
        "me": {"rel": "me", "name": account.alias.title(), "uri": account.uri, "_links": me},
        "people": {"rel": "people", "_links": {"self": {"href": f"{place}/people"}}},
        "onlineMeetings": {"rel": "onlineMeetings", "_links": _meeting_links(world, opened, place)},
        "communication": {
            "rel": "communication",
            **communication,
            **modalities,
            "_links": {"self": {"href": f"{place}/communication"}},
        },
    }


_ME_LINKS = {
    "self": "",
    "makeMeAvailable": "/makeMeAvailable",
    "phones": "/phones",
    "callForwardingSettings": "/callForwardingSettings",
}


def _meeting_links(world: World, opened: Application, place: str) -> dict[str, dict[str, str]]:
    switches = world.switches
    links = {name: f"{place}/onlineMeetings{tail}" for name, tail in LINKS.items()}
    if switches.personal_room:
        links["myAssignedOnlineMeeting"] = f"{meetings_path(opened)}/{world.personal_room(opened.account).id}"
    if not opened.account.may_schedule:
        del links["myOnlineMeetings"]
    return {
        name: {"href": switches.hrefs.get(name, href)}
        for name, href in links.items()
        if name not in switches.absent_links
    }
