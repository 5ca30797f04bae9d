"""`python -m bot check`: the verdict on one dependency, and the check of the settings themselves."""

import os
from dataclasses import dataclass
from pathlib import Path

from bot.settings.model import PREFIX, Settings
from bot.settings.unknown import unknown_to


@dataclass(frozen=True)
class Verdict:
    """The result of one check; `words` tell the administrator what to do.

    `is_warning`: it works, and may well not be what is wanted.
    """

    what: str
    ok: bool
    words: str
    is_warning: bool = False

    def __str__(self) -> str:
        mark = "FAIL" if not self.ok else "warn" if self.is_warning else "ok  "
        return f"{mark}  {self.what}: {self.words}"


def check_settings() -> Verdict:
    """Settings that are well formed, which `load` has seen to, but look like mistakes."""
    hints = [*unknown(), *exposed()]
    return Verdict("settings", not hints, "; ".join(hints) or "Every PLANERKA_ variable is known and well formed.")


def exposed() -> list[str]:
    """A sentence when .env, which holds the token and a password, can be read by others on this machine."""
    file = Path(".env")
    is_open = os.name == "posix" and file.is_file() and file.stat().st_mode & 0o077
    return [".env holds secrets, and others on this machine can read it: chmod 600 .env"] if is_open else []


def open_conferences(settings: Settings) -> list[str]:
    """A sentence when the whole of Telegram can use the Skype account."""
    if not settings.has_skype or settings.access != "open":
        return []
    advice = f"{PREFIX}ACCESS=listed and {PREFIX}ADMINS say who may"
    return [f"Any Telegram user can make conferences as {settings.skype_user}, since {PREFIX}ACCESS is open: {advice}"]


def unknown() -> list[str]:
    """A sentence for each variable with our prefix that is not a setting."""
    return unknown_to(Settings)
