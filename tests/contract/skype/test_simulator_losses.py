"""The simulated server itself, row by row of what it promises: what it forgets."""

import pytest

from demo.skype.server import SkypeServer
from demo.skype.vocabulary import Fault
from tests.contract.skype.hand import APPLICATION, APPLICATIONS, Hand

MADE = {"subject": "Standup"}


@pytest.mark.parametrize(
    ("fault", "told"), [(Fault.TICKET_ENDED, 401), (Fault.TICKET_FORGOTTEN, 403), (Fault.TICKET_FOREIGN, 500)]
)
async def test_01_a_ticket_may_be_lost(server: SkypeServer, signed: Hand, fault: Fault, told: int) -> None:
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
async def test_02_an_application_may_be_lost(
    server: SkypeServer, signed: Hand, fault: Fault, told: tuple[int, str]
) -> None:
    """C17. While something is asked within it; another one is as good as ever."""
    server.faults.next(fault)
    assert await signed.subcode("POST", signed.rooms, json=MADE) == told
    assert await signed.subcode("POST", signed.rooms, json=MADE) == told
    assert (await signed.ask("POST", APPLICATIONS, json=APPLICATION))[0] == 201
    server.faults.next(Fault.TOO_MANY_APPLICATIONS)
    assert await signed.subcode("POST", APPLICATIONS, json=APPLICATION) == (410, "TooManyApplications")


async def test_03_somebody_else_may_be_faster(server: SkypeServer, signed: Hand) -> None:
    """C17. The room changes just before the update: 412, and what is read then is good for the next try."""
    room = await signed.room()
    href = room["_links"]["self"]["href"]
    server.faults.next(Fault.OUTDATED)
    for told in (412, 200):
        version = {"If-Match": f'"{room["etag"]}"'}
        assert (await signed.ask("PUT", href, json=room, headers=version))[0] == told
        room = (await signed.ask("GET", href))[1]


async def test_04_the_password_may_be_refused(server: SkypeServer, hand: Hand) -> None:
    """C17. Although it is right."""
    server.faults.next(Fault.REFUSE_PASSWORD)
    assert await hand.sign_in() == (400, {"error": "invalid_grant"})
    assert (await hand.sign_in())[0] == 200
