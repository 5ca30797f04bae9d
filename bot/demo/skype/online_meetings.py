"""The account's rooms on the simulated server: list, create, read, update, delete."""

from typing import Any

from aiohttp import web

from bot.demo.skype.applications import enter, place_of_meetings
from bot.demo.skype.replies import refused, resource
from bot.demo.skype.rooms import Room
from bot.demo.skype.world import Call, Opened, World

PLEASE = "please pass this in a PUT request"


def list_rooms(world: World, call: Call) -> web.Response:
    """All rooms, complete; `_embedded` is missing when there are none."""
    opened = enter(world, call)
    rooms = [_shown(world, opened, room) for room in world.rooms.values()]
    body = {"rel": "myOnlineMeetings", "_links": {"self": {"href": place_of_meetings(opened)}}}
    return resource(body | ({"_embedded": {"myOnlineMeeting": rooms}} if rooms else {}))


def create_room(world: World, call: Call) -> web.Response:
    """A new room at every call: the server knows nothing about repeats."""
    opened = enter(world, call)
    room = world.new_room()
    room.fill(call.properties(), world.clock())
    world.rooms[room.id] = room
    return _reply(world, opened, room)


def read_room(world: World, call: Call) -> web.Response:
    """One room."""
    return _reply(world, enter(world, call), _room(world, call))


def update_room(world: World, call: Call) -> web.Response:
    """Replaces the room, for callers who return what they have read and know its version."""
    opened, room = enter(world, call), _room(world, call)
    if world.faults.outdated_once:
        world.faults.outdated_once = False
        room.etag += 1
    if "If-Match" not in call.headers:
        raise refused(428)
    if call.headers["If-Match"] != f'"{room.etag}"':
        raise refused(412)
    wanted = call.properties()
    if wanted.get(world.secret_property) != PLEASE:
        raise refused(400, "ParameterValidationFailure", {world.secret_property: "It is missing."})
    room.fill(wanted, world.clock())
    return _reply(world, opened, room)


def delete_room(world: World, call: Call) -> web.Response:
    """Deletes the room; the second time there is nothing to delete."""
    enter(world, call)
    del world.rooms[_room(world, call).id]
    return web.Response(status=204)


def _room(world: World, call: Call) -> Room:
    room = world.rooms.get(call.found["room"].upper())
    if room is None:
        raise refused(404, "ResourceNotFound")
    return room


def _reply(world: World, opened: Opened, room: Room) -> web.Response:
    return resource(_shown(world, opened, room), headers={"ETag": f'"{room.etag}"'})


def _shown(world: World, opened: Opened, room: Room) -> dict[str, Any]:
    place = f"{place_of_meetings(opened)}/{room.id}"
    links = {"self": {"href": place}, "onlineMeetingExtensions": {"href": f"{place}/extensions"}}
    return {**room.properties(), world.secret_property: PLEASE, "_links": links}
