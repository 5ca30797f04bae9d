"""Names and descriptions of the bot's commands."""

import re

from locales import gettext as _

_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}(@\w+)?(\s|$)")  # Bot API, BotCommand and MessageEntity

ALL = ("start", "new", "calendar", "skype", "settings", "help")


def is_command(text: str) -> bool:
    """Whether it is meant for a bot, known or not: "/calender" is no title, while "/dev/null" may be a place."""
    return _COMMAND.match(text) is not None


def is_known(text: str) -> bool:
    return is_command(text) and text.split(maxsplit=1)[0].partition("@")[0].removeprefix("/").lower() in ALL


def menu() -> dict[str, str]:
    """For Telegram's menu (Bot API, setMyCommands)."""
    return {
        "new": _("New event"),
        "calendar": _("Upcoming"),
        "skype": _("Account for conferences"),
        "settings": _("Language and time zone"),
        "help": _("How it works"),
    }


def overview() -> str:
    """For the greeting and the help, a line each."""
    return _(
        "/new — new event\n/calendar — upcoming events\n/skype — account for conferences\n"
        "/settings — language and time zone\n/help — how it works"
    )
