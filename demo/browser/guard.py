"""Lets only the demo's own page talk to its server.

Any website can send requests to a port of this machine, and a name can be made to point at it (DNS rebinding). So the
name asked for must be this machine's, the page that asks must be ours, and what changes something must be JSON, which
no foreign page may send without a preflight (CORS).
"""

from aiohttp import web
from aiohttp.typedefs import Handler

PATH_LIMIT = 200  # characters; ours are shorter, and the file system raises an error for a very long name
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
    if len(request.path) > PATH_LIMIT:
        raise web.HTTPNotFound(text="There is no such file.")
    if request.method == "POST" and request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="The body has to be JSON.")
    return await handler(request)


async def protect(_request: web.Request, response: web.StreamResponse) -> None:
    """Headers for every answer, streams included."""
    response.headers.update(HEADERS)
