"""The simulated server itself, row by row of what it promises: faults, planned and by chance."""

import asyncio
from collections import Counter
from random import Random

import aiohttp
import pytest

from bot.demo.skype.faults import Faults
from bot.demo.skype.server import SkypeServer
from bot.demo.skype.vocabulary import ABOUT_TICKETS, FITS, PASSING, Action, Fault
from tests.contract.skype.hand import APPLICATION, APPLICATIONS, Hand

CUT = (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError)
MADE = {"subject": "Standup"}
EACH = [action for action in Action if action in Action.ANY]


@pytest.fixture
async def signed(hand: Hand) -> Hand:
    """Signed in, with an application open."""
    await hand.open()
    return hand


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


async def test_05_an_account_may_be_full(server: SkypeServer, signed: Hand) -> None:
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
async def test_06_a_cut(server: SkypeServer, signed: Hand, fault: Fault, made: int) -> None:
    """C17. Before or after the room was made; the journal has no status."""
    server.faults.next(fault, on=Action.CREATE)
    with pytest.raises(CUT):
        await signed.ask("POST", signed.rooms, json=MADE)
    assert (len(server.rooms), server.journal[-1].status) == (made, None)


@pytest.mark.parametrize(("fault", "made"), [(Fault.HOLD, 0), (Fault.HOLD_ANSWER, 1)])
async def test_07_an_answer_that_is_long_in_coming(server: SkypeServer, signed: Hand, fault: Fault, made: int) -> None:
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
async def test_08_a_spoilt_answer(server: SkypeServer, signed: Hand, fault: Fault) -> None:
    """C17. The room is made; the answer has a charset that nobody knows, or is not UTF-8, or ends in the middle."""
    server.faults.next(fault, on=Action.CREATE)
    async with signed.session.post(signed.base + signed.rooms, json=MADE, headers=signed.headers) as reply:
        body = await reply.read()
    assert (reply.status, reply.content_type, len(server.rooms)) == (200, "application/json", 1)
    assert (reply.charset == "x-klingon") == (fault is Fault.WRONG_CHARSET)
    assert body.endswith(b"}") == (fault is not Fault.TRUNCATED)
    assert (b"\xff" in body) == (fault is Fault.NOT_UTF8)


async def test_09_a_huge_answer(server: SkypeServer, signed: Hand) -> None:
    """C17. Megabytes of spaces and then what was asked for, for whoever has the patience."""
    server.faults.next(Fault.HUGE, megabytes=3)
    async with signed.session.get(signed.base + signed.rooms, headers=signed.headers) as reply:
        body = await reply.read()
    assert len(body) > 3 * 2**20
    assert body.strip().startswith(b"{")


async def test_10_an_answer_without_an_end(server: SkypeServer, signed: Hand) -> None:
    """C17. It drips until it is released; whoever goes leaves nothing behind."""
    server.faults.always(Fault.ENDLESS)
    async with signed.session.get(signed.base + signed.rooms, headers=signed.headers) as reply:
        assert await reply.content.readexactly(3) == b"   "
    async with signed.session.get(signed.base + signed.rooms, headers=signed.headers) as reply:
        assert await reply.content.readexactly(3) == b"   "
        server.faults.release()
        assert (await reply.read()).strip().startswith(b"{")


