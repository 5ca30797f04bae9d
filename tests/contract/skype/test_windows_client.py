"""The whole client at a server that lets people in by Windows authentication only."""

from collections.abc import Callable
from datetime import datetime

import pytest
from pydantic import SecretStr

from bot.conferences.skype.client import SkypeConferences
from bot.conferences.skype.errors import PasswordRefused
from bot.conferences.skype.windows import WINDOWS
from demo.skype.server import SkypeServer
from demo.skype.windows import WindowsSignIn
from tests.contract.skype.conftest import USER
from tests.contract.skype.hand import PASSWORD


@pytest.fixture(params=["NTLM", "Negotiate"])
def windows(request: pytest.FixtureRequest, server: SkypeServer) -> WindowsSignIn:
    server.switches.grants = (WINDOWS,)
    server.world.windows = sign_in = WindowsSignIn({USER: PASSWORD}, (request.param,))
    return sign_in


async def test_a_room_is_made(
    windows: WindowsSignIn, server: SkypeServer, meetings: SkypeConferences, expiry: datetime
) -> None:
    """N23. One sign-in, then rooms as everywhere."""
    for key in ("event-1", "event-2"):
        await meetings.create(key, "Standup", "", expiry)
    assert len(server.rooms) == 2
    assert (tickets(server), windows.refused) == (3, 0)


async def test_a_wrong_password_is_not_tried_again(
    windows: WindowsSignIn, server: SkypeServer, connect: Callable[..., SkypeConferences], expiry: datetime
) -> None:
    """N24. Proven wrong once, the password is not shown again by itself."""
    meetings = connect(password=SecretStr("wrong"))
    for _ in range(3):
        with pytest.raises(PasswordRefused):
            await meetings.create("event-1", "Standup", "", expiry)
    assert (tickets(server), windows.refused) == (3, 1)


def tickets(server: SkypeServer) -> int:
    """How many requests the token endpoint got."""
    return sum(entry.path.lower().endswith("/oauthtoken") for entry in server.journal)
