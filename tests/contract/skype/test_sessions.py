"""Tokens that end and applications that vanish: the caller notices nothing, and the server is not asked for ever."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

import pytest

from demo.skype.server import SkypeServer
from domain.conference import Trouble
from domain.conference_server import ConferenceError, Conferences


def sign_ins(server: SkypeServer) -> int:
    return sum(1 for entry in server.journal if entry.path.endswith("/oauthtoken"))


async def test_01_a_token_that_ended_is_replaced(
    server: SkypeServer, meetings: Conferences, expiry: datetime, clock: object
) -> None:
    """1. The server ends the token early: 401, one new sign-in, and the caller notices nothing."""
    server.switches.token_life = timedelta(seconds=90)
    made = await meetings.create("event-1", "Standup", "", expiry)
    clock.moment += timedelta(seconds=91)  # type: ignore[attr-defined]
    assert await meetings.update(made.id, "Standup", None, expiry) == made
    assert sign_ins(server) == 2


async def test_02_a_token_near_its_end_is_not_begun_with(
    server: SkypeServer, meetings: Conferences, expiry: datetime, clock: object
) -> None:
    """2. The client knows how long its token lives: it signs in again before it is refused."""
    server.switches.token_life = timedelta(seconds=90)
    made = await meetings.create("event-1", "Standup", "", expiry)
    clock.seconds += 31  # type: ignore[attr-defined]
    await meetings.update(made.id, "Standup", None, expiry)
    assert sign_ins(server) == 2
    refused = [entry for entry in server.journal if entry.status == 401 and "Authorization" in entry.headers]
    assert refused == []


async def test_03_a_token_that_is_never_accepted_is_renewed_once(
    server: SkypeServer, meetings: Conferences, expiry: datetime
) -> None:
    """3. A server that refuses even fresh tokens is asked twice, not for ever."""
    server.switches.token_life = timedelta(0)
    with pytest.raises(ConferenceError) as caught:
        await meetings.create("event-1", "Standup", "", expiry)
    assert (caught.value.trouble, caught.value.again) == (Trouble.NOT_ALLOWED, False)
    assert sign_ins(server) == 2


async def test_04_a_vanished_application_is_opened_again(
    server: SkypeServer, meetings: Conferences, expiry: datetime
) -> None:
    """4. The pool forgets the application, and what was made in it: another one is opened, once, and the room found."""
    made = await meetings.create("event-1", "Standup", "", expiry)
    server.forget_applications()
    assert await meetings.update(made.id, "Standup", None, expiry) == made
    server.forget_applications()
    assert await meetings.create("event-1", "Standup", "", expiry) == made
    opened = [entry.status for entry in server.journal if entry.path.endswith("/applications")]
    assert opened == [201, 201, 201]


async def test_05_an_application_that_vanishes_at_once_is_not_opened_for_ever(
    server: SkypeServer, meetings: Conferences, expiry: datetime
) -> None:
    """5. Whatever was opened is gone before it is used: two tries, then the caller is told to come again."""
    server.world.clock = _hurrying(server.world.clock)
    with pytest.raises(ConferenceError) as caught:
        await meetings.create("event-1", "Standup", "", expiry)
    assert (caught.value.trouble, caught.value.again) == (Trouble.BUSY, True)
    assert [entry.status for entry in server.journal if entry.path.endswith("/applications")] == [201, 201]


def _hurrying(clock: Callable[[], datetime]) -> Callable[[], datetime]:
    """Twenty minutes pass at each look, more than an application lives unused."""
    looks = count()
    return lambda: clock() + next(looks) * timedelta(minutes=20)
