"""The configuration of the simulated server. It can be changed while the server runs; the defaults are a plain one."""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum, auto
from typing import Any

WINDOWS, ANONYMOUS, PASSIVE = "urn:microsoft.rtc:windows", "urn:microsoft.rtc:anonmeeting", "urn:microsoft.rtc:passive"
JSON, PLAIN_JSON = "application/json; charset=utf-8", "application/json"
UCWA_JSON = "application/vnd.microsoft.com.ucwa+json; charset=utf-8"


class Home(Enum):
    """Where the accounts are homed, by the user resource of the first pool."""

    HERE = auto()
    """On every pool."""
    REDIRECT = auto()
    """On the last pool; the others redirect to its root."""
    SPLIT = auto()
    """Here, but applications are opened on the last pool, without any redirect."""
    MOVED = auto()
    """In the cloud."""
    UNKNOWN = auto()
    """Unknown: 404 with an empty body."""


@dataclass(frozen=True)
class Region:
    """A dial-in number."""

    name: str
    number: str
    languages: tuple[str, ...] = ("en-US",)


def _eligible() -> dict[str, list[str]]:
    return {
        "accessLevels": ["SameEnterprise", "Invited", "Locked", "Everyone"],
        "automaticLeaderAssignments": ["Disabled", "SameEnterprise", "Everyone"],
        "entryExitAnnouncements": ["Disabled", "Enabled"],
        "lobbyBypassForPhoneUsersSettings": ["Disabled", "Enabled"],
    }


def _defaults() -> dict[str, str]:
    return {
        "accessLevel": "SameEnterprise",
        "automaticLeaderAssignment": "SameEnterprise",
        "entryExitAnnouncement": "Disabled",
        "lobbyBypassForPhoneUsers": "Enabled",
    }


def _policies() -> dict[str, Any]:
    return {
        "entryExitAnnouncement": "Enabled",
        "externalUserMeetingRecording": "Disabled",
        "meetingRecording": "Enabled",
        "meetingSize": 250,
        "phoneUserAdmission": "Enabled",
        "voipAudio": "Enabled",
    }


@dataclass
class Switches:
    """One attribute for each switch."""

    # hosts and discovery
    home: Home = Home.HERE
    """Where the accounts are homed."""
    root_hops: int = 0
    """How many redirects lead from the root to the one that names the user resource."""
    root_loop: bool = False
    """The root redirects in a circle."""
    root_moved: bool = False
    """The root redirects to the cloud."""
    mixed_case: bool = False
    """Links name the host as localhost, spelled in changing cases."""
    hrefs: dict[str, str] = field(default_factory=dict)
    """Addresses to use instead of the right ones, by link ("user", "redirect", "applications", "myOnlineMeetings",
    "self" of discovery and of rooms, "MsRtcOAuth" in the challenge, ...): hostile ones, for instance."""
    absent_links: set[str] = field(default_factory=set)
    """Links left out of root, user resource, and online meetings ("xframe", "self", "myOnlineMeetings", ...)."""
    # signing in
    grants: tuple[str, ...] = (WINDOWS, ANONYMOUS, "password")
    """The grant types that are offered and granted; a passive one is answered with the address of a page."""
    quoted_challenge: bool = True
    """The address in the challenge stands in quotes."""
    merged_challenge: bool = False
    """Both challenges in one header."""
    authorization_uri: bool = False
    """The challenge for servers comes first and names an address itself, as with modern authentication."""
    bare_applications: bool = True
    """Reading the applications without a ticket is answered 401 without a way to sign in."""
    bare_token: bool = False
    """A granted ticket comes without its type and scope."""
    token_life: timedelta = timedelta(seconds=28289)
    """How long a ticket is valid."""
    lockout: int | None = None
    """After so many wrong passwords even the right one is refused."""
    allowed_origins: set[str] = field(default_factory=set)
    """Values of Origin, X-Ms-Origin and Referer that pass the cross-domain check."""
    # applications
    idle: timedelta = timedelta(minutes=15)
    """After this time without a call an application ends."""
    idle_gone: bool = False
    """An application that ended like that answers 410 InactiveApplicationExpired, not 404 ApplicationNotFound."""
    max_applications: int | None = None
    """Applications of one account at the same time; more are refused with 410 TooManyApplications."""
    unique_endpoints: bool = False
    """A second application with the same endpointId is refused with 409 AlreadyExists."""
    blocked_agent: str | None = None
    """User agents that hold this text are refused with 410 UserAgentNotAllowed."""
    cookies: bool = True
    """A new application sets the cookie for photos."""
    # settings
    eligible: dict[str, list[str]] = field(default_factory=_eligible)
    """What may be asked of a room; everything else is refused."""
    defaults: dict[str, str] = field(default_factory=_defaults)
    """The properties of a room unless others are asked for."""
    policies: dict[str, Any] = field(default_factory=_policies)
    """The account's policies. Telephones and announcements that are "Disabled" here cannot be asked for."""
    regions: list[Region] = field(default_factory=lambda: [Region("Main office", "tel:+4612345")])
    """The dial-in numbers."""
    toll_number: str | None = None
    """The number of an external telephony provider."""
    toll_free_numbers: list[str] = field(default_factory=list)
    """Its toll-free numbers."""
    # rooms
    created_status: int = 200
    """The status of the answer for a new room: 200 or 201."""
    max_rooms: int | None = None
    """Rooms of one organizer; more are refused with 409 TooManyOnlineMeetings."""
    subject_limit: int | None = None
    """Longer subjects are refused."""
    foreign_attendees: bool = False
    """Attendees and leaders of other companies are accepted."""
    personal_room: bool = False
    """Each account has a room of its own (myAssignedOnlineMeeting), in the list and among the links."""
    numbered_rooms: bool = False
    """The address of a room ends in a number, not in its id."""
    absent: set[str] = field(default_factory=lambda: {"legacyOnlineMeetingUri", "onlineMeetingExtension"})
    """Properties and embedded resources left out of rooms, applications and settings ("conferenceId", "id", "me")."""
    secret_property: bool = True
    """Rooms carry the property with the random name, which an update must return."""
    guid_etags: bool = False
    """The version is a GUID in the header, without quotes, and not in the body."""
    gone_subcode: str | None = "ResourceNotFound"
    """The subcode of the 404 for a room that is not there."""
    meet_url: str | None = None
    """What join links begin with; None: the server itself."""
    # the wire
    media_type: str = JSON
    """The Content-Type of resources."""
    xml: bool = False
    """A client that does not accept JSON gets XML."""
    loose_json: bool = False
    """A comma before a closing bracket is accepted."""
    body_limit: int = 2**20
    """Bytes; larger requests are refused with 413."""
    latency: float = 0.0
    """Seconds before each answer."""
