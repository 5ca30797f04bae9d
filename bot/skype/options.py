"""What is asked of every room, held against what the server allows.

UCWA 2.0 reference, "onlineMeetingEligibleValues": the names there are plural.
"""

from bot.skype.config import Options
from bot.skype.errors import Misconfigured
from bot.skype.meetings import Resource
from domain.conference import Trouble

PROPERTIES = {
    "access": ("accessLevel", "accessLevels"),
    "leaders": ("automaticLeaderAssignment", "automaticLeaderAssignments"),
    "lobby_bypass": ("lobbyBypassForPhoneUsers", "lobbyBypassForPhoneUsersSettings"),
    "announcements": ("entryExitAnnouncement", "entryExitAnnouncements"),
}

# What we ask for unless told otherwise, where the server allows it: people outside the company have nothing but the
# link, and the organizer is an account that nobody sits at, so colleagues must be able to let people in and to present.
WISHES = {"access": "Everyone", "leaders": "SameEnterprise"}


def granted(options: Options, eligible: Resource) -> Resource:
    """The properties of a new room. Raises Misconfigured (OPTION) for a set option that the server does not allow."""
    found = {}
    for option, (name, plural) in PROPERTIES.items():
        allowed = _words(eligible.get(plural))
        wanted = getattr(options, option)
        if wanted and allowed and wanted not in allowed:
            said = f"PLANERKA_SKYPE_{option.upper()}={wanted}: the server allows {', '.join(allowed)}"
            raise Misconfigured(said, Trouble.OPTION)
        if wanted or WISHES.get(option) in allowed:
            found[name] = wanted or WISHES[option]
    return found


def _words(value: object) -> list[str]:
    return [word for word in value if isinstance(word, str)] if isinstance(value, list) else []
