"""`python -m bot`, or `planerka` where it is installed."""

import os
import signal
import sys
from collections.abc import Callable


def imported_main() -> Callable[[], int]:
    """Imports `main`. Ctrl-C during the import ends the process: as an exception, libraries would catch or wrap it."""
    default = signal.getsignal(signal.SIGINT)
    if default is signal.default_int_handler:  # not so for a background job of a shell, which ignores Ctrl-C
        signal.signal(signal.SIGINT, lambda *_: os._exit(0))
    from bot.cli import main

    signal.signal(signal.SIGINT, default)
    return main


def run() -> None:
    """The command `planerka`, which an installed wheel gives; it does not return."""
    status = imported_main()()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)  # everything is closed: skips tearing down aiogram's modules, or waiting for their import


if __name__ == "__main__":
    run()
