"""Where the event takes place: the room, and the join link in each property from which some calendar program reads it.

CONFERENCE (RFC 7986 5.11) is the proper one but unknown to Outlook, Apple Calendar and Thunderbird, which show
LOCATION, DESCRIPTION and URL; Exchange and its clients look for the X-MICROSOFT properties of a Skype meeting.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from icalendar import vUri

from bot.ical.text import Text, line, lines, parameter
from domain.conference import PHONES_SHOWN, Conference, Phone
from domain.details import PLACE_LIMIT
from domain.event import Event

DESCRIPTION_LIMIT = 4000
DIAL_IN_LIMIT = 400
LABEL_LIMIT = 100


@dataclass(frozen=True)
class Labels:
    """Texts for the properties, in the reader's language."""

    conference: str
    """Label of the join link, such as «Skype для бизнеса: присоединиться к конференции»."""
    telephone: str
    """Label of the numbers to dial, such as «По телефону»."""
    dial_in: str = ""
    """The numbers and what to type after them, in one line; "" when the room cannot be dialled into."""


def properties(event: Event, labels: Labels) -> Iterator[tuple[str, object]]:
    """Names and values; properties without a value are left out."""
    link = event.link
    if location := "\n".join(filter(None, (line(event.place, PLACE_LIMIT), link))):
        yield "location", Text(location)
    if description := _description(event.shown_description, link, labels):
        yield "description", Text(description)
    if isinstance(event.conference, Conference):
        yield from _conference(event.conference, labels)


def _description(text: str, link: str | None, labels: Labels) -> str:
    """The link on the first line, where programs look for it, then the text without lines that hold only the link."""
    cleaned = lines(text, DESCRIPTION_LIMIT)
    if link is None:
        return cleaned
    rest = "\n".join(each for each in cleaned.split("\n") if each.strip() != link).strip()
    joining = "\n".join(filter(None, (link, line(labels.dial_in, DIAL_IN_LIMIT))))
    return f"{joining}\n\n{rest}" if rest else joining


def _conference(room: Conference, labels: Labels) -> Iterator[tuple[str, object]]:
    """Exchange writes the X-MICROSOFT properties as TEXT, with commas and semicolons escaped."""
    yield "url", vUri(room.join_url)
    yield "conference", _conference_uri(room.join_url, ["AUDIO", "VIDEO"], labels.conference)
    yield "x-microsoft-onlinemeetingexternallink", Text(room.join_url)
    if room.dial_in_id is None or not (id := _digits(room.dial_in_id)):
        return
    dialled = [phone for phone in room.phones if _digits(phone.number)][:PHONES_SHOWN]
    for phone in dialled:
        label = f"{labels.telephone}: {phone.region}" if phone.region else labels.telephone
        yield "conference", _conference_uri(f"{_tel(phone)},,{id}#", ["PHONE"], label)
    for phone in dialled[:1]:
        yield "x-microsoft-conferenceteluri", Text(f"{_tel(phone)},,{id}")


def _conference_uri(uri: str, features: list[str], label: str) -> vUri:
    return vUri(uri, params={"VALUE": "URI", "FEATURE": features, "LABEL": parameter(label, LABEL_LIMIT)})


def _tel(phone: Phone) -> str:
    """RFC 3966. Callers append commas, which telephones dial as pauses, and the ID with #, dialled as keys."""
    return f"tel:{'+' if phone.number.startswith('+') else ''}{_digits(phone.number)}"


def _digits(text: str) -> str:
    """The digits only: no other text of the server may become part of an address."""
    return re.sub(r"[^0-9]", "", text)
