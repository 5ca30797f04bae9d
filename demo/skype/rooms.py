"""A room of the simulated server, and its properties as UCWA shows them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass
class Room:
    """One online meeting. `settings` are the other properties that UCWA lets a client choose."""

    id: str
    number: str
    """Another name, used in addresses when `numbered_rooms` is on."""
    join_url: str
    organizer_uri: str
    conference_id: str
    expires_at: datetime
    etag: int
    subject: str = ""
    description: str = ""
    settings: dict[str, Any] = field(default_factory=dict)

    def fill(self, chosen: dict[str, Any], expires_at: datetime) -> None:
        """Replace every property that can be chosen."""
        self.settings = dict(chosen)
        self.subject, self.description = self.settings.pop("subject"), self.settings.pop("description")
        self.expires_at = expires_at
        self.etag += 1

    def properties(self) -> dict[str, Any]:
        """The properties as UCWA shows them."""
        uri = f"{self.organizer_uri};gruu;opaque=app:conf:focus:id:{self.id}"
        dial_in = {"conferenceId": self.conference_id} if self.settings["phoneUserAdmission"] == "Enabled" else {}
        return {
            **self.settings,
            "subject": self.subject,
            "description": self.description,
            "expirationTime": f"/Date({round(self.expires_at.timestamp() * 1000)})/",
            "onlineMeetingId": self.id,
            "onlineMeetingUri": uri,
            "legacyOnlineMeetingUri": f"conf:{uri}?conversation-id={self.number}",
            "onlineMeetingRel": "myOnlineMeetings",
            "organizerUri": self.organizer_uri,
            "joinUrl": self.join_url,
            **dial_in,
            "rel": "myOnlineMeeting",
            "etag": str(self.etag),
        }
