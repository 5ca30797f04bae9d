"""The routes of the simulated server. Paths match in any case, as they do on IIS."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from aiohttp import web

from demo.skype import applications, discovery, online_meetings, page, replies, settings, sign_in
from demo.skype.hosts import SERVICE
from demo.skype.vocabulary import Action
from demo.skype.world import Call, World

Handler = Callable[[World, Call], web.Response]

_APPLICATIONS = r"/ucwa/oauth/v1/applications"
_APPLICATION = rf"{_APPLICATIONS}/(?P<application>\d+)"
_MEETINGS = rf"{_APPLICATION}/onlineMeetings/myOnlineMeetings"
_ROOM = rf"{_MEETINGS}/(?P<room>\w+)"
_SETTINGS = rf"{_APPLICATION}/onlineMeetings/(?P<settings>{'|'.join(settings.RESOURCES)})"
ROUTES: list[tuple[str, str, Handler, Action]] = [
    ("GET", r"/", discovery.root, Action.ROOT),
    ("GET", rf"/{re.escape(SERVICE)}", discovery.root, Action.ROOT),
    ("GET", rf"/{re.escape(SERVICE)}(/oauth)?/user", discovery.user, Action.USER),
    ("POST", r"/WebTicket/oauthtoken", sign_in.token, Action.TOKEN),
    ("GET", _APPLICATIONS, applications.read_applications, Action.OTHER),
    ("POST", _APPLICATIONS, applications.open_application, Action.OPEN),
    ("GET", _APPLICATION, applications.show_application, Action.OTHER),
    ("DELETE", _APPLICATION, applications.close_application, Action.CLOSE),
    ("GET", _SETTINGS, settings.read_settings, Action.SETTINGS),
    ("GET", _MEETINGS, online_meetings.list_rooms, Action.LIST),
    ("POST", _MEETINGS, online_meetings.create_room, Action.CREATE),
    ("GET", _ROOM, online_meetings.read_room, Action.READ),
    ("PUT", _ROOM, online_meetings.update_room, Action.UPDATE),
    ("DELETE", _ROOM, online_meetings.delete_room, Action.DELETE),
    ("GET", r"/meet/[^/]+/(?P<room>\w+)", page.join, Action.JOIN),
    ("GET", r"/meet/(?P<asset>room\.(css|js))", page.asset, Action.OTHER),
]


@dataclass(frozen=True)
class Matched:
    """A request with its handler."""

    action: Action
    call: Call
    handler: Handler

    def handled(self, world: World) -> web.Response:
        """The answer of the handler, errors included."""
        try:
            if len(self.call.body) > world.switches.body_limit:
                raise replies.refused(413)
            return self.handler(world, self.call)
        except replies.Refused as refused:
            return refused.reply


def matched(world: World, call: Call) -> Matched:
    """Find the action and the handler of a call."""
    if call.base == world.hosts.plain and call.path != "/":
        return Matched(Action.OTHER, call, discovery.only_redirects)
    known = [
        Matched(action, replace(call, found=found.groupdict()), handler if method == call.method else _wrong_method)
        for method, path, handler, action in ROUTES
        if (found := re.fullmatch(path, call.path, re.IGNORECASE))
    ]
    right = [match for match in known if match.handler is not _wrong_method]
    if right or known:
        return right[0] if right else replace(known[0], action=Action.OTHER)
    inside = re.fullmatch(rf"{_APPLICATION}/.+", call.path, re.IGNORECASE)
    if inside:
        return Matched(Action.OTHER, replace(call, found=inside.groupdict()), applications.not_simulated)
    return Matched(Action.OTHER, call, _not_found)


def _wrong_method(_world: World, _call: Call) -> web.Response:
    raise replies.refused(405)


def _not_found(_world: World, _call: Call) -> web.Response:
    return replies.page(404, "404 - File or directory not found.")
