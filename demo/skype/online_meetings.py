"""The account's rooms on the simulated server: list, create, read, update, delete."""

import uuid
from typing import Any

from aiohttp import web

from demo.skype.applications import enter, meetings_path
from demo.skype.replies import Resource, refused, resource
from demo.skype.room_properties import chosen_properties, expiry
from demo.skype.rooms import Room
from demo.skype.world import Application, Call, World

SECRET_VALUE = "please pass this in a PUT request"


def list_rooms(world: World, call: Call) -> web.Response:
    """All rooms of the account with all properties; `_embedded` is missing when there are none."""
    opened = _enter(world, call)
    rooms = {
        "myAssignedOnlineMeeting": _personal(world, opened),
        "myOnlineMeeting": world.rooms_of(opened.account),
    }
    embedded = {rel: [_shown(world, opened, room) for room in some] for rel, some in rooms.items() if some}
    body = {"rel": "myOnlineMeetings", "_links": {"self": {"href": meetings_path(opened)}}}
    return resource(body | ({"_embedded": embedded} if embedded else {}))


def create_room(world: World, call: Call) -> web.Response:
    """Create a room at every call: the server does not recognize repeated requests."""
    opened = _enter(world, call)
    limit = world.switches.max_rooms
    if limit is not None and len(world.rooms_of(opened.account)) >= limit:
        raise refused(409, "TooManyOnlineMeetings")
    room = world.new_room(opened.account, world.hosts.pool(call.base))
    _fill(world, call, opened, room)
    world.rooms[room.id] = room
    reply = _reply(world, opened, room)
    reply.set_status(world.switches.created_status)
    return reply


def read_room(world: World, call: Call) -> web.Response:
    """One room; 304 when If-None-Match names its version."""
    opened = _enter(world, call)
    reply = _reply(world, opened, _room(world, call, opened))
    if call.headers.get("If-None-Match", "").strip('"') == reply.headers["ETag"].strip('"'):
        return web.Response(status=304, headers={"ETag": reply.headers["ETag"]})
    return reply


def update_room(world: World, call: Call) -> web.Response:
    """Replace the room; the caller must name its version and return its secret property."""
    opened = _enter(world, call)
    room = _room(world, call, opened)
    if "If-Match" not in call.headers:
        raise refused(428)
    known = call.headers["If-Match"]
    if _version(world, room) not in (known, known.strip('"') if world.switches.guid_etags else known):
        raise refused(412)
    if _has_secret(world) and call.properties(world.switches).get(world.secret_name) != SECRET_VALUE:
        raise refused(400, "ParameterValidationFailure", {world.secret_name: "It is missing."})
    _fill(world, call, opened, room)
    return _reply(world, opened, room)


def delete_room(world: World, call: Call) -> web.Response:
    """Delete the room; 404 the second time."""
    opened = _enter(world, call)
    room = _room(world, call, opened)
    world.rooms.pop(room.id, None)
    world.personal.pop(room.id, None)
    return web.Response(status=204)


def _enter(world: World, call: Call) -> Application:
    opened = enter(world, call)
    if not opened.account.may_schedule:
        raise refused(403)
    return opened


def _personal(world: World, opened: Application) -> list[Room]:
    return [world.personal_room(opened.account)] if world.switches.personal_room else []


def _fill(world: World, call: Call, opened: Application, room: Room) -> None:
    asked, now = call.properties(world.switches), world.clock()
    room.fill(chosen_properties(asked, world.switches, opened.account), expiry(asked, now))


def _room(world: World, call: Call, opened: Application) -> Room:
    """The room with this id or number, if it is the account's own."""
    own = [*world.rooms_of(opened.account), *_personal(world, opened)]
    room = next((room for room in own if call.found["room"].upper() in (room.id, room.number)), None)
    if room is None:
        raise refused(404, world.switches.gone_subcode)
    return room


def _reply(world: World, opened: Application, room: Room) -> Resource:
    return resource(_shown(world, opened, room), headers={"ETag": _version(world, room)})


def _version(world: World, room: Room) -> str:
    return str(uuid.UUID(int=room.etag)) if world.switches.guid_etags else f'"{room.etag}"'


def _has_secret(world: World) -> bool:
    return world.switches.secret_property and not world.switches.guid_etags


def _shown(world: World, opened: Application, room: Room) -> dict[str, Any]:
    place = f"{meetings_path(opened)}/{room.number if world.switches.numbered_rooms else room.id}"
    links = {
        "self": {"href": world.switches.hrefs.get("self", place)},
        "onlineMeetingExtensions": {"href": f"{place}/extensions"},
    }
    rel = {} if room.id in world.rooms else {"rel": "myAssignedOnlineMeeting"}
    extension = {"rel": "onlineMeetingExtension", "_links": {"self": {"href": f"{place}/extensions/1"}}}
    shown = {
        **room.properties(),
        **rel,
        **({world.secret_name: SECRET_VALUE} if _has_secret(world) else {}),
        "_links": links,
        **(
            {}
            if "onlineMeetingExtension" in world.switches.absent
            else {"_embedded": {"onlineMeetingExtension": [extension]}}
        ),
    }
    absent = world.switches.absent | ({"etag"} if world.switches.guid_etags else set())
    return {name: value for name, value in shown.items() if name not in absent}
