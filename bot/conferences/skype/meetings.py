"""Rooms as JSON: the properties that are sent, and the reading of answers. No requests here.

UCWA 2.0 reference, "myOnlineMeetings" and "myOnlineMeeting".
"""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Self

from bot.conferences.skype.answers import embedded
from bot.conferences.skype.errors import Nonsense
from bot.conferences.skype.urls import CheckedUrl, Trust, checked
from domain.conference import Conference, Phone
from domain.conference_server import Capabilities

Resource = dict[str, Any]

PROVIDER = "skype"
# A room has one joinUrl and an expirationTime, but no start; DELETE removes it at once.
CAPABILITIES = Capabilities(link_per_person=False, real_schedule=False, real_deletion=True)

SUBJECT_LIMIT = 250
DESCRIPTION_LIMIT = 4000
_KEY = r"[A-Za-z0-9._:-]{1,100}"
_ORGANIZER = re.compile(r"[^\s\ud800-\udfff]{1,500}")  # half a character of UTF-16 cannot be stored
_MARK = re.compile(rf"\[planerka:({_KEY})\]")


@dataclass(frozen=True)
class RoomSpec:
    """What a room should be. A description of None leaves the one that it has. People are SIP addresses."""

    subject: str
    description: str | None
    expires_at: datetime
    leaders: tuple[str, ...] = ()
    attendees: tuple[str, ...] = ()

    def new(self, key: str) -> Resource:
        """A room that is marked with `key`."""
        return self._properties() | {"description": marked(self.description or "", key)}

    def changed(self, room: Resource) -> Resource:
        """The whole room to be sent back. The server resets what is missing, and demands a property whose name differs
        from server to server; so everything is kept except what the server ignores."""
        kept = {name: value for name, value in room.items() if name not in {"_links", "_embedded"}}
        key, description = key_of(room), self.description
        if description is None:
            description = str(room.get("description") or "")
        elif key:
            description = marked(description, key)
        return kept | self._properties() | {"description": cut(description, DESCRIPTION_LIMIT)}

    def without_people(self) -> Self:
        return replace(self, leaders=(), attendees=())

    def _properties(self) -> Resource:
        """Always sent; a room without an expiry is deleted after eight hours."""
        utc = self.expires_at.astimezone(UTC).replace(tzinfo=None)
        return {
            "subject": cut(self.subject, SUBJECT_LIMIT),
            "expirationTime": f"{utc.isoformat(timespec='milliseconds')}Z",
            "leaders": [f"sip:{address}" for address in self.leaders],
            "attendees": [f"sip:{address}" for address in self.attendees],
        }


def checked_key(key: str) -> str:
    """The key, if it can be found again in a description. Raises ValueError otherwise."""
    if not re.fullmatch(_KEY, key):
        raise ValueError("a key is 1 to 100 letters, digits and ._:-")
    return key


def marked(description: str, key: str) -> str:
    """The description with the marker of `key` as its last line."""
    mark = f"[planerka:{key}]"
    return f"{cut(description, DESCRIPTION_LIMIT - len(mark) - 1)}\n{mark}".lstrip("\n")


def key_of(room: Resource) -> str | None:
    """The key that `marked` wrote. Only the last marker counts: an earlier one was typed by a person."""
    keys = _MARK.findall(str(room.get("description") or ""))
    return keys[-1] if keys else None


def cut(text: str, limit: int) -> str:
    """At most `limit` characters, the last one an ellipsis when something is missing."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def listed(collection: Resource) -> list[Resource]:
    """The rooms in the list. The account's personal room, listed beside them, is not ours to touch."""
    return embedded(collection, "myOnlineMeeting")


def is_room(room: Resource, id: str) -> bool:
    """Whether this is the scheduled room with that id. The tail of an address proves nothing."""
    return room.get("onlineMeetingId") == id and room.get("rel") != "myAssignedOnlineMeeting"


def conference(room: Resource, phones: tuple[Phone, ...], base: CheckedUrl, trust: Trust) -> Conference:
    """The room as the domain knows it. Raises Nonsense, or UntrustedUrl for a join link that people must not see."""
    id, organizer, dial_in = room.get("onlineMeetingId"), room.get("organizerUri"), room.get("conferenceId")
    if not isinstance(id, str) or not re.fullmatch(r"[0-9A-Za-z]{1,64}", id):
        raise Nonsense(f"{base.host} describes a room without an id")
    if not isinstance(organizer, str) or not _ORGANIZER.fullmatch(organizer):
        raise Nonsense(f"{base.host} describes a room without an organizer")
    checked(room.get("joinUrl"), "", trust)  # people get it as it is, so it must be whole
    dial_in_id = str(dial_in or "")
    if not re.fullmatch(r"[0-9]{1,20}", dial_in_id):
        return Conference(id, room["joinUrl"], organizer, None, provider=PROVIDER)
    return Conference(id, room["joinUrl"], organizer, dial_in_id, phones, provider=PROVIDER)


def quoted_etag(header: str | None, room: Resource) -> str:
    """The version of the room for If-Match, in quotes. Raises Nonsense without one."""
    etag = str(header or room.get("etag") or "").removeprefix("W/").strip('"')
    if not re.fullmatch(r"[\x21\x23-\x7e]+", etag):
        raise Nonsense("a room came without an ETag")
    return f'"{etag}"'
