"""What an administrator may get wrong, and what a company's network may do: each is told from all the others.

Each row: the trouble, whether repeating is sensible, and a line for the log without a secret.
"""

import logging
import socket
import ssl
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import pytest
from pydantic import SecretStr

from bot.conferences.skype.client import SkypeConferences
from bot.conferences.skype.config import Options, SkypeConfig
from demo.skype.server import SkypeServer
from demo.skype.switches import Home
from demo.skype.vocabulary import Action, Fault
from domain.conference import Trouble
from domain.conference_server import ConferenceError
from handlers.views.conference_trouble import reason
from locales import LANGUAGES, speaking
from tests.contract.skype.authority import Authority
from tests.contract.skype.conftest import USER
from tests.contract.skype.hand import PASSWORD

Spoil = Callable[[SkypeServer], object]


@dataclass(frozen=True)
class Bad:
    """How a server or a setting is bad, and what comes of it."""

    trouble: Trouble
    again: bool
    says: str
    """Words that the line for the log must hold, for whoever has to find the cause."""
    spoil: Spoil = lambda _: None
    settings: dict[str, Any] = field(default_factory=dict)
    path: str = ""
    """What is wrong in the address of the root."""


def _home(home: Home) -> Spoil:
    return lambda server: setattr(server.switches, "home", home)


def _always(fault: Fault, on: Action) -> Spoil:
    return lambda server: server.faults.always(fault, on=on)


def _may_not(server: SkypeServer) -> None:
    [account] = server.world.accounts.names.values()
    account.may_schedule = False


def _full(server: SkypeServer) -> None:
    server.switches.max_rooms = 0


def _moved(server: SkypeServer) -> None:
    server.switches.root_moved = True


BAD = {
    "a wrong address": Bad(Trouble.WRONG_SERVER, True, "404", path="nowhere"),
    "a web page at the address": Bad(Trouble.PAGE, True, "text/html", _always(Fault.PROXY_PAGE, Action.ROOT)),
    "a page in place of JSON": Bad(Trouble.PAGE, True, "text/html", _always(Fault.PROXY_PAGE, Action.CREATE)),
    "a domain of somebody else": Bad(Trouble.WRONG_DOMAIN, False, "where the account lives", _home(Home.UNKNOWN)),
    "a name that is not known": Bad(
        Trouble.NO_NAME, True, "lyncdiscover", settings={"root_url": None, "domain": "corp.example"}
    ),
    "nobody at the address": Bad(Trouble.UNREACHABLE, True, "127.0.0.1", settings={"root_url": "http://127.0.0.1:1/"}),
    "a success with an error inside": Bad(
        Trouble.ERROR_INSIDE, True, "answered 200", _always(Fault.ERROR_INSIDE, Action.CREATE)
    ),
    "50 megabytes": Bad(Trouble.TOO_BIG, True, "more than", _always(Fault.HUGE, Action.OPEN)),
    "an answer without an end": Bad(
        Trouble.TOO_SLOW, True, "GET 127.0.0.1", _always(Fault.ENDLESS, Action.ROOT), {"timeout": 0.05}
    ),
    "an answer that never begins": Bad(
        Trouble.TOO_SLOW, True, "GET 127.0.0.1", _always(Fault.HOLD, Action.ROOT), {"timeout": 0.05}
    ),
    "no right to schedule": Bad(Trouble.NOT_ALLOWED, False, "may not schedule", _may_not),
    "no right to open an application": Bad(
        Trouble.NOT_ALLOWED, False, "answered 403", _always(Fault.MAY_NOT, Action.OPEN)
    ),
    "as many rooms as allowed": Bad(Trouble.LIMIT, False, "TooManyOnlineMeetings", _full),
    "a company moved to Teams": Bad(Trouble.MOVED, False, "lync.com", _moved),
    "an account moved to Teams": Bad(Trouble.MOVED, False, "lync.com", _home(Home.MOVED)),
}


