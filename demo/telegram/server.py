"""Serves the world over HTTP: /bot<token>/<method> and /file/bot<token>/<path>, as any Bot API server does."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass

from aiohttp import web

from .dispatch import CUT, Outcome, answer
from .limits import UPLOAD_BYTES
from .people import Telegram
from .pushing import Pusher
from .refusals import Refusal
from .wire import parameters_of

_SHUTDOWN_SECONDS = 0.5
_BODY_BYTES = UPLOAD_BYTES + 1024 * 1024


class TelegramServer:
    """A running Bot API server on 127.0.0.1; `url` is what TelegramAPIServer.from_base takes."""

    def __init__(self, world: Telegram, runner: web.AppRunner) -> None:
        self.world = world
        self._runner = runner
        self.url = ""
        self._pushing: asyncio.Task[None] | None = None

    @classmethod
    async def start(cls, world: Telegram, port: int = 0) -> "TelegramServer":
        """Serve the world; port 0 takes a free one. OSError when the port is taken."""
        # Cancelled on disconnect, so that the poll of a killed bot takes no updates that its successor waits for.
        app = application(world)
        runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=_SHUTDOWN_SECONDS, access_log=None)
        server = cls(world, runner)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", port).start()
        except OSError:
            await runner.cleanup()
            raise
        server._pushing = asyncio.create_task(Pusher(world).run())  # noqa: TID251  stop() ends it
        server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        return server

    async def stop(self) -> None:
        """End all polls and connections, within a second."""
        for bot in self.world.bots.values():
            if bot.updates.poll:
                bot.updates.poll.closing = True
        self.world.notify()
        if self._pushing:
            self._pushing.cancel()
            with suppress(asyncio.CancelledError):
                await self._pushing
        await self._runner.cleanup()


def application(world: Telegram) -> web.Application:
    """The routes of the Bot API over a world."""
    routes = _Routes(world)
    app = web.Application(client_max_size=_BODY_BYTES)
    app.router.add_route("*", "/bot{token}/{method}", routes.call)
    app.router.add_get("/file/bot{token}/{path:.+}", routes.download)
    app.router.add_route("*", "/{anything:.*}", routes.elsewhere)
    return app


@dataclass(frozen=True)
class _Routes:
    world: Telegram

    async def call(self, request: web.Request) -> web.StreamResponse:
        try:
            parameters = await parameters_of(request)
        except Refusal as refusal:
            return _response(request, Outcome(refusal.code, refusal.body()))
        except web.HTTPRequestEntityTooLarge:
            return _response(request, _plain(413, "Request Entity Too Large"))
        match = request.match_info
        return _response(request, await answer(self.world, match["token"], match["method"], parameters))

    async def download(self, request: web.Request) -> web.StreamResponse:
        file = self.world.files.get(request.match_info["path"])
        if request.match_info["token"] not in self.world.bots or file is None:
            return _response(request, _plain(404, "Not Found"))
        return web.Response(body=file.data, content_type="application/octet-stream")

    async def elsewhere(self, request: web.Request) -> web.StreamResponse:
        return _response(request, _plain(404, "Not Found"))


def _plain(status: int, description: str) -> Outcome:
    return Outcome(status, Refusal(status, description).body())


def _response(request: web.Request, outcome: Outcome) -> web.StreamResponse:
    if outcome.status == CUT:
        if request.transport:
            request.transport.abort()
        return web.Response()
    if outcome.page is not None:
        return web.Response(status=outcome.status, text=outcome.page, content_type="text/html")
    wait = outcome.body.get("parameters", {}).get("retry_after")
    headers = {"Retry-After": str(wait)} if wait is not None else None
    return web.json_response(outcome.body, status=outcome.status, headers=headers)
