"""Server-sent events: every part of the world at first, then each that changes, as soon as it does.

HTML Living Standard, "Server-sent events". One stream for a page, whoever is on it.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any

from aiohttp import web

from bot.demo.browser.scene import Theatre

LOOK = 1.0  # seconds after which the world is looked at even if nobody has said that it changed
GATHER = 0.02  # seconds in which changes that come together are gathered
QUIET = 15.0  # seconds of silence after which a comment shows that the stream is alive
RETRY = 500  # milliseconds after which a browser connects again

Look = Callable[[], Awaitable[Mapping[str, Any]]]


class Streams:
    """All streams that are open. `theatre` says when something has changed, `look` gives the parts."""

    def __init__(self, theatre: Theatre, look: Look) -> None:
        self._theatre, self._look = theatre, look
        self._is_closing = False

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Until the page goes, or until `close`."""
        reply = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await reply.prepare(request)
        with suppress(ConnectionError):
            await self._speak(reply)
        return reply

    def close(self) -> None:
        """Ends them all: an open stream would hold up the end of the server."""
        self._is_closing = True

    async def _speak(self, reply: web.StreamResponse) -> None:
        told: dict[str, str] = {}
        await reply.write(f"retry: {RETRY}\n\n".encode())
        mark = self._theatre.mark()
        await self._tell(reply, told)
        await reply.write(b"event: ready\ndata: {}\n\n")
        silent = 0.0
        while not self._is_closing:
            await self._theatre.changes_since(mark, LOOK)
            await asyncio.sleep(GATHER)
            mark = self._theatre.mark()
            said = await self._tell(reply, told)
            silent = 0.0 if said else silent + LOOK
            if silent >= QUIET:
                await reply.write(b": still here\n\n")
                silent = 0.0

    async def _tell(self, reply: web.StreamResponse, told: dict[str, str]) -> bool:
        """Sends what differs from what was told; whether anything did."""
        seen = {id: json.dumps(value, ensure_ascii=False) for id, value in (await self._look()).items()}
        news = {id: value for id, value in seen.items() if told.get(id) != value} | dict.fromkeys(
            told.keys() - seen, "null"
        )
        for id, value in news.items():
            await reply.write(f'event: part\ndata: {{"id": {json.dumps(id)}, "value": {value}}}\n\n'.encode())
        told.clear()
        told.update(seen)
        return bool(news)
