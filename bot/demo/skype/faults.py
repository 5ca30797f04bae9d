"""What can be made to go wrong on the simulated server. Everything is off until somebody switches it on."""

import asyncio
from dataclasses import dataclass, field


@dataclass
class Faults:
    """Switches; those named `..._once` go off by themselves. `slow` holds every request until `release`."""

    down: bool = False
    """Connections are cut before anything is read."""
    refuse_password: bool = False
    unavailable: bool = False
    """503 with a page of IIS."""
    html: bool = False
    """200 with a page of some proxy instead of JSON."""
    lost_pages: bool = False
    """404 with a page of IIS for everything about rooms, which says nothing about the rooms."""
    truncated: bool = False
    """JSON that ends in the middle."""
    cut_create_once: bool = False
    """The next room is made, but its maker never hears of it."""
    outdated_once: bool = False
    """Before the next update somebody else changes the room: 412."""
    _free: asyncio.Event = field(default_factory=asyncio.Event)
    _slow: bool = False

    def slow(self) -> None:
        """From now on requests wait."""
        self._slow = True
        self._free.clear()

    def release(self) -> None:
        """Lets the waiting requests go on, and the later ones pass."""
        self._slow = False
        self._free.set()

    async def hold(self) -> None:
        """Returns when requests may pass."""
        if self._slow:
            await self._free.wait()
