"""Shapes of rooms in which servers differ."""

from datetime import datetime, timedelta, timezone

import pytest

from bot.skype.errors import Nonsense, UntrustedUrl
from bot.skype.meetings import changed, conference, granted, key_of, listed, marked, posted, quoted_etag
from bot.skype.urls import Trust, checked
from domain.conference import Conference

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
    "_links": {"self": {"href": "/x"}},
    "_embedded": {},
}


def test_an_expiry_is_sent_in_utc() -> None:
    """ISO 8601 with milliseconds and Z, whatever the zone it was given in."""
    assert posted("A", "", EXPIRY)["expirationTime"] == "2026-12-15T00:00:00.000Z"


def test_everything_unknown_goes_back() -> None:
    """A property under a random name and settings of others are returned; links are not."""
    body = changed(ROOM, "New", "text", EXPIRY)
    assert body["2c04865e-a621-4a4d-81e0-8047131f87d8"] == "please pass this in a PUT request"
    assert body["leaders"] == ["sip:bob@example.org"]
    assert (body["subject"], body["description"]) == ("New", "text\n[planerka:event-1]")
    assert not {"_links", "_embedded"} & set(body)


def test_a_room_without_our_marker_gets_none() -> None:
    """A room made by hand keeps the description it is given."""
    assert changed(ROOM | {"description": None}, "New", "text", EXPIRY)["description"] == "text"
    assert changed(ROOM | {"description": None}, "New", None, EXPIRY)["description"] == ""


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
    expected = Conference("RM2NN9FF", "https://meet.example.org/ann/RM2NN9FF", "sip:ann@example.org", "257150")
    assert conference(ROOM, BASE, TRUST) == expected
    without = {name: value for name, value in ROOM.items() if name != "conferenceId"}
    assert conference(without, BASE, TRUST).dial_in_id is None


@pytest.mark.parametrize("change", [{"onlineMeetingId": None}, {"onlineMeetingId": "../x"}, {"organizerUri": 7}])
def test_half_a_room_is_nonsense(change: dict[str, object]) -> None:
    """Without id or organizer it could not be kept."""
    with pytest.raises(Nonsense):
        conference(ROOM | change, BASE, TRUST)


@pytest.mark.parametrize("link", ["/meet/ann/RM2NN9FF", "http://meet.example.org/x", "https://evil.test/x"])
def test_a_join_link_must_be_whole_and_trusted(link: object) -> None:
    """People press it."""
    with pytest.raises(UntrustedUrl):
        conference(ROOM | {"joinUrl": link}, BASE, TRUST)


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
    assert granted({"accessLevels": ["SameEnterprise"]}) == {}
    assert granted({"accessLevels": ["Everyone"]}) == {"accessLevel": "Everyone"}
    assert granted({}) == granted({"accessLevels": 7}) == {}