@pytest.mark.parametrize(
    ("fault", "told"), [(Fault.TICKET_ENDED, 401), (Fault.TICKET_FORGOTTEN, 403), (Fault.TICKET_FOREIGN, 500)]
)
async def test_11_a_ticket_may_be_lost(server: SkypeServer, signed: Hand, fault: Fault, told: int) -> None:
    """C17. Whoever shows none does not meet it; a new one is as good as ever."""
    server.faults.next(fault)
    assert (await signed.ask("GET", "/"))[0] == 200
    assert [(await signed.ask("GET", signed.rooms))[0] for _ in range(2)] == [told, told]
    await signed.sign_in()
    assert (await signed.ask("GET", signed.rooms))[0] == 200


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (Fault.APPLICATION_GONE, (404, "ApplicationNotFound")),
        (Fault.APPLICATION_EXPIRED, (410, "InactiveApplicationExpired")),
    ],
)
async def test_12_an_application_may_be_lost(
    server: SkypeServer, signed: Hand, fault: Fault, told: tuple[int, str]
) -> None:
    """C17. While something is asked within it; another one is as good as ever."""
    server.faults.next(fault)
    assert await signed.subcode("POST", signed.rooms, json=MADE) == told
    assert await signed.subcode("POST", signed.rooms, json=MADE) == told
    assert (await signed.ask("POST", APPLICATIONS, json=APPLICATION))[0] == 201
    server.faults.next(Fault.TOO_MANY_APPLICATIONS)
    assert await signed.subcode("POST", APPLICATIONS, json=APPLICATION) == (410, "TooManyApplications")


async def test_13_somebody_else_may_be_faster(server: SkypeServer, signed: Hand) -> None:
    """C17. The room changes just before the update: 412, and what is read then is good for the next try."""
    room = await signed.room()
    href = room["_links"]["self"]["href"]
    server.faults.next(Fault.OUTDATED)
    for told in (412, 200):
        version = {"If-Match": f'"{room["etag"]}"'}
        assert (await signed.ask("PUT", href, json=room, headers=version))[0] == told
        room = (await signed.ask("GET", href))[1]


async def test_14_the_password_may_be_refused(server: SkypeServer, hand: Hand) -> None:
    """C17. Although it is right."""
    server.faults.next(Fault.REFUSE_PASSWORD)
    assert await hand.sign_in() == (400, {"error": "invalid_grant"})
    assert (await hand.sign_in())[0] == 200


async def test_15_chance_is_repeatable(server: SkypeServer, signed: Hand) -> None:
    """C17. The same requests meet the same faults for the same seed, and others for another."""

    async def story(seed: int) -> list[Fault | None]:
        server.faults.chance(Random(seed), 0.5, among=[Fault.BAD_GATEWAY, Fault.TRUNCATED, Fault.LOST_PAGE])
        before = len(server.journal)
        for _ in range(20):
            async with signed.session.get(signed.base + signed.rooms, headers=signed.headers) as reply:
                await reply.read()
        return [entry.fault for entry in server.journal[before:]]

    assert await story(7) == await story(7) != await story(8)
    server.faults.clear()
    assert (await signed.ask("GET", signed.rooms))[0] == 200


@pytest.mark.parametrize("signed_in", [True, False])
@pytest.mark.parametrize("action", EACH)
def test_16_chance_plays_everything_that_fits(action: Action, signed_in: bool) -> None:
    """C17. Sooner or later each fault that the request can meet, with each variant, and never another."""
    faults = Faults()
    faults.chance(Random(1), 1.0, among=list(Fault))
    met = [faults.due(action, signed_in) for _ in range(2000)]
    fitting = {fault for fault in Fault if action & FITS.get(fault, Action.ANY)}
    assert {planned.fault for planned in met if planned} == fitting - (set() if signed_in else ABOUT_TICKETS)
    assert {planned.retry_after for planned in met if planned} == {None, "1"}
    assert {planned.committed for planned in met if planned} == {True, False}


def test_17_chance_keeps_its_probability() -> None:
    """C17. A third of all requests, and only those that are meant."""
    faults, random = Faults(), Random(1)
    faults.chance(random, 1 / 3, on=Action.CREATE)
    counted = Counter(faults.due(action, True) is not None for action in [Action.CREATE, Action.READ] * 3000)
    assert 900 < counted[True] < 1100


def test_18_after_a_passing_fault_one_tries_again() -> None:
    """C17. What chance plays unless told otherwise is everything but what a client must not repeat."""
    final = {Fault.REFUSE_PASSWORD, Fault.TOO_MANY_ROOMS, Fault.TOO_MANY_APPLICATIONS, Fault.MAY_NOT}
    assert set(Fault) - PASSING == final


async def test_19_every_answer_may_take_its_time(server: SkypeServer, signed: Hand) -> None:
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
