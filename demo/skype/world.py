"""The state of the simulated server, and a request as handlers get it."""

import json
import re
import secrets
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from demo.skype.accounts import Account, Accounts, Ticket
from demo.skype.faults import Faults
from demo.skype.hosts import Hosts
from demo.skype.replies import refused
from demo.skype.room_properties import YEAR, chosen_properties
from demo.skype.rooms import Room
from demo.skype.switches import Switches
from demo.skype.windows import WindowsSignIn

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass
class Application:
    """A running application."""

    id: str
    account: Account
    request: Mapping[str, str]
    used_at: datetime


@dataclass
class World:
    """The state of the server. Rooms outlive applications; a ticket is valid for one host."""

    hosts: Hosts
    accounts: Accounts
    domain: str
    switches: Switches
    clock: Callable[[], datetime]
    rooms: dict[str, Room] = field(default_factory=dict)
    personal: dict[str, Room] = field(default_factory=dict)
    applications: dict[str, Application] = field(default_factory=dict)
    expired: set[str] = field(default_factory=set)
    """The ids of applications that have expired, for `idle_gone`."""
    opened_so_far: int = 0
    made_so_far: int = 0
    faults: Faults = field(default_factory=Faults)
    secret_name: str = field(default_factory=lambda: str(uuid.UUID(bytes=secrets.token_bytes(16), version=4)))
    """The property with a random name that an update must return."""

    @property
    def windows(self) -> WindowsSignIn | None:
        return self.accounts.windows

    @windows.setter
    def windows(self, sign_in: WindowsSignIn) -> None:
        self.accounts.windows = sign_in

    @property
    def tickets(self) -> dict[str, Ticket]:
        return self.accounts.tickets

    def new_room(self, account: Account, base: str) -> Room:
        """An empty room with a fresh id, not in `rooms` yet."""
        id = "".join(secrets.choice(ALPHABET) for _ in range(8))
        self.made_so_far += 1
        return Room(
            id=id,
            number=str(900 + self.made_so_far),
            join_url=f"{self.switches.meet_url or f'{base}/meet'}/{account.alias}/{id}",
            organizer_uri=account.uri,
            conference_id=str(100000 + secrets.randbelow(900000)),
            expires_at=self.clock(),
            etag=secrets.randbelow(2**31),
        )

    def personal_room(self, account: Account) -> Room:
        """The account's own room, which exists without being scheduled."""
        for room in self.personal.values():
            if room.organizer_uri == account.uri:
                return room
        room = self.new_room(account, self.hosts.pools[0])
        room.fill(chosen_properties({}, self.switches, account), self.clock() + 10 * YEAR)
        self.personal[room.id] = room
        return room

    def rooms_of(self, account: Account) -> list[Room]:
        """The rooms that the account has scheduled."""
        return [room for room in self.rooms.values() if room.organizer_uri == account.uri]

    def applications_of(self, account: Account) -> list[Application]:
        """The account's running applications."""
        return [opened for opened in self.applications.values() if opened.account is account]

    def sweep(self) -> None:
        """Remove expired rooms and idle applications."""
        now = self.clock()
        for room in [room for room in self.rooms.values() if room.expires_at <= now]:
            del self.rooms[room.id]
        for opened in [opened for opened in self.applications.values() if opened.used_at + self.switches.idle <= now]:
            del self.applications[opened.id]
            self.expired |= {opened.id} if self.switches.idle_gone else set()


@dataclass(frozen=True)
class Call:
    """One request: `base` is the address of the host that was reached, `path` has single slashes, `found` the ids."""

    method: str
    base: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    connection: str
    found: Mapping[str, str] = field(default_factory=dict)

    @property
    def host(self) -> str:
        """The Host header, in lower case."""
        return self.headers.get("Host", "").lower()

    def properties(self, switches: Switches) -> dict[str, Any]:
        """The JSON object in the body with lower-case names, because they match in any case. Raises Refused."""
        media_type = self.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if media_type not in ("application/json", "application/vnd.microsoft.com.ucwa+json"):
            raise refused(415)
        text = self.body.decode(errors="replace")
        try:
            body = json.loads(re.sub(r",(\s*[}\]])", r"\1", text) if switches.loose_json else text)
        except ValueError:
            body = None
        if not isinstance(body, dict):
            raise refused(400, "DeserializationFailure")
        return {name.lower(): value for name, value in body.items()}
