"""The five settings resources of the simulated server: what may be asked of a room."""

from collections.abc import Callable
from typing import Any

from aiohttp import web

from demo.skype.applications import enter, meetings_path
from demo.skype.replies import resource
from demo.skype.world import Call, World

DIRECTORY = "https://dialin.example.org"


def read_settings(world: World, call: Call) -> web.Response:
    """One of the settings resources."""
    opened = enter(world, call)
    rel, tree = RESOURCES[call.found["settings"].lower()]
    links = {"self": {"href": call.path}}
    if rel == "onlineMeetingEligibleValues":
        links["myOnlineMeetings"] = {"href": meetings_path(opened)}
    shown = {"rel": rel, **tree(world, call), "_links": links}
    return resource({name: value for name, value in shown.items() if name not in world.switches.absent})


def _defaults(world: World, _: Call) -> dict[str, Any]:
    more = {"defaultOnlineMeetingRel": "myOnlineMeetings", "participantsWarningThreshold": 50}
    return {**world.switches.defaults, **more}


def _eligible(world: World, _: Call) -> dict[str, Any]:
    return {**world.switches.eligible, "eligibleOnlineMeetingRels": ["myOnlineMeetings"]}


def _policies(world: World, _: Call) -> dict[str, Any]:
    return world.switches.policies


def _dial_in(world: World, call: Call) -> dict[str, Any]:
    switches = world.switches
    regions = [
        {
            "rel": "dialInRegion",
            "name": region.name,
            "number": region.number,
            "languages": list(region.languages),
            "_links": {"self": {"href": f"{call.path}/{687 + index}"}},
        }
        for index, region in enumerate(switches.regions)
    ]
    return {
        "conferenceId": "257150",
        "externalDirectoryUri": DIRECTORY,
        "internalDirectoryUri": DIRECTORY,
        "isAudioConferenceProviderEnabled": switches.toll_number is not None,
        "tollFreeNumbers": switches.toll_free_numbers,
        **({"tollNumber": switches.toll_number} if switches.toll_number else {}),
        **({"defaultRegion": regions[0]["name"], "_embedded": {"dialInRegion": regions}} if regions else {}),
    }


def _invitation(_world: World, _call: Call) -> dict[str, Any]:
    return {
        "enterpriseHelpUrl": "https://help.example.org/first",
        "invitationFooterText": "Confidential",
        "invitationHelpUrl": "https://help.example.org",
        "invitationLegalUrl": "https://www.example.org/legal",
        "invitationLogoUrl": "https://www.example.org/logo.png",
    }


RESOURCES: dict[str, tuple[str, Callable[[World, Call], dict[str, Any]]]] = {
    "defaultvalues": ("onlineMeetingDefaultValues", _defaults),
    "eligiblevalues": ("onlineMeetingEligibleValues", _eligible),
    "custominvitation": ("onlineMeetingInvitationCustomization", _invitation),
    "policies": ("onlineMeetingPolicies", _policies),
    "phonedialininformation": ("phoneDialInInformation", _dial_in),
}
