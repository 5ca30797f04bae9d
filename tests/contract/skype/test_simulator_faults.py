"""The simulated server itself, row by row of what it promises: faults, planned and by chance."""

import asyncio

import aiohttp
import pytest

from demo.skype.server import SkypeServer
from demo.skype.vocabulary import Action, Fault
from tests.contract.skype.hand import Hand

CUT = (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError)
MADE = {"subject": "Standup"}


async def test_01_a_fault_meets_its_request_once(server: SkypeServer, signed: Hand) -> None:
    """C17. In the order in which they were planned, and only where it was planned; the journal says which it was."""
    server.faults.next(Fault.UNAVAILABLE, on=Action.CREATE)
    server.faults.next(Fault.BAD_GATEWAY, on=Action.CREATE)
    before = len(server.journal)
    assert (await signed.ask("GET", signed.rooms))[0] == 200
    told = [(await signed.ask("POST", signed.rooms, json=MADE))[0] for _ in range(3)]
    assert told == [503, 502, 200]
    faults = [entry.fault for entry in server.journal[before:]]
    assert faults == [None, Fault.UNAVAILABLE, Fault.BAD_GATEWAY, None]
    assert len(server.rooms) == 1


async def test_02_a_fault_may_last(server: SkypeServer, signed: Hand) -> None:
    """C17. For a number of requests, or until it is stopped."""
    server.faults.next(Fault.TOO_MANY_REQUESTS, times=2)
    assert [(await signed.ask("GET", signed.rooms))[0] for _ in range(3)] == [429, 429, 200]
    server.faults.always(Fault.SERVICE_FAILURE)
    assert [(await signed.ask("GET", signed.rooms))[0] for _ in range(3)] == [500] * 3
    server.faults.stop(Fault.SERVICE_FAILURE)
    assert (await signed.ask("GET", signed.rooms))[0] == 200
    server.faults.down = True
    with pytest.raises(CUT):
        await signed.ask("GET", signed.rooms)
    assert server.faults.down
    server.faults.clear()
    assert not server.faults.down
    assert (await signed.ask("GET", signed.rooms))[0] == 200


@pytest.mark.parametrize("wait", [None, "120", "Fri, 28 Aug 2026 09:05:00 GMT"])
@pytest.mark.parametrize("fault", [Fault.TOO_MANY_REQUESTS, Fault.UNAVAILABLE])
async def test_03_the_caller_may_be_told_to_wait(
    server: SkypeServer, signed: Hand, fault: Fault, wait: str | None
) -> None:
    """C17. By seconds, by a date, or not at all."""
    server.faults.next(fault, retry_after=wait)
    _, _, reply = await signed.ask("GET", signed.rooms)
    assert (reply.status, reply.headers.get("Retry-After")) == (429 if fault is Fault.TOO_MANY_REQUESTS else 503, wait)


@pytest.mark.parametrize(
    ("fault", "status", "is_page"),
    [
        (Fault.BAD_GATEWAY, 502, True),
        (Fault.GATEWAY_TIMEOUT, 504, True),
        (Fault.UNAVAILABLE, 503, True),
        (Fault.FORBIDDEN_PAGE, 403, True),
        (Fault.LOST_PAGE, 404, True),
        (Fault.PROXY_PAGE, 200, True),
        (Fault.FOUND, 302, True),
        (Fault.TOO_MANY_ROOMS, 409, False),
        (Fault.MAY_NOT, 403, False),
        (Fault.SERVICE_FAILURE, 500, False),
        (Fault.ERROR_INSIDE, 200, False),
    ],
)
@pytest.mark.parametrize("committed", [False, True])
async def test_04_another_answer(
    server: SkypeServer, signed: Hand, fault: Fault, status: int, is_page: bool, committed: bool
) -> None:
    """C17. Of the web server, of a proxy, or of UCWA; the room is made only if that was planned."""
    server.faults.next(fault, on=Action.CREATE, committed=committed)
    told, body, reply = await signed.ask("POST", signed.rooms, json=MADE)
    assert (told, reply.content_type == "text/html") == (status, is_page)
    assert is_page or "code" in body
    assert len(server.rooms) == committed


async def test_05_another_host(server: SkypeServer, signed: Hand) -> None:
    """C17. 302 leads wherever is planned."""
    server.faults.next(Fault.FOUND, location="https://evil.example/")
    _, _, reply = await signed.ask("GET", signed.rooms)
    assert (reply.status, reply.headers["Location"]) == (302, "https://evil.example/")


