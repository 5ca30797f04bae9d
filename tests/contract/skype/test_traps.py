"""Where clients of UCWA go wrong: one scenario for each trap, by the numbers of the table in README.md beside this."""

# Over 200 lines: one scenario for each trap, in the order of their numbers.
import json
import socket
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from aiohttp import web
from pydantic import SecretStr

from bot.conferences.skype.client import SkypeConferences
from bot.conferences.skype.config import Options, SkypeConfig
from bot.conferences.skype.refused_passwords import InMemory
from demo.skype.journal import Entry
from demo.skype.server import SkypeServer
from demo.skype.switches import Home
from demo.skype.vocabulary import Action, Fault
from domain.conference import Trouble
from domain.conference_server import ConferenceError, Conferences
from tests.contract.skype.conftest import USER, Clock
from tests.make import a_conference, an_event
from tests.unit.ical.samples import published

Connect = Callable[..., SkypeConferences]
Start = Callable[..., Awaitable[SkypeServer]]
FOREIGN = "https://lyncweb.example.com/"


def asked(server: SkypeServer, action: Action) -> list[Entry]:
    return [entry for entry in server.journal if entry.action in action]


async def life(meetings: Conferences, expiry: datetime) -> str:
    """A room is made, changed and deleted; its id."""
    made = await meetings.create("event-1", "Standup", "Agenda", expiry)
    await meetings.update(made.id, "Standup again", None, expiry)
    await meetings.confirm(made.id, "event-1")
    await meetings.delete(made.id)
    return made.id


async def trouble(work: Awaitable[object]) -> Trouble:
    with pytest.raises(ConferenceError) as caught:
        await work
    return caught.value.trouble


