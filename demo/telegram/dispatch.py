"""From a call to its answer: token, scheduled fault, method, parameters, the method itself, the log."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from .calls import Call
from .faults import Fault
from .methods import METHODS
from .refusals import Refusal, bad
from .request import Parameters, Request
from .shapes import check_answer, unknown_parameters, wrong_parameter
from .world import World

CUT = 0
_PROXY_PAGE = "<html><head><title>Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>"


@dataclass(frozen=True)
class Outcome:
    """A JSON body or a proxy's page; no answer at all when `status` is CUT."""

    status: int
    body: dict[str, Any] = field(default_factory=dict)
    page: str | None = None


async def answer(world: World, token: str, method: str, parameters: Parameters) -> Outcome:
    """Serve one call and write it into the log."""
    given, uploads = parameters
    bot = world.bots.get(token)
    if bot is None:
        return _refused(Refusal(401, "Unauthorized"))
    name = METHODS[method.lower()][0] if method.lower() in METHODS else method
    request = Request(world, bot, name, given, uploads)
    began = time.perf_counter()
    fault = world.faults.due(name, given)
    outcome = await (_faulty(fault, request) if fault else _served(request))
    ms = (time.perf_counter() - began) * 1000
    if name != "getUpdates":  # it is called all the time, and the queue remembers the updates that it brought
        number, met = next(world.call_numbers), fault.kind if fault else None
        world.logs(Call(number, name, _logged(request), outcome.body, outcome.status, ms, met))
    world.notify()
    return outcome


async def _served(request: Request) -> Outcome:
    try:
        return Outcome(200, {"ok": True, "result": await _result(request)})
    except Refusal as refusal:
        return _refused(refusal)
    except ValidationError as error:
        request.world.warn(f"{request.method}: the answer does not fit aiogram's types: {error}")
        return _refused(Refusal(500, "Internal Server Error: the answer does not fit its type"))


async def _result(request: Request) -> Any:
    if request.method.lower() not in METHODS:
        request.world.warn(f"{request.method} is not served")
        raise Refusal(404, "Not Found: method not found")
    for name in unknown_parameters(request.method, request.params):
        if name not in request.uploads:
            request.world.warn(f"{request.method}: unknown parameter {name}")
    if request.world.rates:
        request.world.rates.check(request.method, request.text("chat_id"), request.world.now())
    if wrong := wrong_parameter(request.method, request.params):
        raise bad(f"invalid {wrong} specified")
    result = await METHODS[request.method.lower()][1](request)
    if request.method != "getUpdates":  # poison updates must reach the bot as they are
        check_answer(request.method, result)
    return result


async def _faulty(fault: Fault, request: Request) -> Outcome:
    match fault.kind:
        case "delay" | "hold":
            await (asyncio.sleep(fault.delay) if fault.kind == "delay" else fault.released.wait())
            return await _served(request)
        case "cut_after":
            await _served(request)
            return Outcome(CUT)
        case "cut_before":
            return Outcome(CUT)
        case "html":
            return Outcome(fault.status or 502, page=_PROXY_PAGE)
        case "retry_after":
            text = f"Too Many Requests: retry after {fault.retry_after}"
            return _refused(Refusal(429, text, retry_after=fault.retry_after))
        case _:
            return _refused(Refusal(fault.status or 500, fault.description))


def _refused(refusal: Refusal) -> Outcome:
    return Outcome(refusal.code, refusal.body())


def _logged(request: Request) -> dict[str, Any]:
    files = {name: f"{upload.name} ({len(upload.data)} bytes)" for name, upload in request.uploads.items()}
    return {**request.params, **files}
