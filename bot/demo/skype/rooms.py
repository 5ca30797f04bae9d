"""A room of the simulated server, and what may be asked of it."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.demo.skype.replies import refused

ELIGIBLE = {
    "accessLevels": ["SameEnterprise", "Invited", "Locked", "Everyone"],
    "automaticLeaderAssignments": ["Disabled", "SameEnterprise", "Everyone"],
    "entryExitAnnouncements": ["Disabled", "Enabled"],
    "lobbyBypassForPhoneUsersSettings": ["Disabled", "Enabled"],
}
CHOICES = {
    "accessLevel": ELIGIBLE["accessLevels"],
    "automaticLeaderAssignment": ELIGIBLE["automaticLeaderAssignments"],
    "entryExitAnnouncement": ELIGIBLE["entryExitAnnouncements"],
    "lobbyBypassForPhoneUsers": ELIGIBLE["lobbyBypassForPhoneUsersSettings"],
    "phoneUserAdmission": ["Disabled", "Enabled"],
}
DEFAULTS: dict[str, Any] = {
    "subject": "",
    "description": "",
    "accessLevel": "SameEnterprise",
    "automaticLeaderAssignment": "SameEnterprise",
    "entryExitAnnouncement": "Disabled",
    "lobbyBypassForPhoneUsers": "Enabled",
    "phoneUserAdmission": "Enabled",
    "attendees": [],
    "leaders": [],
}
LIFE = timedelta(hours=8)
YEAR = timedelta(days=365)


@dataclass
class Room:
    """One online meeting. `settings` are the other properties that UCWA lets a client choose."""

    id: str
    join_url: str
    organizer_uri: str
    conference_id: str
    subject: str
    description: str
    expires_at: datetime
    settings: dict[str, Any]
    etag: int

    def fill(self, wanted: dict[str, Any], now: datetime) -> None:
        """Replaces everything that can be chosen: what is missing in `wanted` falls back to its default."""
        self.expires_at = _expiry(wanted, now)
        chosen = {name: _value(name, wanted.get(name.lower(), default)) for name, default in DEFAULTS.items()}
        self.subject, self.description = chosen.pop("subject"), chosen.pop("description")
        self.settings = chosen
        self.etag += 1

    def properties(self) -> dict[str, Any]:
        """The properties as UCWA shows them."""
        dial_in = {"conferenceId": self.conference_id} if self.settings["phoneUserAdmission"] == "Enabled" else {}
        return {
            **self.settings,
            "subject": self.subject,
            "description": self.description,
            "expirationTime": f"/Date({round(self.expires_at.timestamp() * 1000)})/",
            "onlineMeetingId": self.id,
            "onlineMeetingUri": f"{self.organizer_uri};gruu;opaque=app:conf:focus:id:{self.id}",
            "onlineMeetingRel": "myOnlineMeetings",
            "organizerUri": self.organizer_uri,
            "joinUrl": self.join_url,
            **dial_in,
            "rel": "myOnlineMeeting",
            "etag": str(self.etag),
        }


def _value(name: str, value: Any) -> Any:
    fits = value in CHOICES[name] if name in CHOICES else isinstance(value, type(DEFAULTS[name]))
    if not fits:
        raise refused(400, "ParameterValidationFailure", {name: "The value is not allowed."})
    return value


def _expiry(wanted: dict[str, Any], now: datetime) -> datetime:
    if "expirationtime" not in wanted:
        return now + LIFE
    moment = _moment(str(wanted["expirationtime"]))
    if moment is None or not now - YEAR <= moment <= now + 10 * YEAR:
        raise refused(400, "ParameterValidationFailure", {"expirationTime": "Not a date, or too far away."})
    return moment


def _moment(text: str) -> datetime | None:
    """ASP.NET's way of writing a date, whose offset is a hint only, or ISO 8601."""
    try:
        if found := re.fullmatch(r"/Date\((-?\d{1,15})([+-]\d{4})?\)/", text):
            return datetime.fromtimestamp(int(found[1]) / 1000, UTC)
        moment = datetime.fromisoformat(text)
    except (ValueError, OverflowError, OSError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