async def test_t01_the_domain_of_the_sip_address(
    connect: Connect, expiry: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T1. The server is looked for in the SIP domain, whatever the name for signing in or the mail address end with."""
    names: list[str] = []

    def unknown(host: str, *_: object, **__: object) -> None:
        names.append(host)
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    meetings = connect(domain="sip.example", user="planerka@mail.example", root_url=None)
    assert await trouble(meetings.create("event-1", "Standup", "", expiry)) is Trouble.NO_NAME
    assert names == ["lyncdiscoverinternal.sip.example", "lyncdiscover.sip.example"]


async def test_t02_every_request_says_what_it_accepts(
    server: SkypeServer, meetings: SkypeConferences, expiry: datetime
) -> None:
    """T2. Every request accepts JSON; a server that would else speak XML is understood."""
    server.switches.xml = True
    await life(meetings, expiry)
    await meetings.close()
    assert len({entry.action for entry in server.journal}) >= 9
    assert {entry.headers["Accept"] for entry in server.journal} == {"application/json"}


async def test_t03_no_header_of_a_browser(server: SkypeServer, meetings: SkypeConferences, expiry: datetime) -> None:
    """T3. Origin, X-Ms-Origin and Referer are never sent: they would be checked against a list, and refused."""
    await life(meetings, expiry)
    assert [entry.forbidden for entry in server.journal if entry.forbidden] == []


@pytest.mark.parametrize("merged", [False, True])
@pytest.mark.parametrize("quoted", [False, True])
@pytest.mark.parametrize("with_address", [False, True])
async def test_t04_both_challenges_in_every_form(
    server: SkypeServer, meetings: SkypeConferences, expiry: datetime, merged: bool, quoted: bool, with_address: bool
) -> None:
    """T4. Two headers or one, the address quoted or not, another address before it: the right one is found."""
    server.switches.merged_challenge, server.switches.quoted_challenge = merged, quoted
    server.switches.authorization_uri = with_address
    await meetings.create("event-1", "Standup", "", expiry)
    assert [entry.status for entry in asked(server, Action.TOKEN)] == [200]


async def test_t05_a_refused_password_is_final(server: SkypeServer, config: SkypeConfig, expiry: datetime) -> None:
    """T5. It is sent once, however often conferences are asked for, by later clients too; another one is tried."""
    refused, wrong = InMemory(), replace(config, password=SecretStr("wrong"))
    for _ in range(2):
        async with SkypeConferences(wrong, refused=refused) as meetings:
            for key in ("event-1", "event-2"):
                assert await trouble(meetings.create(key, "Standup", "", expiry)) is Trouble.PASSWORD_REFUSED
    assert server.failures == {USER: 1}
    async with SkypeConferences(config, refused=refused) as meetings:
        await meetings.create("event-1", "Standup", "", expiry)


@pytest.mark.parametrize("said", [{"status": 401}, {"status": 400, "text": '{"error": "access_denied"}'}])
async def test_t05_a_password_refused_in_other_words(
    server: SkypeServer, config: SkypeConfig, expiry: datetime, monkeypatch: pytest.MonkeyPatch, said: dict[str, Any]
) -> None:
    """T5. A server that says it with another status or another error has counted it, too: it is sent once."""
    monkeypatch.setattr(
        "demo.skype.sign_in.not_granted", lambda *_, **__: web.Response(**said, content_type="application/json")
    )
    async with SkypeConferences(replace(config, password=SecretStr("wrong"))) as meetings:
        for key in ("event-1", "event-2"):
            assert await trouble(meetings.create(key, "Standup", "", expiry)) is Trouble.PASSWORD_REFUSED
    assert server.failures == {USER: 1}


@pytest.mark.parametrize("fault", [Fault.TICKET_ENDED, Fault.TICKET_FORGOTTEN, Fault.TICKET_FOREIGN])
@pytest.mark.parametrize("on", [Action.OPEN, Action.CREATE, Action.READ, Action.UPDATE, Action.DELETE])
async def test_t06_a_refused_token_is_bought_anew_once(
    server: SkypeServer, meetings: SkypeConferences, expiry: datetime, fault: Fault, on: Action
) -> None:
    """T6. 401, 403 and even 500 with 28032 are about the token: one new sign-in, the same request again, one room."""
    server.faults.next(fault, on=on)
    await life(meetings, expiry)
    assert len(asked(server, Action.TOKEN)) == 2
    assert len(asked(server, Action.CREATE)) == (2 if on is Action.CREATE else 1)
    assert [entry for entry in server.journal if entry.misplaced] == []


@pytest.mark.parametrize("bare", [False, True])
async def test_t07_applications_on_another_host(start: Start, connect: Connect, expiry: datetime, bare: bool) -> None:
    """T7. The first host's token is not shown there: a second one is bought, and rooms are made with it."""
    server = await start(pools=2)
    server.switches.home = Home.SPLIT
    server.switches.bare_applications = bare
    meetings = connect(root_url=server.root_url)
    await life(meetings, expiry)
    await meetings.close()
    first, second = server.hosts.pools
    assert [entry.base for entry in asked(server, Action.TOKEN)] == [first, second]
    assert {entry.base for entry in asked(server, Action.OPEN | Action.INSIDE)} == {second}
    assert [entry for entry in server.journal if entry.misplaced] == []


async def test_t08_a_redirect_leads_to_a_root(start: Start, connect: Connect, expiry: datetime) -> None:
    """T8. The other pool's root is asked, without a token, for its own user resource, and its own token is bought."""
    server = await start(pools=2)
    server.switches.home = Home.REDIRECT
    meetings = connect(root_url=server.root_url)
    await life(meetings, expiry)
    await meetings.close()
    first, second = server.hosts.pools
    assert [entry.base for entry in asked(server, Action.ROOT)][-1] == second
    assert [entry.base for entry in asked(server, Action.TOKEN)] == [first, second]
    assert {entry.base for entry in asked(server, Action.OPEN | Action.INSIDE)} == {second}
    assert [entry for entry in server.journal if entry.misplaced] == []


@pytest.mark.parametrize("link", ["user", "redirect", "MsRtcOAuth", "applications", "myOnlineMeetings"])
async def test_t09_every_address_is_checked_before_it_is_used(
    server: SkypeServer, meetings: SkypeConferences, expiry: datetime, link: str
) -> None:
    """T9. A foreign host in any of them ends the attempt; where the password would go, none has been sent."""
    server.switches.hrefs[link], server.switches.root_hops = FOREIGN, int(link == "redirect")
    assert await trouble(life(meetings, expiry)) is Trouble.UNTRUSTED
    if link in {"user", "redirect", "MsRtcOAuth"}:
        assert asked(server, Action.TOKEN) == []


@pytest.mark.parametrize("status", [200, 201])
async def test_t10_a_room_is_made_with_200_or_201(
    server: SkypeServer, meetings: SkypeConferences, expiry: datetime, status: int
) -> None:
    """T10. Both mean that it was made."""
    server.switches.created_status = status
    made = await meetings.create("event-1", "Standup", "", expiry)
    assert [entry.status for entry in asked(server, Action.CREATE)] == [status]
    assert set(server.rooms) == {made.id}


@pytest.mark.parametrize("fault", [Fault.CUT_AFTER_COMMIT, Fault.GATEWAY_TIMEOUT, Fault.TRUNCATED, Fault.PROXY_PAGE])
async def test_t11_a_creation_with_an_unknown_end_is_looked_for(
    server: SkypeServer, meetings: SkypeConferences, expiry: datetime, fault: Fault
) -> None:
    """T11. The room was made and nobody heard of it: the repeat lists rooms, finds its marker, and makes no other."""
    server.faults.next(fault, on=Action.CREATE, committed=True)
    with pytest.raises(ConferenceError) as caught:
        await meetings.create("event-1", "Standup", "", expiry)
    assert caught.value.again
    made = await meetings.create("event-1", "Standup", "", expiry)
    assert set(server.rooms) == {made.id}
    assert len(asked(server, Action.CREATE)) == 1


async def test_t12_an_update_sends_the_whole_room(
    server: SkypeServer, meetings: SkypeConferences, expiry: datetime
) -> None:
    """T12. Everything that was read goes back, the property with the random name too, with the version in quotes."""
    made = await meetings.create("event-1", "Standup", "Agenda", expiry)
    server.rooms[made.id].settings["entryExitAnnouncement"] = "Enabled"
    await meetings.update(made.id, "Moved", None, expiry + timedelta(days=1))
    [put] = asked(server, Action.UPDATE)
    sent = json.loads(put.body)
    assert put.headers["If-Match"].startswith('"')
    assert put.headers["If-Match"].endswith('"')
    assert server.world.secret_name in sent
    assert {"accessLevel", "automaticLeaderAssignment", "entryExitAnnouncement", "lobbyBypassForPhoneUsers"} <= set(
        sent
    )
    assert server.rooms[made.id].settings["entryExitAnnouncement"] == "Enabled", "somebody else's wish survives"
    assert server.rooms[made.id].settings["accessLevel"] == "Everyone"


async def test_t13_a_room_lives_as_long_as_it_is_needed(
    server: SkypeServer, meetings: SkypeConferences, expiry: datetime, clock: Clock
) -> None:
    """T13. The expiry is always sent, with an update too: the server's own would be eight hours from now."""
    made = await meetings.create("event-1", "Standup", "", expiry)
    assert server.rooms[made.id].expires_at == expiry
    clock.moment += timedelta(days=1)
    await meetings.update(made.id, "Standup", None, expiry + timedelta(days=7))
    assert server.rooms[made.id].expires_at == expiry + timedelta(days=7)


async def test_t14_eligible_values_have_plural_names(server: SkypeServer, connect: Connect, expiry: datetime) -> None:
    """T14. What the server does not allow is not asked for, and a setting that asks for it is named."""
    server.switches.eligible["accessLevels"] = ["SameEnterprise", "Invited"]
    made = await connect().create("event-1", "Standup", "", expiry)
    assert "accessLevel" not in json.loads(asked(server, Action.CREATE)[0].body)
    assert set(server.rooms) == {made.id}
    wrong = connect(options=Options(access="Everyone"))
    with pytest.raises(ConferenceError, match="PLANERKA_SKYPE_ACCESS") as caught:
        await wrong.create("event-2", "Standup", "", expiry)
    assert caught.value.trouble is Trouble.OPTION


async def test_t15_only_people_of_the_company_are_named(
    server: SkypeServer, meetings: SkypeConferences, expiry: datetime
) -> None:
    """T15. Leaders and attendees go as sip: addresses of the own domain; guests have the link and are not named."""
    people = ["ann@example.org", "guest@elsewhere.example"]
    await meetings.create("event-1", "Standup", "", expiry, leaders=people, attendees=["bob@Example.ORG"])
    sent = json.loads(asked(server, Action.CREATE)[0].body)
    assert (sent["leaders"], sent["attendees"]) == (["sip:ann@example.org"], ["sip:bob@Example.ORG"])


@pytest.mark.parametrize("fault", [Fault.APPLICATION_GONE, Fault.APPLICATION_EXPIRED])
async def test_t16_addresses_end_with_their_application(
    server: SkypeServer, meetings: SkypeConferences, expiry: datetime, fault: Fault
) -> None:
    """T16. When it is gone another one is opened, once, and everything is read anew under its addresses."""
    made = await meetings.create("event-1", "Standup", "", expiry)
    server.faults.next(fault, on=Action.READ)
    await meetings.update(made.id, "Moved", None, expiry)
    assert len(asked(server, Action.OPEN)) == 2
    [update] = asked(server, Action.UPDATE)
    [running] = server.world.applications
    assert f"/applications/{running}/" in update.path
    assert server.rooms[made.id].subject == "Moved"


@pytest.mark.parametrize("on", [Action.READ, Action.UPDATE, Action.DELETE])
async def test_t17_a_page_that_says_404_is_no_room_that_is_gone(
    server: SkypeServer, meetings: SkypeConferences, expiry: datetime, on: Action
) -> None:
    """T17. Only UCWA itself can say that a room is gone; a page of IIS or of a proxy leaves everything as it was."""
    made = await meetings.create("event-1", "Standup", "", expiry)
    server.faults.next(Fault.LOST_PAGE, on=on)
    work = meetings.delete(made.id) if on is Action.DELETE else meetings.update(made.id, "Moved", None, expiry)
    assert await trouble(work) is Trouble.PAGE
    assert set(server.rooms) == {made.id}


async def test_t18_the_personal_room_is_left_alone(
    server: SkypeServer, meetings: SkypeConferences, expiry: datetime
) -> None:
    """T18. It stands in the list beside ours; asked for by its id it is not there, so nothing changes or deletes it."""
    server.switches.personal_room = True
    await life(meetings, expiry)
    [personal] = server.world.personal
    await meetings.delete(personal)
    assert await trouble(meetings.update(personal, "Mine now", None, expiry)) is Trouble.GONE
    assert set(server.world.personal) == {personal}
    assert {entry.method for entry in server.journal if entry.path.endswith(personal)} <= {"GET"}


async def test_t19_an_empty_list_has_nothing_embedded(
    server: SkypeServer, meetings: SkypeConferences, expiry: datetime
) -> None:
    """T19. Where nothing was scheduled yet the list comes without the property, and means: none."""
    await meetings.delete_marked("event-1")
    assert [entry.status for entry in asked(server, Action.LIST)] == [200]
    await meetings.create("event-1", "Standup", "", expiry)
    assert len(server.rooms) == 1


async def test_t20_the_join_link_is_the_servers(
    server: SkypeServer, meetings: SkypeConferences, expiry: datetime
) -> None:
    """T20. It is taken as it comes, whatever it is made of."""
    server.switches.meet_url = "https://web.example.org/example.org/Meet"
    made = await meetings.create("event-1", "Standup", "", expiry)
    assert made.join_url == f"https://web.example.org/example.org/Meet/planerka/{made.id}"


def test_t21_each_property_escapes_in_its_own_way() -> None:
    """T21. In a calendar file a comma carries a backslash in Exchange's property, and none in CONFERENCE."""
    event = an_event(conference=a_conference(join_url="https://meet.example.org/a,b"))
    unfolded = published(event).replace(b"\r\n ", b"").split(b"\r\n")
    assert any(line.startswith(b"CONFERENCE;") and line.endswith(b":https://meet.example.org/a,b") for line in unfolded)
    assert b"X-MICROSOFT-ONLINEMEETINGEXTERNALLINK:https://meet.example.org/a\\,b" in unfolded
