"""The shapes of rooms on the wire: what is sent, and what is read out of an answer. No requests here.

UCWA 2.0 reference, "myOnlineMeetings" and "myOnlineMeeting".
"""

import re
from datetime import UTC, datetime
from typing import Any

from bot.skype.errors import Nonsense
from bot.skype.urls import CheckedUrl, Trust, checked
from domain.conference import Conference

Resource = dict[str, Any]

SUBJECT_CAP = 250
DESCRIPTION_CAP = 4000
_MARK = re.compile(r"\[planerka:([A-Za-z0-9._:-]{1,100})\]")

# What we ask for where the administrator allows it: people outside the company have nothing but the link, and the
# organizer is an account that nobody sits at, so colleagues must be able to let people in and to present.
WISHES = {
    "accessLevel": ("accessLevels", "Everyone"),
    "automaticLeaderAssignment": ("automaticLeaderAssignments", "SameEnterprise"),
}


def marked(description: str, key: str) -> str:
    """The description with the marker of `key` as its last line. Raises ValueError for a key that is none."""
    mark = f"[planerka:{key}]"
    if not _MARK.fullmatch(mark):
        raise ValueError("a key is 1 to 100 letters, digits and ._:-")
    return f"{cut(description, DESCRIPTION_CAP - len(mark) - 1)}\n{mark}".lstrip("\n")


def key_of(room: Resource) -> str | None:
    """The key that `marked` wrote. Only the last marker counts: an earlier one was typed by somebody."""
    keys = _MARK.findall(str(room.get("description") or ""))
    return keys[-1] if keys else None


def cut(text: str, cap: int) -> str:
    """At most `cap` characters, the last one an ellipsis when something is missing."""
    return text if len(text) <= cap else text[: cap - 1] + "…"


def posted(subject: str, description: str, expires_at: datetime) -> Resource:
    """The properties that are always sent; a room without an expiry would die after eight hours."""
    return {
        "subject": cut(subject, SUBJECT_CAP),
        "description": description,
        "expirationTime": f"{expires_at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='milliseconds')}Z",
    }


def granted(eligible: Resource) -> Resource:
    """Those of our wishes that the server's eligible values contain."""
    return {name: wish for name, (plural, wish) in WISHES.items() if wish in _words(eligible.get(plural))}


def changed(room: Resource, subject: str, description: str | None, expires_at: datetime) -> Resource:
    """The whole room for sending back. What is missing would be reset, and one property, under a name that differs
    from server to server, must be returned; so everything stays except what the server ignores."""
    kept = {name: value for name, value in room.items() if name not in {"_links", "_embedded"}}
    key = key_of(room)
    if description is None:
        description = str(room.get("description") or "")
    elif key:
        description = marked(description, key)
    return kept | posted(subject, description, expires_at)


def listed(collection: Resource) -> list[Resource]:
    """The rooms in the list. The account's personal room, listed beside them, is not ours to touch."""
    embedded = collection.get("_embedded")
    rooms = embedded.get("myOnlineMeeting") if isinstance(embedded, dict) else None
    found = rooms if isinstance(rooms, list) else [rooms]
    return [room for room in found if isinstance(room, dict)]


def is_room(room: Resource, id: str) -> bool:
    """Whether this is the scheduled room with that id. The tail of an address proves nothing."""
    return room.get("onlineMeetingId") == id and room.get("rel") != "myAssignedOnlineMeeting"


def conference(room: Resource, base: CheckedUrl, trust: Trust) -> Conference:
    """The room as the domain knows it. Raises Nonsense, or UntrustedUrl for a join address that people must not get."""
    id, organizer, dial_in = room.get("onlineMeetingId"), room.get("organizerUri"), room.get("conferenceId")
    if not isinstance(id, str) or not re.fullmatch(r"[0-9A-Za-z]{1,64}", id) or not isinstance(organizer, str):
        raise Nonsense(f"{base.host} describes a room without an id or organizer")
    checked(room.get("joinUrl"), "", trust)  # people get it as it is, so it must be whole
    return Conference(id, room["joinUrl"], organizer, str(dial_in) if dial_in else None)


def quoted_etag(header: str | None, room: Resource) -> str:
    """The version of the room for If-Match, in quotes. Raises Nonsense without one."""
    etag = str(header or room.get("etag") or "").removeprefix("W/").strip('"')
    if not re.fullmatch(r"[\x21\x23-\x7e]+", etag):
        raise Nonsense("a room came without an ETag")
    return f'"{etag}"'


def _words(value: object) -> list[object]:
    return value if isinstance(value, list) else []
