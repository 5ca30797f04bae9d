"""The simulated server itself, row by row of what it promises: what it writes down and counts."""

import asyncio
import ssl
from collections.abc import Awaitable, Callable

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demo.skype.journal import masked
from demo.skype.server import SkypeServer
from demo.skype.vocabulary import Action, Fault
from tests.contract.skype.conftest import USER
from tests.contract.skype.hand import PASSWORD, Hand

TOKEN = "/WebTicket/oauthtoken"


async def test_01_every_request_is_written_down(server: SkypeServer, hand: Hand) -> None:
    """C18. What it was about, at which host, with whose ticket, and what it was answered."""
    await hand.ask("GET", "/")
    await hand.open()
    await hand.room(subject="Standup")
    await hand.ask("GET", "/nowhere")
    told = [(entry.action, entry.status, entry.user) for entry in server.journal]
    assert told == [
        (Action.ROOT, 200, None),
        (Action.TOKEN, 200, None),
        (Action.OPEN, 201, USER),
        (Action.CREATE, 200, USER),
        (Action.OTHER, 404, USER),
    ]
    assert {entry.base for entry in server.journal} == {hand.base}
    assert len({entry.connection for entry in server.journal}) == 1
    assert '"subject": "Standup"' in server.journal[3].body


async def test_02_no_secret_is_written_down(server: SkypeServer, hand: Hand) -> None:
    """C18. No password, ticket, proof of Windows or cookie, wherever somebody puts them."""
    await hand.open()
    [ticket] = server.world.tickets
    await hand.ask("GET", f"{hand.rooms}/{ticket}", headers={"Cookie": f"cwt_ucwa={ticket}; a=b", "X-Old": ticket})
    await hand.ask("POST", TOKEN, data={"grant_type": "x", "ms_rtc_renew": ticket, "password": PASSWORD})
    await hand.ask("POST", TOKEN, data={}, headers={"Authorization": "Negotiate TlRMTVNTUAAB"})
    written = repr(server.journal)
    assert "***" in written
    secrets = (PASSWORD, "Str%26nge", "nge+p", ticket, ticket[4:20], "TlRMTVNTUAAB", "a=b")
    assert [secret for secret in secrets if secret in written] == []


async def test_03_a_ticket_at_the_wrong_host_stands_out(
    start: Callable[..., Awaitable[SkypeServer]], browser: aiohttp.ClientSession
) -> None:
    """C18. And so do headers that must not be sent."""
    server = await start(pools=2)
    hand, (first, second) = Hand(browser, server), server.hosts.pools
    await hand.sign_in(at=first)
    await hand.ask("GET", f"{first}/nowhere", headers={"referer": "x"})
    await hand.ask("GET", f"{second}/nowhere")
    assert [entry.misplaced for entry in server.journal] == [False, False, True]
    assert [entry.forbidden for entry in server.journal] == [[], ["Referer"], []]
    assert [entry.base for entry in server.journal] == [first, first, second]


async def test_04_traffic_is_counted(server: SkypeServer, hand: Hand) -> None:
    """C18. Requests, sign-ins, and how many connections are open at once."""
    await hand.open()
    assert (server.traffic.requests, server.traffic.sign_ins) == (2, 1)
    assert (server.traffic.connections, server.traffic.most_connections) == (1, 1)
    server.faults.slow()
    async with asyncio.TaskGroup() as group:
        for _ in range(5):
            group.create_task(hand.ask("GET", hand.rooms))
        while server.traffic.requests < 7:
            await asyncio.sleep(0)
        server.faults.release()
    assert server.traffic.most_connections == 5


async def test_05_who_has_gone_is_not_counted(server: SkypeServer, hand: Hand) -> None:
    """C18. A caller that gave up is no open connection, even while its request is still held."""
    await hand.open()
    server.faults.next(Fault.HOLD)
    with pytest.raises(TimeoutError):
        await hand.ask("GET", hand.rooms, timeout=aiohttp.ClientTimeout(total=0.05))
    async with asyncio.timeout(10):
        while server.traffic.connections != 1 or server.traffic.requests < 4:
            await hand.ask("GET", hand.rooms)
    assert server.journal[2].status is None


async def test_06_nothing_is_said_without_the_authority(server: SkypeServer, tls: ssl.SSLContext | None) -> None:
    """C18. Over https a program that does not know the authority sends no request; over http nothing is checked."""
    async with aiohttp.ClientSession() as stranger:
        try:
            async with stranger.get(server.root_url) as reply:
                told = reply.status
        except aiohttp.ClientConnectorCertificateError:
            told = 0
    assert (told, len(server.journal)) == ((0, 0) if tls else (200, 1))


@given(
    secret=st.text("abcdefghijklmnopqrstuvwxyzABC0123456789+/=%", min_size=12),
    before=st.text(max_size=9),
    after=st.text("&;, \n\"'<>", max_size=3),
)
def test_07_whatever_looks_like_a_ticket_is_masked(secret: str, before: str, after: str) -> None:
    """C18. With the equals sign or without, among any other text."""
    text = masked(f"{before}cwt={secret}{after and after[0]}{after}")
    assert f"cwt={secret}" not in text
    assert "cwt=***" in text
