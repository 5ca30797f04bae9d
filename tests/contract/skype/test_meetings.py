"""Shapes of rooms in which servers differ."""

from datetime import datetime, timedelta, timezone

import pytest

from bot.conferences.skype.config import Options
from bot.conferences.skype.errors import Misconfigured, Nonsense, UntrustedUrl
from bot.conferences.skype.meetings import RoomSpec, conference, key_of, listed, marked, quoted_etag
from bot.conferences.skype.options import granted
from bot.conferences.skype.phones import phones_of
from bot.conferences.skype.urls import Trust, checked
from domain.conference import Conference, Phone, Trouble

TRUST = Trust(frozenset({"example.org"}), plain_loopback=False)
BASE = checked("https://lyncweb.example.org/ucwa", "", TRUST)
EXPIRY = datetime(2026, 12, 15, 3, 0, tzinfo=timezone(timedelta(hours=3)))
ROOM = {
    "onlineMeetingId": "RM2NN9FF",
    "organizerUri": "sip:ann@example.org",
    "joinUrl": "https://meet.example.org/ann/RM2NN9FF",
    "conferenceId": "257150",
    "description": "booking\n[planerka:event-1]",
    "2c04865e-a621-4a4d-81e0-8047131f87d8": "please pass this in a PUT request",
    "leaders": ["sip:bob@example.org"],
    "entryExitAnnouncement": "Enabled",
    "_links": {"self": {"href": "/x"}},
    "_embedded": {},
}


def test_an_expiry_is_sent_in_utc() -> None:
    """ISO 8601 with milliseconds and Z, whatever the zone it was given in."""
    assert RoomSpec("A", "", EXPIRY).new("event-1")["expirationTime"] == "2026-12-15T00:00:00.000Z"


def test_everything_unknown_goes_back() -> None:
    """A property under a random name and settings of others are returned; links are not. People are replaced."""
    body = RoomSpec("New", "text", EXPIRY, leaders=("ann@example.org",)).changed(ROOM)
    assert body["2c04865e-a621-4a4d-81e0-8047131f87d8"] == "please pass this in a PUT request"
    assert body["leaders"] == ["sip:ann@example.org"]
    assert body["entryExitAnnouncement"] == "Enabled"
    assert (body["subject"], body["description"]) == ("New", "text\n[planerka:event-1]")
    assert not {"_links", "_embedded"} & set(body)


def test_a_room_without_our_marker_gets_none() -> None:
    """A room made by hand keeps the description it is given."""
    assert RoomSpec("New", "text", EXPIRY).changed(ROOM | {"description": None})["description"] == "text"
    assert RoomSpec("New", None, EXPIRY).changed(ROOM | {"description": None})["description"] == ""


def test_the_last_marker_counts() -> None:
    """One that was typed into the text stands before ours."""
    assert key_of({"description": marked("[planerka:other]", "mine")}) == "mine"
    assert key_of({"description": "no marker"}) is None
    assert key_of({}) is None


@pytest.mark.parametrize(
    ("collection", "count"),
    [
        ({}, 0),
        ({"_embedded": {}}, 0),
        ({"_embedded": None}, 0),
        ({"_embedded": {"myOnlineMeeting": []}}, 0),
        ({"_embedded": {"myAssignedOnlineMeeting": [ROOM]}}, 0),
        ({"_embedded": {"myAssignedOnlineMeeting": [ROOM], "myOnlineMeeting": [ROOM, ROOM]}}, 2),
        ({"_embedded": {"myOnlineMeeting": ROOM}}, 1),
        ({"_embedded": {"myOnlineMeeting": [None, 7]}}, 0),
    ],
)
def test_lists_with_and_without_rooms(collection: dict[str, object], count: int) -> None:
    """Empty lists have many shapes, and the personal room beside them is not ours."""
    assert len(listed(collection)) == count


def test_a_room_without_telephone_number() -> None:
    """conferenceId is missing when nobody may dial in."""
    phones = (Phone("+4612345", "Main office"),)
    made = ("RM2NN9FF", "https://meet.example.org/ann/RM2NN9FF", "sip:ann@example.org")
    assert conference(ROOM, phones, BASE, TRUST) == Conference(*made, "257150", phones, provider="skype")
    without = {name: value for name, value in ROOM.items() if name != "conferenceId"}
    assert conference(without, phones, BASE, TRUST) == Conference(*made, None, provider="skype")
    assert conference(ROOM | {"conferenceId": "<b>1</b>"}, phones, BASE, TRUST).dial_in_id is None


