"""The page's own small server; it answers before the slow parts of the demo are imported."""

from contextlib import suppress
from pathlib import Path
from typing import Self
from urllib.parse import quote

from aiohttp import web

from demo.browser.actions import act
from demo.browser.guard import guard, protect
from demo.browser.payload import Problem
from demo.browser.scene import Progress
from demo.browser.snapshots import Snapshots
from demo.browser.stream import Streams

STATIC = Path(__file__).parent / "static"
USUAL_PORT = 8090
SHUTDOWN_SECONDS = 0.5


class Site:
    """Serves the demo to browsers on this machine; `url` is the address to open."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.url = ""
        self._streams = Streams(Snapshots(progress))
        app = web.Application(middlewares=[guard])
        app.on_response_prepare.append(protect)
        app.router.add_get("/", self._index)
        app.router.add_get("/ui/events", self._streams.serve)
        app.router.add_get("/ui/file/{id}", self._file)
        app.router.add_post("/ui/{action}", self._act)
        app.router.add_static("/static/", STATIC)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=SHUTDOWN_SECONDS, handler_cancellation=True)

    @classmethod
    async def start(cls, progress: Progress, port: int = USUAL_PORT) -> Self:
        """Listen on 127.0.0.1, at a free port if the given one is taken."""
        site = cls(progress)
        await site._runner.setup()
        with suppress(OSError):
            await web.TCPSite(site._runner, "127.0.0.1", port).start()
        if not site._runner.addresses:
            await web.TCPSite(site._runner, "127.0.0.1", 0).start()
        site.url = f"http://127.0.0.1:{site._runner.addresses[0][1]}/"
        return site

    async def stop(self) -> None:
        """End every stream and connection, within a second."""
        self._streams.close()
        self.progress.changed.notify()
        await self._runner.cleanup()

    async def _index(self, _request: web.Request) -> web.StreamResponse:
        return web.FileResponse(STATIC / "index.html")

    async def _act(self, request: web.Request) -> web.StreamResponse:
        """Do an action. A refused one has an `error` in its answer, with status 200: browsers log any other status
        to the console."""
        if (scene := self.progress.scene) is None:
            return web.json_response({"error": Problem.STARTING})
        try:
            payload = await request.json()
        except web.HTTPRequestEntityTooLarge:
            return web.json_response({"error": Problem.TOO_LONG})
        except (ValueError, LookupError, RecursionError, web.RequestPayloadError):
            # Not JSON, nested too deeply, or not in the charset or the compression that it claims.
            raise web.HTTPBadRequest(text="This is not JSON.") from None
        return web.json_response(await act(scene, request.match_info["action"], payload))

    async def _file(self, request: web.Request) -> web.StreamResponse:
        scene = self.progress.scene
        file = scene.telegram.world.files.get(request.match_info["id"]) if scene else None
        if file is None:
            raise web.HTTPNotFound(text="There is no such file.")
        reply = web.Response(body=file.data, content_type="application/octet-stream")
        reply.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
        return reply
