"""The options of new rooms, checked against what the server allows.

UCWA 2.0 reference, "onlineMeetingEligibleValues": the names there are plural.
"""

import re

from bot.conferences.skype.config import Options
from bot.conferences.skype.errors import Misconfigured
from bot.conferences.skype.meetings import Resource
from domain.conference import Trouble

PROPERTIES = {
    "access": ("accessLevel", "accessLevels"),
    "leaders": ("automaticLeaderAssignment", "automaticLeaderAssignments"),
    "lobby_bypass": ("lobbyBypassForPhoneUsers", "lobbyBypassForPhoneUsersSettings"),
    "announcements": ("entryExitAnnouncement", "entryExitAnnouncements"),
}

# Used where the server allows it: people outside the company have only the link, and nobody is signed in as the bot's
# account, so colleagues must be able to let people in and to present.
DEFAULTS = {"access": "Everyone", "leaders": "SameEnterprise"}


def granted(options: Options, eligible: Resource) -> Resource:
    """The properties of a new room. Raises Misconfigured (OPTION) for a set option that the server does not allow."""
    found, allowed = {}, allowed_by(eligible)
    for option, (name, _) in PROPERTIES.items():
        wanted, words = getattr(options, option), allowed[name]
        if wanted and words and wanted not in words:
            said = f"PLANERKA_SKYPE_{option.upper()}={wanted}: the server allows {', '.join(words)}"
            raise Misconfigured(said, Trouble.OPTION)
        if wanted or DEFAULTS.get(option) in words:
            found[name] = wanted or DEFAULTS[option]
    return found


def allowed_by(eligible: Resource) -> dict[str, list[str]]:
    """What each property may be; nothing where the server does not say."""
    return {name: _words(eligible.get(plural)) for name, plural in PROPERTIES.values()}


def _words(value: object) -> list[str]:
    found = value if isinstance(value, list) else []
    return [word for word in found if isinstance(word, str) and re.fullmatch(r"\w{1,40}", word)]
