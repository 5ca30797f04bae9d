"""Lets only the demo's own page talk to its server.

Any website can send requests to a port of this machine, and a name can be made to point at it (DNS rebinding). So the
name asked for must be this machine's, the page that asks must be ours, and what changes something must be JSON, which
no foreign page may send without being asked first.
"""

from aiohttp import web
from aiohttp.typedefs import Handler

LONGEST = 200  # characters of a path; ours are shorter, and very long names are an error of the file system
LOCAL = ("127.0.0.1", "localhost")
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """403 for a foreign host or origin, 404 for a path that is too long, 415 for a POST that is not JSON."""
    port = request.transport.get_extra_info("sockname")[1] if request.transport else 0
    ours = {f"{name}:{port}" for name in LOCAL}
    origin = request.headers.get("Origin")
    if request.host not in ours or (origin is not None and origin not in {f"http://{name}" for name in ours}):
        raise web.HTTPForbidden(text="This page is for a browser on this machine only.")
    if len(request.path) > LONGEST:
        raise web.HTTPNotFound(text="There is no such file.")
    if request.method == "POST" and request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="Say it in JSON.")
    return await handler(request)


async def protect(_request: web.Request, response: web.StreamResponse) -> None:
    """Headers for every answer, streams included."""
    response.headers.update(HEADERS)
