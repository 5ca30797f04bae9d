"""What goes wrong between client and server, and what the caller is told."""

import asyncio
import logging
import socket
import traceback
from collections.abc import Callable
from datetime import datetime

import pytest
from pydantic import SecretStr

from bot.conferences.skype.client import SkypeConferences
from bot.conferences.skype.config import SkypeConfig
from demo.skype.server import SkypeServer
from demo.skype.vocabulary import Action, Fault
from domain.conference import Trouble
from domain.conference_server import ConferenceError, Conferences
from tests.contract.skype.conftest import Clock
from tests.contract.skype.hand import PASSWORD

Connect = Callable[..., SkypeConferences]


async def trouble_of(meetings: Conferences, expiry: datetime) -> tuple[Trouble, bool]:
    """What the caller of `create` is told."""
    with pytest.raises(ConferenceError) as caught:
        await meetings.create("event-1", "Standup", "", expiry)
    return caught.value.trouble, caught.value.again


def sign_ins(server: SkypeServer) -> int:
    return sum(1 for entry in server.journal if entry.path.endswith("/oauthtoken"))


async def test_01_a_refused_password_is_not_tried_again(
    server: SkypeServer, meetings: Conferences, clock: Clock, expiry: datetime
) -> None:
    """1. Repeating a wrong password locks the account: every later call is told the same, until the settings change."""
    server.faults.refuse_password = True
    for _ in range(3):
        assert await trouble_of(meetings, expiry) == (Trouble.PASSWORD_REFUSED, False)
    server.faults.refuse_password = False
    clock.seconds += 24 * 3600
    assert await trouble_of(meetings, expiry) == (Trouble.PASSWORD_REFUSED, False)
    assert sign_ins(server) == 1


async def test_02_a_wrong_password_is_refused_by_the_server_itself(
    server: SkypeServer, connect: Connect, expiry: datetime
) -> None:
    """2. The same without a fault switched on; a new client may try again."""
    assert await trouble_of(connect(password=SecretStr("wrong")), expiry) == (Trouble.PASSWORD_REFUSED, False)
    await connect().create("event-1", "Standup", "", expiry)
    assert sign_ins(server) == 2


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("html", (Trouble.PAGE, True)),
        ("truncated", (Trouble.NONSENSE, True)),
        ("unavailable", (Trouble.BUSY, True)),
        ("down", (Trouble.UNREACHABLE, True)),
    ],
)
@pytest.mark.parametrize("signed_in", [False, True])
async def test_03_each_fault_has_its_trouble_and_passes(
    server: SkypeServer, meetings: Conferences, expiry: datetime, fault: str, told: object, signed_in: bool
) -> None:
    """3. A page of a proxy, half an answer, 503, a cut: told apart; when the fault is over, the next call works."""
    if signed_in:
        await meetings.delete("NEVERWAS")
    setattr(server.faults, fault, True)
    assert await trouble_of(meetings, expiry) == told
    setattr(server.faults, fault, False)
    await meetings.create("event-1", "Standup", "", expiry)
    assert len(server.rooms) == 1


async def test_04_nobody_listens(server: SkypeServer, meetings: Conferences, expiry: datetime) -> None:
    """4. Connection refused."""
    await server.stop()
    assert await trouble_of(meetings, expiry) == (Trouble.UNREACHABLE, True)


