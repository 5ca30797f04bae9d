"""ORGANIZER and ATTENDEE (RFC 5545 3.8.4).

The organizer of every calendar object is the bot's own mailbox under the human's name: answers go to the address of
ORGANIZER and nowhere else (RFC 5546 3.2.2.5), so with the human's address they would never reach us. In mail the human
is listed among the attendees as the chair. People without a known mailbox are left out: no address is invented.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from icalendar import vCalAddress

from bot.ical.text import parameter
from domain.attendee import Attendee, Partstat
from domain.details import Role
from domain.person import Person

NO_MAILBOX = "planerka@planerka.invalid"
"""The organizer's address when mail is not configured: ORGANIZER is required (RFC 5546 3.2.1), and some programs send
answers to it. The domain .invalid is reserved (RFC 2606), so such an answer cannot reach a stranger."""

NAME_LIMIT = 100
# ASCII that needs no escaping in a mailto: URI (RFC 6068), a little narrower than RFC 5321 permits.
_MAILBOX = re.compile(r"[A-Za-z0-9.!$'*+/=_~-]+@[A-Za-z0-9.-]+")


def organizer(person: Person, address: str) -> vCalAddress:
    """The mailbox `address` under the person's name. Raises ValueError when it is not a plain mailbox."""
    return _calendar_address(person, address)


def attendees(people: Sequence[Attendee], addresses: Mapping[int, str], asked: bool) -> Iterator[vCalAddress]:
    """The `people` who have a mailbox, each mailbox once; `asked` means that answers are expected.

    Raises ValueError when an address is not a plain mailbox.
    """
    seen = set[str]()
    for attendee in people:
        address = addresses.get(attendee.person.id, "")
        if address and address.lower() not in seen:
            seen.add(address.lower())
            yield _attendee(attendee, address, asked)


def _attendee(attendee: Attendee, address: str, asked: bool) -> vCalAddress:
    chairs = attendee.role is Role.CHAIR
    written = _calendar_address(attendee.person, address)
    written.params["CUTYPE"] = "INDIVIDUAL"
    written.params["ROLE"] = attendee.role.value
    written.params["PARTSTAT"] = (Partstat.ACCEPTED if chairs else attendee.partstat).value
    written.params["RSVP"] = "TRUE" if asked and not chairs else "FALSE"
    return written


def _calendar_address(person: Person, address: str) -> vCalAddress:
    if not _MAILBOX.fullmatch(address):
        raise ValueError(f"not a plain mailbox such as name@example.org: {address!r}")
    written = vCalAddress(f"mailto:{address}")
    written.params["CN"] = parameter(person.name, NAME_LIMIT)
    return written
