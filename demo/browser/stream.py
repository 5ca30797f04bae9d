"""Server-sent events: every part of the world at first, then each that changes, as soon as it does.

HTML Living Standard, "Server-sent events". One stream for a page, whoever is on it.
"""

import json
from collections.abc import Mapping
from contextlib import suppress

from aiohttp import web

from demo.browser.sight import Sight

QUIET = 15.0  # seconds of silence after which a comment shows that the stream is alive
RETRY = 500  # milliseconds after which a browser connects again

NOTHING: Mapping[str, str] = {}


class Streams:
    """All streams that are open; they tell what is in sight."""

    def __init__(self, sight: Sight) -> None:
        self._sight = sight
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
        view = await self._sight.now()
        await reply.write(f"retry: {RETRY}\n\n{_news(NOTHING, view.parts)}event: ready\ndata: {{}}\n\n".encode())
        spoken = view.moment
        while not self._is_closing:
            told, view = view.parts, await self._sight.after(view)
            news = _news(told, view.parts)
            if not news and view.moment - spoken >= QUIET:
                news = ": still here\n\n"
            if news:
                spoken = view.moment
                await reply.write(news.encode())


def _news(told: Mapping[str, str], seen: Mapping[str, str]) -> str:
    """The events that tell what differs."""
    changed = {id: value for id, value in seen.items() if told.get(id) != value}
    gone = dict.fromkeys(told.keys() - seen, "null")
    return "".join(
        f'event: part\ndata: {{"id": {json.dumps(id)}, "value": {value}}}\n\n' for id, value in (changed | gone).items()
    )
