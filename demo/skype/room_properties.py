"""The properties of a room that a client may choose on the simulated server, and their limits."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from demo.skype.accounts import Account
from demo.skype.replies import refused
from demo.skype.switches import Switches

CHOICES = {
    "accessLevel": "accessLevels",
    "automaticLeaderAssignment": "automaticLeaderAssignments",
    "entryExitAnnouncement": "entryExitAnnouncements",
    "lobbyBypassForPhoneUsers": "lobbyBypassForPhoneUsersSettings",
}
PEOPLE = ("attendees", "leaders")
LIFE = timedelta(hours=8)
YEAR = timedelta(days=365)


def chosen_properties(asked: dict[str, Any], switches: Switches, organizer: Account) -> dict[str, Any]:
    """Every property that can be chosen: the one in `asked` (lower-case names) or its default. Raises Refused."""
    chosen = {name: asked.get(name.lower(), default) for name, default in _defaults(switches).items()}
    wrong = [name for name in chosen if name.lower() in asked and not _fits(name, chosen[name], switches, organizer)]
    if wrong:
        raise refused(400, "ParameterValidationFailure", dict.fromkeys(wrong, "The value is not allowed."))
    return chosen | {"leaders": [uri for uri in chosen["leaders"] if uri.lower() != organizer.uri.lower()]}


def expiry(asked: dict[str, Any], now: datetime) -> datetime:
    """When the room expires: LIFE from now unless asked otherwise. Raises Refused."""
    if "expirationtime" not in asked:
        return now + LIFE
    moment = _moment(str(asked["expirationtime"]))
    if moment is None or not now - YEAR <= moment <= now + 10 * YEAR:
        raise refused(400, "ParameterValidationFailure", {"expirationTime": "Not a date, or too far away."})
    return moment


def _defaults(switches: Switches) -> dict[str, Any]:
    phones = {"phoneUserAdmission": switches.policies["phoneUserAdmission"]}
    return {"subject": "", "description": ""} | switches.defaults | phones | {"attendees": [], "leaders": []}


def _fits(name: str, value: Any, switches: Switches, organizer: Account) -> bool:
    if name in PEOPLE:
        return isinstance(value, list) and all(_may_come(uri, switches, organizer) for uri in value)
    if not isinstance(value, str):
        return False
    if name == "subject":
        return switches.subject_limit is None or len(value) <= switches.subject_limit
    if value == "Enabled" and switches.policies.get(name) == "Disabled":
        return False
    if name == "phoneUserAdmission":
        return value in ("Disabled", "Enabled")
    return name not in CHOICES or value in (switches.defaults[name], *switches.eligible[CHOICES[name]])


def _may_come(uri: Any, switches: Switches, organizer: Account) -> bool:
    found = re.fullmatch(r"sip:[^@\s]+@([^@\s]+)", uri, re.IGNORECASE) if isinstance(uri, str) else None
    return found is not None and (switches.foreign_attendees or found[1].lower() == organizer.domain.lower())


def _moment(text: str) -> datetime | None:
    """Reads ASP.NET dates, whose offset does not change the moment, and ISO 8601; None for anything else."""
    try:
        if found := re.fullmatch(r"/Date\((-?\d{1,15})([+-]\d{4})?\)/", text):
            return datetime.fromtimestamp(int(found[1]) / 1000, UTC)
        moment = datetime.fromisoformat(text)
    except (ValueError, OverflowError, OSError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
