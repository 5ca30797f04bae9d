"""The simulated server itself, row by row of what it promises: what may be asked of a room."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demo.skype.accounts import Account
from demo.skype.replies import Refused
from demo.skype.room_properties import CHOICES, chosen_properties, expiry
from demo.skype.server import SkypeServer
from demo.skype.switches import Switches
from tests.contract.skype.conftest import Clock
from tests.contract.skype.hand import Hand

WRONG = (400, "ParameterValidationFailure")
NAMES = ["subject", "description", *CHOICES, "phoneUserAdmission", "attendees", "leaders", "expirationTime"]
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=20),
    st.sampled_from(["Everyone", "Enabled", "Disabled", "sip:ann@example.org", "/Date(0)/", "2026-09-01T00:00:00Z"]),
    st.lists(st.sampled_from(["sip:ann@example.org", "sip:x@y", "ann", ""]), max_size=2),
)


@pytest.mark.parametrize(
    "asked",
    [
        {"accessLevel": "None"},
        {"accessLevel": ["Everyone"]},
        {"entryExitAnnouncement": "Unsupported"},
        {"phoneUserAdmission": True},
        {"subject": 7},
        {"attendees": "sip:ann@example.org"},
        {"attendees": ["ann@example.org"]},
        {"leaders": ["sip:ann@elsewhere.org"]},
        {"expirationTime": "soon"},
        {"expirationTime": "/Date(99999999999999)/"},
        {"expirationTime": "2025-08-27T09:00:00Z"},
        {"expirationTime": "2036-08-27T09:00:00Z"},
    ],
)
async def test_01_what_cannot_be_asked_is_refused(server: SkypeServer, hand: Hand, asked: dict[str, Any]) -> None:
    """C11. With the name of the property; nothing is made."""
    await hand.open()
    status, body, _ = await hand.ask("POST", hand.rooms, json=asked)
    assert ((status, body["subcode"]), list(body["parameters"])) == (WRONG, list(asked))
    assert server.rooms == {}


async def test_02_the_administrator_decides_what_is_eligible(server: SkypeServer, hand: Hand) -> None:
    """C11. Values, policies for telephones and announcements, the length of a subject, people of other companies."""
    await hand.open()
    switches = server.switches
    switches.eligible["accessLevels"].remove("Everyone")
    switches.policies |= {"phoneUserAdmission": "Disabled", "entryExitAnnouncement": "Disabled"}
    switches.subject_limit = 10
    for asked in (
        {"accessLevel": "Everyone"},
        {"phoneUserAdmission": "Enabled"},
        {"entryExitAnnouncement": "Enabled"},
        {"subject": "x" * 11},
    ):
        assert await hand.subcode("POST", hand.rooms, json=asked) == WRONG
    assert "conferenceId" not in await hand.room(subject="x" * 10)
    switches.defaults["accessLevel"] = "Invited"
    assert (await hand.room())["accessLevel"] == "Invited"
    switches.foreign_attendees = True
    assert (await hand.room(attendees=["sip:bob@elsewhere.org"]))["attendees"] == ["sip:bob@elsewhere.org"]


async def test_03_the_organizer_is_not_named_among_the_leaders(hand: Hand) -> None:
    """C11. Who leads anyway is not echoed; everybody else of the company is."""
    await hand.open()
    leaders = ["sip:planerka@example.org", "sip:ann@example.org"]
    assert (await hand.room(leaders=leaders))["leaders"] == ["sip:ann@example.org"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(asked=st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=4))
def test_04_a_room_holds_what_was_asked_or_the_default(asked: dict[str, Any]) -> None:
    """C11. Whatever is asked: it is refused as a whole, or each property is as asked, and otherwise as by default."""
    now, switches = Clock().moment, Switches()
    organizer = Account("planerka@example.org", "")
    lower = {name.lower(): value for name, value in asked.items()}
    plain = chosen_properties({}, switches, organizer)
    try:
        chosen, until = chosen_properties(lower, switches, organizer), expiry(lower, now)
    except Refused:
        return
    assert set(chosen) == set(plain)
    assert chosen == plain | {name: value for name, value in asked.items() if name != "expirationTime"}
    assert now - timedelta(days=365) <= until <= now + timedelta(days=3650)