@pytest.fixture(autouse=True)
def _resolver(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody outside is asked for a name."""
    known = socket.getaddrinfo

    def resolve(host: str, *rest: Any, **more: Any) -> Any:
        if host not in {"127.0.0.1", "localhost"}:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return known(host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
async def test_01_each_has_its_trouble_and_a_line_for_the_log(
    bad: Bad,
    server: SkypeServer,
    connect: Callable[..., SkypeConferences],
    expiry: datetime,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """1. And no word of it, nor of the most talkative log, is a secret."""
    caplog.set_level(logging.DEBUG)
    bad.spoil(server)
    meetings = connect(**{"root_url": server.root_url + bad.path} | bad.settings)
    with pytest.raises(ConferenceError) as caught:
        await meetings.create("event-1", "Standup", "", expiry)
    error = caught.value
    assert (error.trouble, error.again) == (bad.trouble, bad.again)
    assert bad.says in error.detail
    assert len(str(error).splitlines()) == 1
    assert len(str(error)) < 300
    written = caplog.text + str(error) + repr(error) + "".join(traceback.format_exception(error))
    secrets = [PASSWORD, "Str%26nge", *(ticket.removeprefix("cwt=") for ticket in server.world.tickets)]
    assert [secret for secret in secrets if secret in written] == []
    assert not server.rooms


CERTIFICATES: dict[str, tuple[Trouble, Callable[[Authority], ssl.SSLContext], bool]] = {
    "signed by itself": (Trouble.CERTIFICATE, Authority.self_signed, True),
    "of a private authority that is not named": (Trouble.CERTIFICATE, Authority.good, False),
    "of another name": (Trouble.CERTIFICATE, Authority.other_name, True),
    "out of date": (Trouble.CERTIFICATE_EXPIRED, Authority.expired, True),
}


@pytest.mark.parametrize(("trouble", "shows", "is_named"), CERTIFICATES.values(), ids=CERTIFICATES)
async def test_02_certificates(
    trouble: Trouble,
    shows: Callable[[Authority], ssl.SSLContext],
    is_named: bool,
    authority: Authority,
    expiry: datetime,
) -> None:
    """2. Not one request is sent to a server that cannot prove who it is, and the log says what is wrong with it."""
    server = await SkypeServer.start(user=USER, password=PASSWORD, tls=shows(authority))
    config = SkypeConfig("example.org", USER, SecretStr(PASSWORD), server.root_url)
    async with SkypeConferences(replace(config, ca_file=authority.ca_file if is_named else None)) as meetings:
        with pytest.raises(ConferenceError, match="certificate") as caught:
            await meetings.create("event-1", "Standup", "", expiry)
    assert (caught.value.trouble, caught.value.again) == (trouble, False)
    assert server.journal == []
    await server.stop()


def test_03_organizers_read_of_each_in_other_words() -> None:
    """3. In both languages, what an organizer is told differs wherever the trouble differs."""
    troubles = {bad.trouble for bad in BAD.values()} | {trouble for trouble, _, _ in CERTIFICATES.values()}
    for language in LANGUAGES:
        with speaking(language):
            assert len({reason(trouble) for trouble in troubles}) == len(troubles)


async def test_04_odd_words_of_a_server_stay_out_of_the_log(
    server: SkypeServer, connect: Callable[..., SkypeConferences], expiry: datetime
) -> None:
    """4. What a server allows is quoted in the log; a word that is none, such as a forged line, is not."""
    server.switches.eligible["accessLevels"] = ["Invited", "Everyone\nERROR forged", "\x1b[2J", "x" * 100_000]
    with pytest.raises(ConferenceError) as caught:
        await connect(options=Options(access="Everyone")).create("event-1", "Standup", "", expiry)
    assert caught.value.detail == "PLANERKA_SKYPE_ACCESS=Everyone: the server allows Invited"
