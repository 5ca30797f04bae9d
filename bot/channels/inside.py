"""Who of an event is known to the Skype server: it takes as leaders and attendees only people of its own domain."""

from collections.abc import Iterable

from domain.attendee import Attendee
from domain.event import Event


def inside(event: Event, account: int | None, domain: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """SIP addresses of leaders and of attendees. `domain` is that of the bot's account.

    On an organizer's own account (`account` is a person) the room is the organizer's anyway, in the domain of theirs.
    """
    if account is None:
        return _of(event.people[:1], domain), _of(event.attendees, domain)
    return (), _of(event.attendees, _domain(event.organizer.sip or ""))


def _of(people: Iterable[Attendee], domain: str) -> tuple[str, ...]:
    known = (a.person.sip for a in people if a.person.sip)
    return tuple(dict.fromkeys(sip for sip in known if _domain(sip) == domain.lower()))


def _domain(sip: str) -> str:
    return sip.partition("@")[2].lower()
