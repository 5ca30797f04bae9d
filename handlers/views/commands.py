"""Names and descriptions of the bot's commands."""

from locales import gettext as _

ALL = ("start", "new", "calendar", "skype", "settings", "help")


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
