"""What the log never holds, whichever way it gets there."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from bot.settings.logs import JsonFormatter, TextFormatter, redacted

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
CWT = "AAEBHAEFAAAAAAAFFQAAAEx-3bLs_Ad="

SECRETS = [
    (f"POST https://api.telegram.org/bot{TOKEN}/getMe", TOKEN),
    (f"https://api.telegram.org/file/bot{TOKEN}/documents/1", TOKEN),
    ("http://127.0.0.1:8081/bot42:TEST/getMe", "42:TEST"),
    (f"the token {TOKEN} is wrong", TOKEN),
    (f"Authorization: Bearer cwt={CWT}", CWT),
    (f"WWW-Authenticate cwt={CWT}", CWT),
    ("authorization: bearer abc.def.ghi", "abc.def.ghi"),
    ("{'Authorization': 'NTLM TlRMTVNTUAADAAAAGAAYAFgA+/=='}", "TlRMTVNTUAADAAAAGAAYAFgA+/=="),
    ("authorization: negotiate oRswGaADCgEAoxIEEAEAAAA=", "oRswGaADCgEAoxIEEAEAAAA="),
    ("smtps://planerka:hunter2@mail.example.org:465", "hunter2"),
    ("smtp://planerka:hunter2@home@mail.example.org", "home"),
    ("grant_type=password&username=planerka&password=hunter2&x=1", "hunter2"),
]


@pytest.fixture
def log() -> Iterator[tuple[logging.Logger, io.StringIO, logging.Handler]]:
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    log = logging.getLogger("planerka.tests.logs")
    log.addHandler(handler)
    log.propagate = False
    yield log, said, handler
    log.removeHandler(handler)
    log.propagate = True


@pytest.mark.parametrize(("text", "secret"), SECRETS)
def test_01_a_secret_is_replaced(text: str, secret: str) -> None:
    """1. Tokens of the bot and of Skype, messages of Windows sign-in, passwords in addresses and in forms."""
    assert secret not in redacted(text)


@pytest.mark.parametrize(
    "text",
    [
        "At work as @planerka_bot",
        "POST lyncweb.example.org offers neither NTLM nor Negotiate",
        "event 123456:7 of smirnov@example.org",
        "https://meet.example.org/elena/6N2YGD5G",
        "2028-08-28 10:00:00 database sqlite+aiosqlite:////var/lib/planerka/planerka.db",
    ],
)
def test_02_the_rest_stays(text: str) -> None:
    """2. Addresses, moments and names are what a log is read for."""
    assert redacted(text) == text


@pytest.mark.parametrize("formatter", [TextFormatter(), JsonFormatter()])
def test_03_nor_in_a_traceback(
    log: tuple[logging.Logger, io.StringIO, logging.Handler], formatter: logging.Formatter
) -> None:
    """3. The text of an exception, of its cause and the arguments of a line are covered as well."""
    logger, said, handler = log
    handler.setFormatter(formatter)
    try:
        try:
            raise OSError(f"cannot connect to https://api.telegram.org/bot{TOKEN}/getMe")
        except OSError as cause:
            raise RuntimeError(f"gave up with cwt={CWT}") from cause
    except RuntimeError:
        logger.exception("Polling as %s failed", TOKEN)
    assert "Traceback" in said.getvalue()
    assert "cannot connect to" in said.getvalue()
    assert TOKEN not in said.getvalue()
    assert CWT not in said.getvalue()


def test_04_a_line_of_json(log: tuple[logging.Logger, io.StringIO, logging.Handler]) -> None:
    """4. One object a line, in the letters that people wrote, also where a text has line breaks."""
    logger, said, handler = log
    handler.setFormatter(JsonFormatter())
    logger.warning("Событие\nотменено")
    [line] = said.getvalue().splitlines()
    assert json.loads(line)["message"] == "Событие\nотменено"
    assert json.loads(line)["level"] == "WARNING"
    assert "Событие" in line