async def test_05_no_such_name(connect: Connect, expiry: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """5. Without a root the internal name is tried, then the external one; the resolver knows neither."""
    asked: list[str] = []

    def unknown(host: str, *_: object, **__: object) -> None:
        asked.append(host)
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    meetings = connect(domain="corp.example", root_url=None)
    assert await trouble_of(meetings, expiry) == (Trouble.NO_NAME, True)
    assert asked == ["lyncdiscoverinternal.corp.example", "lyncdiscover.corp.example"]
    assert await trouble_of(connect(domain="no..name", root_url=None), expiry) == (Trouble.NO_NAME, True)


async def test_06_a_server_that_does_not_answer(server: SkypeServer, connect: Connect, expiry: datetime) -> None:
    """6. A request has an end even if the server has none."""
    server.faults.slow()
    assert await trouble_of(connect(timeout=0.05), expiry) == (Trouble.TOO_SLOW, True)


async def test_07_a_slow_server_is_waited_for(server: SkypeServer, meetings: Conferences, expiry: datetime) -> None:
    """7. The call is under way until the server answers."""
    server.faults.slow()
    async with asyncio.TaskGroup() as group:
        made = group.create_task(meetings.create("event-1", "Standup", "", expiry))
        while not server.journal:
            await asyncio.sleep(0)
        assert not made.done()
        server.faults.release()
    assert made.result().id in server.rooms


async def test_08_an_html_404_does_not_mean_that_a_room_is_gone(
    server: SkypeServer, meetings: Conferences, expiry: datetime
) -> None:
    """8. Only UCWA can say that a room is gone; a page of IIS or of a proxy cannot."""
    made = await meetings.create("event-1", "Standup", "", expiry)
    server.faults.lost_pages = True
    for work in (meetings.delete(made.id), meetings.update(made.id, "A", None, expiry)):
        with pytest.raises(ConferenceError) as caught:
            await work
        assert (caught.value.trouble, caught.value.again) == (Trouble.PAGE, True)
    assert made.id in server.rooms


async def test_09_a_root_that_is_no_https_address(connect: Connect, expiry: datetime) -> None:
    """9. Plain http to anywhere but this machine is a mistake in the settings, said before anything is sent."""
    for root in ("http://lyncweb.example.org/", "lyncweb.example.org", "https://user@lyncweb.example.org/"):
        assert await trouble_of(connect(root_url=root), expiry) == (Trouble.MISCONFIGURED, False)


SPEAKING = [
    Fault.PROXY_PAGE,
    Fault.TRUNCATED,
    Fault.UNAVAILABLE,
    Fault.CUT_BEFORE_COMMIT,
    Fault.CUT_AFTER_COMMIT,
    Fault.REFUSE_PASSWORD,
]


async def test_10_no_secret_is_ever_written_down(
    server: SkypeServer, config: SkypeConfig, connect: Connect, expiry: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    """10. Neither password nor token stands in a repr, an error, a traceback or the most talkative log."""
    caplog.set_level(logging.DEBUG)
    texts = [repr(config), str(config), repr(server.journal)]
    for fault in SPEAKING:
        meetings = connect()
        if fault is not Fault.REFUSE_PASSWORD:
            await meetings.delete("NEVERWAS")
        server.faults.always(fault)
        with pytest.raises(ConferenceError) as caught:
            await meetings.create("event-1", "Standup", "", expiry)
        server.faults.clear()
        texts += [repr(caught.value), "".join(traceback.format_exception(caught.value)), repr(vars(meetings))]
    texts += [repr(server.journal), caplog.text]
    assert caplog.records
    secrets = [PASSWORD, "Str%26nge", *(ticket.removeprefix("cwt=") for ticket in server.world.tickets)]
    assert [secret for secret in secrets if any(secret in text for text in texts)] == []


async def test_11_a_password_that_is_never_heard_of_rests(
    server: SkypeServer, meetings: Conferences, clock: Clock, expiry: datetime
) -> None:
    """11. The server counts a wrong password although its answer is lost: after two, half an hour of rest."""
    server.faults.always(Fault.CUT_AFTER_COMMIT, on=Action.TOKEN)
    for trouble in (Trouble.UNREACHABLE, Trouble.UNREACHABLE, Trouble.BUSY, Trouble.BUSY):
        assert await trouble_of(meetings, expiry) == (trouble, True)
    assert sign_ins(server) == 2
    clock.seconds += 30 * 60
    assert await trouble_of(meetings, expiry) == (Trouble.UNREACHABLE, True)
    assert await trouble_of(meetings, expiry) == (Trouble.BUSY, True)
    server.faults.clear()
    clock.seconds += 30 * 60
    await meetings.create("event-1", "Standup", "", expiry)
    assert sign_ins(server) == 4


async def test_12_a_server_out_of_order_has_counted_nothing(
    server: SkypeServer, meetings: Conferences, expiry: datetime
) -> None:
    """12. 503 at the token endpoint: tried as often as the caller likes."""
    server.faults.next(Fault.UNAVAILABLE, on=Action.TOKEN, times=3)
    for _ in range(3):
        assert await trouble_of(meetings, expiry) == (Trouble.BUSY, True)
    await meetings.create("event-1", "Standup", "", expiry)
