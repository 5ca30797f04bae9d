"""python -m bot"""

import os
import signal
import sys
from collections.abc import Callable


def imported_main() -> Callable[[], int]:
    """Ctrl-C meanwhile ends the process: as an exception it would come out of libraries in shapes of their own."""
    usual = signal.getsignal(signal.SIGINT)
    if usual is signal.default_int_handler:  # otherwise a shell has put it into the background, deaf to Ctrl-C
        signal.signal(signal.SIGINT, lambda *_: os._exit(0))
    from bot.cli import main

    signal.signal(signal.SIGINT, usual)
    return main


if __name__ == "__main__":
    status = imported_main()()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)  # all is closed: without this, Python would look through all of aiogram, or wait for its import
