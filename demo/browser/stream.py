"""Server-sent events: every part of the world at first, then each part that changes.

HTML Living Standard, "Server-sent events". One stream for each open page.
"""

import json
from collections.abc import Mapping
from contextlib import suppress

from aiohttp import web

from demo.browser.snapshots import Snapshots

HEARTBEAT = 15.0  # seconds of silence after which a comment shows that the stream is alive
RETRY = 500  # milliseconds after which a browser connects again

NOTHING: Mapping[str, str] = {}


class Streams:
    """All open streams."""

    def __init__(self, snapshots: Snapshots) -> None:
        self._snapshots = snapshots
        self._is_closing = False

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Stream until the page disconnects, or until `close`."""
        reply = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await reply.prepare(request)
        with suppress(ConnectionError):
            await self._send_parts(reply)
        return reply

    def close(self) -> None:
        """End all streams at the next change: an open one would delay the shutdown of the server."""
        self._is_closing = True

    async def _send_parts(self, reply: web.StreamResponse) -> None:
        snapshot = await self._snapshots.now()
        await reply.write(f"retry: {RETRY}\n\n{_events(NOTHING, snapshot.parts)}event: ready\ndata: {{}}\n\n".encode())
        written_at = snapshot.moment
        while not self._is_closing:
            sent, snapshot = snapshot.parts, await self._snapshots.after(snapshot)
            events = _events(sent, snapshot.parts)
            if not events and snapshot.moment - written_at >= HEARTBEAT:
                events = ": still here\n\n"
            if events:
                written_at = snapshot.moment
                await reply.write(events.encode())


def _events(sent: Mapping[str, str], current: Mapping[str, str]) -> str:
    """An event for each part that differs; a part that is gone becomes null."""
    changed = {id: value for id, value in current.items() if sent.get(id) != value}
    gone = dict.fromkeys(sent.keys() - current, "null")
    return "".join(
        f'event: part\ndata: {{"id": {json.dumps(id)}, "value": {value}}}\n\n' for id, value in (changed | gone).items()
    )
