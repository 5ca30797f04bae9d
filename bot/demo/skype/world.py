"""Everything the simulated server remembers, and what a handler is given."""

import json
import secrets
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.demo.skype.faults import Faults
from bot.demo.skype.replies import refused
from bot.demo.skype.rooms import Room

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
IDLE = timedelta(minutes=15)


@dataclass(frozen=True)
class Ticket:
    """A web ticket that was issued: the host it is good for, and until when."""

    host: str
    ends_at: datetime


@dataclass
class Opened:
    """An application that is running."""

    id: str
    request: Mapping[str, str]
    used_at: datetime


@dataclass
class World:
    """The server's memory. Rooms outlive applications; tickets are good for one host."""

    base: str
    user: str
    password: str
    clock: Callable[[], datetime]
    token_life: timedelta = timedelta(seconds=28289)
    rooms: dict[str, Room] = field(default_factory=dict)
    tickets: dict[str, Ticket] = field(default_factory=dict)
    applications: dict[str, Opened] = field(default_factory=dict)
    opened_so_far: int = 0
    faults: Faults = field(default_factory=Faults)
    secret_property: str = field(default_factory=lambda: str(uuid.UUID(bytes=secrets.token_bytes(16), version=4)))
    """The property with a random name that an update must return."""

    def new_room(self) -> Room:
        """An empty room under a fresh id, not in `rooms` yet."""
        id = "".join(secrets.choice(ALPHABET) for _ in range(8))
        join_url = f"{self.base}/meet/{self.user.partition('@')[0]}/{id}"
        dial_in = str(100000 + secrets.randbelow(900000))
        return Room(id, join_url, f"sip:{self.user}", dial_in, "", "", self.clock(), {}, secrets.randbelow(2**31))

    def sweep(self) -> None:
        """Forgets rooms past their expiry and applications that nobody used for a while."""
        now = self.clock()
        for room in [room for room in self.rooms.values() if room.expires_at <= now]:
            del self.rooms[room.id]
        for opened in [opened for opened in self.applications.values() if opened.used_at + IDLE <= now]:
            del self.applications[opened.id]


@dataclass(frozen=True)
class Call:
    """One request: `path` has single slashes, `found` the ids in it."""

    method: str
    path: str
    host: str
    headers: Mapping[str, str]
    body: bytes
    found: Mapping[str, str] = field(default_factory=dict)

    def properties(self) -> dict[str, Any]:
        """The JSON object in the body under lower-case names, as they match in any case. Raises Refused."""
        if self.headers.get("Content-Type", "").partition(";")[0].strip().lower() != "application/json":
            raise refused(415)
        try:
            body = json.loads(self.body)
        except ValueError:
            body = None
        if not isinstance(body, dict):
            raise refused(400, "DeserializationFailure")
        return {name.lower(): value for name, value in body.items()}
