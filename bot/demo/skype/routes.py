"""Which handler answers what on the simulated server. Paths match in any case, as they do on IIS."""

import re
from collections.abc import Callable
from dataclasses import replace

from aiohttp import web

from bot.demo.skype import applications, entrance, online_meetings, page, replies
from bot.demo.skype.world import Call, World

Handler = Callable[[World, Call], web.Response]

_APPLICATION = r"/ucwa/oauth/v1/applications/(?P<application>\d+)"
_MEETINGS = rf"{_APPLICATION}/onlineMeetings/myOnlineMeetings"
_ROOM = rf"{_MEETINGS}/(?P<room>\w+)"
_SETTINGS = rf"{_APPLICATION}/onlineMeetings/(?P<settings>{'|'.join(applications.SETTINGS)})"
ROUTES: list[tuple[str, str, Handler]] = [
    ("GET", r"/", entrance.root),
    ("GET", rf"/{re.escape(entrance.SERVICE)}", entrance.root),
    ("GET", rf"/{re.escape(entrance.SERVICE)}(/oauth)?/user", entrance.user),
    ("POST", r"/WebTicket/oauthtoken", entrance.token),
    ("POST", r"/ucwa/oauth/v1/applications", applications.open_application),
    ("DELETE", _APPLICATION, applications.close_application),
    ("GET", _SETTINGS, applications.read_settings),
    ("GET", _MEETINGS, online_meetings.list_rooms),
    ("POST", _MEETINGS, online_meetings.create_room),
    ("GET", _ROOM, online_meetings.read_room),
    ("PUT", _ROOM, online_meetings.update_room),
    ("DELETE", _ROOM, online_meetings.delete_room),
    ("GET", r"/meet/[^/]+/(?P<room>\w+)", page.join),
]


def handle(world: World, call: Call) -> web.Response:
    """The answer to a call, whatever it says."""
    allowed = [
        (method, found, handler)
        for method, path, handler in ROUTES
        if (found := re.fullmatch(path, call.path, re.IGNORECASE))
    ]
    if not allowed:
        return replies.page(404, "404 - File or directory not found.")
    try:
        for method, found, handler in allowed:
            if method == call.method:
                return handler(world, replace(call, found=found.groupdict()))
        raise replies.refused(405)
    except replies.Refused as refused:
        return refused.reply


def is_creation(call: Call) -> bool:
    """Whether the call asks for a new room."""
    return call.method == "POST" and re.fullmatch(_MEETINGS, call.path, re.IGNORECASE) is not None