async def test_06_an_account_may_be_full(server: SkypeServer, signed: Hand) -> None:
    """C17. By a limit as well as by a fault: 409 with UCWA's subcode."""
    full = (409, "TooManyOnlineMeetings")
    server.faults.next(Fault.TOO_MANY_ROOMS)
    assert await signed.subcode("POST", signed.rooms, json=MADE) == full
    server.switches.max_rooms = 1
    room = await signed.room()
    assert await signed.subcode("POST", signed.rooms, json=MADE) == full
    await signed.ask("DELETE", room["_links"]["self"]["href"])
    await signed.room()


@pytest.mark.parametrize(("fault", "made"), [(Fault.CUT_BEFORE_COMMIT, 0), (Fault.CUT_AFTER_COMMIT, 1)])
async def test_07_a_cut(server: SkypeServer, signed: Hand, fault: Fault, made: int) -> None:
    """C17. Before or after the room was made; the journal has no status."""
    server.faults.next(fault, on=Action.CREATE)
    with pytest.raises(CUT):
        await signed.ask("POST", signed.rooms, json=MADE)
    assert (len(server.rooms), server.journal[-1].status) == (made, None)


@pytest.mark.parametrize(("fault", "made"), [(Fault.HOLD, 0), (Fault.HOLD_ANSWER, 1)])
async def test_08_an_answer_that_is_long_in_coming(server: SkypeServer, signed: Hand, fault: Fault, made: int) -> None:
    """C17. Before or after the room was made; it comes when it is released."""
    server.faults.next(fault, on=Action.CREATE)
    before = len(server.journal)
    async with asyncio.TaskGroup() as group:
        asked = group.create_task(signed.ask("POST", signed.rooms, json=MADE))
        while len(server.journal) == before or len(server.rooms) != made:
            await asyncio.sleep(0)
        assert not asked.done()
        server.faults.release()
    assert asked.result()[0] == 200
    assert len(server.rooms) == 1


@pytest.mark.parametrize("fault", [Fault.WRONG_CHARSET, Fault.NOT_UTF8, Fault.TRUNCATED])
async def test_09_a_spoilt_answer(server: SkypeServer, signed: Hand, fault: Fault) -> None:
    """C17. The room is made; the answer has a charset that nobody knows, or is not UTF-8, or ends in the middle."""
    server.faults.next(fault, on=Action.CREATE)
    async with signed.session.post(signed.base + signed.rooms, json=MADE, headers=signed.headers) as reply:
        body = await reply.read()
    assert (reply.status, reply.content_type, len(server.rooms)) == (200, "application/json", 1)
    assert (reply.charset == "x-klingon") == (fault is Fault.WRONG_CHARSET)
    assert body.endswith(b"}") == (fault is not Fault.TRUNCATED)
    assert (b"\xff" in body) == (fault is Fault.NOT_UTF8)


async def test_10_a_huge_answer(server: SkypeServer, signed: Hand) -> None:
    """C17. Megabytes of spaces and then what was asked for, for whoever has the patience."""
    server.faults.next(Fault.HUGE, megabytes=3)
    async with signed.session.get(signed.base + signed.rooms, headers=signed.headers) as reply:
        body = await reply.read()
    assert len(body) > 3 * 2**20
    assert body.strip().startswith(b"{")


async def test_11_an_answer_without_an_end(server: SkypeServer, signed: Hand) -> None:
    """C17. It drips until it is released; whoever goes leaves nothing behind."""
    server.faults.always(Fault.ENDLESS)
    async with signed.session.get(signed.base + signed.rooms, headers=signed.headers) as reply:
        assert await reply.content.readexactly(3) == b"   "
    async with signed.session.get(signed.base + signed.rooms, headers=signed.headers) as reply:
        assert await reply.content.readexactly(3) == b"   "
        server.faults.release()
        assert (await reply.read()).strip().startswith(b"{")


async def test_12_every_answer_may_take_its_time(server: SkypeServer, signed: Hand) -> None:
    """C17. As long as is set when the request comes in, whatever else is asked meanwhile."""
    server.switches.latency = 3600.0
    before = len(server.journal)
    waiting = asyncio.ensure_future(signed.ask("GET", signed.rooms))  # noqa: TID251  it is left alone on purpose
    while len(server.journal) == before:
        await asyncio.sleep(0)
    server.switches.latency = 0.01
    assert (await signed.ask("GET", signed.rooms))[0] == 200
    assert not waiting.done()
    waiting.cancel()
