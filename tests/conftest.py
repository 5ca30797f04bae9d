"""What every test may use."""

import logging
import signal
from pathlib import Path
from typing import Any, Protocol

import pytest

GOLDEN = Path(__file__).parent / "golden"
TOLD = "told"  # marks the lines below the results of all tests


class Golden(Protocol):
    """Compares what people see with a file in tests/golden, byte for byte; `make golden` rewrites the file instead."""

    def __call__(self, name: str, seen: str | bytes) -> None: ...


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden by what the code shows now")


def pytest_configure() -> None:
    # A shell starts what it puts in the background deaf to Ctrl-C, and with it every process that a test starts.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    # On a busy machine any statement may be slow, which is no news for tests that look at the log.
    logging.getLogger("storage.engines.sqlite.driver").setLevel(logging.ERROR)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    # It travels with the report of a test, which may have run in another process.
    reports = [report for kind in terminalreporter.stats.values() for report in kind]
    noted = [pair for report in reports for pair in getattr(report, "user_properties", ())]
    for line in dict.fromkeys(line for name, line in noted if name == TOLD):
        terminalreporter.write_line(line)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """`golden("letters/invited.ru.html", text)`; text is stored as UTF-8, line ends as they are."""
    update = bool(request.config.getoption("--update-golden"))

    def compare(name: str, seen: str | bytes) -> None:
        file = GOLDEN / name
        data = seen.encode() if isinstance(seen, str) else seen
        if update:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
            return
        assert file.exists(), f"{file} is missing: run `make golden` and read what it wrote"
        assert _lines(data) == _lines(file.read_bytes()), f"{name} differs"

    return compare


def _lines(data: bytes) -> list[str]:
    """Lines with their ends, readable and without loss, so that pytest points at the one that differs."""
    return data.decode(errors="surrogateescape").splitlines(keepends=True)
