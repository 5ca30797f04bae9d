"""Applications of the simulated server and the settings inside them."""

from typing import Any

from aiohttp import web

from bot.demo.skype.entrance import admit
from bot.demo.skype.replies import refused, resource
from bot.demo.skype.rooms import DEFAULTS, ELIGIBLE
from bot.demo.skype.world import Call, Opened, World

PLACE = "/ucwa/oauth/v1/applications"
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
SETTINGS: dict[str, dict[str, Any]] = {
    "defaultvalues": {
        "rel": "onlineMeetingDefaultValues",
        "defaultOnlineMeetingRel": "myOnlineMeetings",
        "participantsWarningThreshold": 50,
        **{name: value for name, value in DEFAULTS.items() if isinstance(value, str) and value},
    },
    "eligiblevalues": {
        "rel": "onlineMeetingEligibleValues",
        "eligibleOnlineMeetingRels": ["myOnlineMeetings"],
        **ELIGIBLE,
    },
    "custominvitation": {"rel": "onlineMeetingInvitationCustomization"},
    "policies": {
        "rel": "onlineMeetingPolicies",
        "entryExitAnnouncement": "Enabled",
        "externalUserMeetingRecording": "Disabled",
        "meetingRecording": "Enabled",
        "meetingSize": 250,
        "phoneUserAdmission": "Enabled",
        "voipAudio": "Enabled",
    },
    "phonedialininformation": {
        "rel": "phoneDialInInformation",
        "defaultRegion": "Main office",
        "isAudioConferenceProviderEnabled": False,
        "tollFreeNumbers": [],
        "tollNumber": "+4612345",
    },
}


def open_application(world: World, call: Call) -> web.Response:
    """A new application, under a number that was never used before."""
    admit(world, call)
    wanted = call.properties()
    missing = [name for name in REQUIRED if not 1 <= len(str(wanted.get(name.lower(), ""))) <= 100]
    if missing:
        raise refused(400, "ParameterValidationFailure", dict.fromkeys(missing, "1 to 100 characters are required."))
    id = str(1049 + world.opened_so_far)
    world.opened_so_far += 1
    request = {name: str(wanted[name.lower()]) for name in REQUIRED}
    world.applications[id] = Opened(id, request, world.clock())
    return resource(_shown(world.applications[id]), 201)


def close_application(world: World, call: Call) -> web.Response:
    """The end of an application; all addresses inside it are dead from now on."""
    del world.applications[enter(world, call).id]
    return web.Response(status=204)


def read_settings(world: World, call: Call) -> web.Response:
    """One of the settings resources."""
    enter(world, call)
    settings = SETTINGS[call.found["settings"].lower()]
    return resource({**settings, "_links": {"self": {"href": call.path}}})


def enter(world: World, call: Call) -> Opened:
    """The running application that the call is about. Raises Refused."""
    admit(world, call)
    opened = world.applications.get(call.found["application"])
    if opened is None:
        raise refused(404, "ApplicationNotFound")
    opened.used_at = world.clock()
    return opened


def place_of_meetings(opened: Opened) -> str:
    """The collection of the account's rooms, as this application addresses it."""
    return f"{PLACE}/{opened.id}/onlineMeetings/myOnlineMeetings"


def _shown(opened: Opened) -> dict[str, Any]:
    place = f"{PLACE}/{opened.id}"
    meetings = {name: {"href": f"{place}/onlineMeetings{tail}"} for name, tail in LINKS.items()}
    return {
        **opened.request,
        "type": "Browser",
        "id": opened.id,
        "rel": "application",
        "_links": {"self": {"href": place}},
        "_embedded": {"onlineMeetings": {"rel": "onlineMeetings", "_links": meetings}},
    }