HALF = {"organizerUri": "sip:\ud800@example.org"}  # of a character: JSON may say that, and no file can hold it


@pytest.mark.parametrize("change", [{"onlineMeetingId": None}, {"onlineMeetingId": "../x"}, {"organizerUri": 7}, HALF])
def test_half_a_room_is_nonsense(change: dict[str, object]) -> None:
    """Without id or organizer it could not be kept."""
    with pytest.raises(Nonsense):
        conference(ROOM | change, (), BASE, TRUST)


@pytest.mark.parametrize("link", ["/meet/ann/RM2NN9FF", "http://meet.example.org/x", "https://evil.test/x"])
def test_a_join_link_must_be_whole_and_trusted(link: object) -> None:
    """People press it."""
    with pytest.raises(UntrustedUrl):
        conference(ROOM | {"joinUrl": link}, (), BASE, TRUST)


@pytest.mark.parametrize(
    ("header", "body", "sent"),
    [
        ('"3055269905"', {}, '"3055269905"'),
        ("0a1b-2c", {"etag": "7"}, '"0a1b-2c"'),
        (None, {"etag": "3055269905"}, '"3055269905"'),
        ('W/"7"', {}, '"7"'),
    ],
)
def test_versions_are_sent_in_quotes(header: str | None, body: dict[str, str], sent: str) -> None:
    """The header has quotes or not, and may be missing."""
    assert quoted_etag(header, body) == sent


def test_without_a_version_nothing_is_overwritten() -> None:
    """Neither header nor property."""
    with pytest.raises(Nonsense):
        quoted_etag(None, {})


def test_only_what_is_eligible_is_asked_for() -> None:
    """The administrator may forbid Everyone; a server that says nothing gets its own defaults."""
    ours = Options()
    assert granted(ours, {"accessLevels": ["SameEnterprise"]}) == {}
    assert granted(ours, {"accessLevels": ["Everyone"]}) == {"accessLevel": "Everyone"}
    assert granted(ours, {}) == granted(ours, {"accessLevels": 7}) == {}


def test_what_the_settings_ask_for_is_asked_for_or_refused() -> None:
    """Each option by its plural name; one that the server does not allow is named with what it does allow."""
    options = Options(access="Invited", leaders="Disabled", lobby_bypass="Disabled", announcements="Enabled")
    eligible = {
        "accessLevels": ["Invited", "Everyone"],
        "automaticLeaderAssignments": ["Disabled"],
        "lobbyBypassForPhoneUsersSettings": ["Disabled"],
        "entryExitAnnouncements": ["Enabled", "Disabled"],
    }
    asked = {
        "accessLevel": "Invited",
        "automaticLeaderAssignment": "Disabled",
        "lobbyBypassForPhoneUsers": "Disabled",
        "entryExitAnnouncement": "Enabled",
    }
    assert granted(options, eligible) == granted(options, {}) == asked
    with pytest.raises(
        Misconfigured, match="PLANERKA_SKYPE_LOBBY_BYPASS=Disabled: the server allows Enabled"
    ) as caught:
        granted(options, eligible | {"lobbyBypassForPhoneUsersSettings": ["Enabled"]})
    assert caught.value.trouble is Trouble.OPTION


def test_numbers_to_dial_in_by() -> None:
    """The default region first, each number once, written as it is dialled; what is no number goes."""
    regions = [
        {"name": "Branch", "number": "tel:+49 (30) 123-45"},
        {"name": "Main\n office", "number": "tel:+4612345"},
        {"name": "Nowhere", "number": "<b>"},
        {"number": None},
    ]
    said = {
        "defaultRegion": "Main office",
        "tollNumber": "+4612345",
        "tollFreeNumbers": ["8 800 555 3535", 7],
        "_embedded": {"dialInRegion": regions},
    }
    named = (Phone("+4612345", "Main office"), Phone("+493012345", "Branch"), Phone("88005553535"))
    assert phones_of(said) == named
    half = {"number": "+4612345", "name": "\ud800 office"}
    assert phones_of({"_embedded": {"dialInRegion": half}}) == (Phone("+4612345", "? office"),)
    assert phones_of({}) == phones_of({"tollFreeNumbers": "x", "_embedded": 7}) == ()
