"""How the simulated server answers a request that meets a fault."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

from aiohttp import web

from demo.skype.faults import PlannedFault
from demo.skype.replies import error, page, resource
from demo.skype.routes import Matched
from demo.skype.sign_in import not_granted
from demo.skype.vocabulary import Fault
from demo.skype.world import Call, World

MEGABYTE = b" " * 2**20

Answer = Callable[[], web.Response]
Reply = web.Response | None
"""None means that the connection is cut."""

INSTEAD: dict[Fault, Answer] = {
    Fault.TOO_MANY_ROOMS: lambda: resource(error(409, "TooManyOnlineMeetings"), 409),
    Fault.TOO_MANY_APPLICATIONS: lambda: resource(error(410, "TooManyApplications"), 410),
    Fault.MAY_NOT: lambda: resource(error(403), 403),
    Fault.TOO_MANY_REQUESTS: lambda: resource(error(429), 429),
    Fault.UNAVAILABLE: lambda: page(503, "Service Unavailable"),
    Fault.BAD_GATEWAY: lambda: page(502, "502 - Web server received an invalid response."),
    Fault.GATEWAY_TIMEOUT: lambda: page(504, "504 - Gateway Timeout"),
    Fault.FORBIDDEN_PAGE: lambda: page(403, "403 - Forbidden: Access is denied."),
    Fault.LOST_PAGE: lambda: page(404, "404 - File or directory not found."),
    Fault.PROXY_PAGE: lambda: page(200, "Please accept the terms of this network"),
    Fault.FOUND: lambda: page(302, "Found"),
    Fault.SERVICE_FAILURE: lambda: resource(error(500), 500),
    Fault.ERROR_INSIDE: lambda: resource(error(500), 200),
    Fault.REFUSE_PASSWORD: lambda: not_granted("invalid_grant", 28020, "No valid security token."),
}


async def answered(world: World, match: Matched, planned: PlannedFault | None, gate: asyncio.Event) -> Reply:
    """The answer to a request that meets this fault, before `streamed`; `gate` ends the waiting of held ones."""
    if planned is None:
        return match.handled(world)
    fault = planned.fault
    if fault is Fault.HOLD:
        await gate.wait()
    if fault is Fault.CUT_BEFORE_COMMIT:
        return None
    if fault in INSTEAD:
        return _instead(world, match, planned)
    if fault in _BEFORE:
        _BEFORE[fault](world, match.call)
    reply = match.handled(world)
    if fault is Fault.HOLD_ANSWER:
        await gate.wait()
    if fault is Fault.CUT_AFTER_COMMIT:
        return None
    return _damaged(reply, fault)


async def streamed(
    request: web.Request, reply: web.Response, planned: PlannedFault, gate: asyncio.Event
) -> web.StreamResponse:
    """Send the answer after megabytes of spaces, or after spaces that never end."""
    body = reply.body if isinstance(reply.body, bytes) else b""
    stream = web.StreamResponse(status=reply.status, headers=reply.headers)
    stream.headers.popall("Content-Length", None)
    stream.enable_chunked_encoding()
    await stream.prepare(request)
    try:
        if planned.fault is Fault.ENDLESS:
            while not gate.is_set():
                await stream.write(b" ")
                await asyncio.sleep(0.01)
        else:
            for _ in range(planned.megabytes):
                await stream.write(MEGABYTE)
        await stream.write(body)
        await stream.write_eof()
    except ConnectionError:
        pass  # the client has disconnected
    return stream


def _instead(world: World, match: Matched, planned: PlannedFault) -> web.Response:
    if planned.committed:
        match.handled(world)
    reply = INSTEAD[planned.fault]()
    if planned.retry_after is not None and reply.status in (429, 503):
        reply.headers["Retry-After"] = planned.retry_after
    if planned.fault is Fault.FOUND:
        reply.headers["Location"] = planned.location
    return reply


def _damaged(reply: web.Response, fault: Fault) -> web.Response:
    if not isinstance(reply.body, bytes):
        return reply
    if fault is Fault.TRUNCATED:
        reply.body = reply.body[: len(reply.body) // 2]
    if fault is Fault.NOT_UTF8:
        reply.body = reply.body.replace(b'"', b'"\xff', 1)
    if fault is Fault.WRONG_CHARSET:
        reply.headers["Content-Type"] = f"{reply.content_type}; charset=x-klingon"
    return reply


def _end_ticket(world: World, call: Call) -> None:
    ticket = world.accounts.ticket(call.headers.get("Authorization", ""))
    if ticket:
        ticket.ends_at = world.clock() - timedelta(seconds=1)


def _forget_ticket(world: World, call: Call) -> None:
    world.tickets.pop(call.headers.get("Authorization", "").partition(" ")[2], None)


def _mark_ticket_foreign(world: World, call: Call) -> None:
    ticket = world.accounts.ticket(call.headers.get("Authorization", ""))
    if ticket:
        ticket.foreign = True


def _forget_application(world: World, call: Call) -> None:
    world.applications.pop(call.found["application"], None)


def _expire_application(world: World, call: Call) -> None:
    _forget_application(world, call)
    world.expired.add(call.found["application"])


def _change_room(world: World, call: Call) -> None:
    if room := world.rooms.get(call.found["room"].upper()):
        room.etag += 1


_BEFORE: dict[Fault, Callable[[World, Call], None]] = {
    Fault.TICKET_ENDED: _end_ticket,
    Fault.TICKET_FORGOTTEN: _forget_ticket,
    Fault.TICKET_FOREIGN: _mark_ticket_foreign,
    Fault.APPLICATION_GONE: _forget_application,
    Fault.APPLICATION_EXPIRED: _expire_application,
    Fault.OUTDATED: _change_room,
}
